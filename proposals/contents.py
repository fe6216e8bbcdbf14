"""The content of a proposal: what the ledger keeps of it at each step."""

import datetime
from typing import ClassVar
from uuid import UUID

from meetings.contents import Part
from portal.ledger.contents import Content, register_kind


class Tally(Part):
    """Votes of one assurance level."""

    level: str
    votes: int


@register_kind
class ProposalContent(Content):
    """A proposal at one step of its life. `title` is its own; `html` is clean.

    `proposer` is empty where the policy keeps the name. Counts stand here from the close on; while
    votes are collected the page shows a running count, which is no part of the record.
    `rejection` and `public_reason` say why it was refused, also while an appeal is looked at.
    `organization` is the committee that answers, once it was handed over.
    """

    kind: ClassVar[str] = "proposal"

    number: int
    state: str
    step: str
    role: str
    reason: str = ""
    code: str = ""
    rejection: str = ""
    public_reason: str = ""
    policy: str
    policy_version: int
    proposer: str = ""
    with_help: bool = False
    html: str = ""
    easy_summary: str = ""
    subject: str = ""
    address: str = ""
    area: str = ""
    picture_text: str = ""
    votes_needed: int
    published: datetime.date | None = None
    closes: str = ""
    reached: str = ""
    closed: str = ""
    counts: tuple[Tally, ...] = ()
    merged_into: UUID | None = None
    case: UUID | None = None
    answer_due: datetime.date | None = None
    item: UUID | None = None
    decision: UUID | None = None
    outcome: str = ""

    @property
    def public_number(self) -> int:
        return self.number

    @property
    def status(self) -> str:
        return self.state

    @property
    def parent(self) -> UUID | None:
        return self.case

    @property
    def links(self) -> tuple[UUID, ...]:
        return tuple(each for each in (self.merged_into, self.item, self.decision) if each)
