"""What stands at the address of a record that was taken back: why, on what ground, and when."""

from dataclasses import dataclass
from datetime import datetime

from meetings.outlets.web.designation import designation
from portal.core.clock import local
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The title of a withdrawn record is withdrawn too: `title` names its address only."""

    title: str
    path: str
    verb: str
    reason: str
    ground: str
    date: datetime
    version: int


def tombstone_of(version: Version) -> Tombstone:
    return Tombstone(
        title=designation(version),
        path=version.record.path,
        verb=version.verb,
        reason=version.reason,
        ground=version.ground,
        date=local(version.recorded_at),
        version=version.version,
    )
