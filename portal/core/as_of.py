"""The moment that a page is asked to show: `?per=2016-10-19T12:00`. None is now.

The readers of the ledger, `clock.today()` and the addresses in a page all ask here, so that
any page can be seen as it was without knowing that it can.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

PARAMETER = "per"

_shown: ContextVar[datetime | None] = ContextVar("as_of", default=None)


def shown_moment() -> datetime | None:
    """The moment that is shown, None for now."""
    return _shown.get()


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Everything read inside is what was public then and may still be read."""
    token = _shown.set(moment)
    try:
        yield
    finally:
        _shown.reset(token)
