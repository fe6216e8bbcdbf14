"""What an app hands to the ledger: one change to one record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.ledger.contents import Content
from portal.ledger.readers import PUBLIC
from portal.ledger.states import Verb


@dataclass(frozen=True)
class Change:
    """A verb on a record. Standing verbs carry a content, the others none.

    `expected_version` is the version that the person saw (0 for none yet); None does not ask.
    """

    record_id: UUID
    verb: Verb
    content: Content | None = None
    audience: str = PUBLIC
    reason: str = ""
    ground: str = ""
    source_time: datetime | None = None
    expected_version: int | None = None

    def __post_init__(self) -> None:
        if self.content is not None and self.content.id != self.record_id:
            raise ValueError(f"the content of {self.content.id} came for {self.record_id}")


@dataclass(frozen=True)
class Actor:
    """Who acts: the user (never public) and the role that is shown."""

    role: str
    user_id: int | None = None
