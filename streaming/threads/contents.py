"""What the ledger keeps of a thread: that it is open, or locked, and why. Never its comments."""

from typing import ClassVar
from uuid import UUID

from portal.ledger.contents import Content, register_kind


@register_kind
class ThreadContent(Content):
    """Whether a record may be commented on. `date` is the day the thread was opened.

    Comments are a stream and no part of the record; to open and to lock is one.
    """

    kind: ClassVar[str] = "thread"

    number: int
    subject: UUID
    subject_kind: str
    state: str
    reason: str = ""
    changed: str

    @property
    def public_number(self) -> int:
        return self.number

    @property
    def parent(self) -> UUID:
        return self.subject

    @property
    def status(self) -> str:
        return self.state
