"""The room's day, and the organization whose room it is."""

import datetime

import pytest
from django.utils import timezone

from meetings.contents import OrganizationContent
from tests.meetings.outlets.factories import organization, publish


@pytest.fixture
def on_12_october_2016(monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.datetime(2016, 10, 12, 8, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def ks(db: None) -> OrganizationContent:
    made = organization()
    publish(made)
    return made
