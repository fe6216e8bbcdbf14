"""The port by which outlets can be asked what they show. Each is a function of the ledger.

An outlet above registers itself in `AppConfig.ready()` with a function that renders the
record as a reader of that outlet would get it and reads version and hash from the result
(`data-version` and `data-sha256` in HTML, `version` and `sha256` in JSON).
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.ledger.models import Record
from portal.ledger.readers import Reader


@dataclass(frozen=True)
class Shown:
    """What an outlet shows of a record; a tombstone has no hash."""

    version: int
    sha256: str


Asked = Callable[[Record, Reader], Shown | None]


def always(_record: Record, _reader: Reader) -> bool:
    return True


@dataclass(frozen=True)
class Outlet:
    """A way out of the ledger.

    `shown` answers None where the outlet does not show the record to this reader, which is
    a fault where `carries` says that it should. What it does show must be right either way.
    `remembering` makes a `shown` for one run over the whole ledger: it may keep what it has
    rendered, so that a list of a thousand records is rendered once and not a thousand times.
    """

    name: str
    shown: Asked
    carries: Callable[[Record, Reader], bool] = always
    remembering: Callable[[], Asked] | None = None


OUTLETS: dict[str, Outlet] = {}


def register_outlet(outlet: Outlet) -> Outlet:
    OUTLETS[outlet.name] = outlet
    return outlet
