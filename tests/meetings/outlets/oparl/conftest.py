"""Time that a test moves itself, since OParl's times are whole seconds."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

Later = Callable[[], str]

MORNING = datetime.datetime(2026, 5, 4, 8, 0, 0, 250_000, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Moves a minute on and tells the moment as OParl writes it."""
    at = [MORNING]
    monkeypatch.setattr(timezone, "now", lambda: at[0])

    def move() -> str:
        at[0] += datetime.timedelta(minutes=1)
        local = at[0].astimezone(datetime.timezone(datetime.timedelta(hours=2)))
        return local.isoformat(timespec="seconds")

    return move
