"""The contents of decisions and votes (law.md C1; live.md §4.10)."""

from typing import ClassVar
from uuid import UUID

from meetings.contents import Part
from portal.core.ids import natural_key
from portal.ledger.contents import Content, register_kind


class Participant(Part):
    """Somebody who took part in the decision; a substitute says for whom they served."""

    person: UUID
    name: str
    party: str
    served_for: str = ""


class Reservation(Part):
    """A recorded dissent of those who took part in deciding (law.md B11)."""

    parties: tuple[str, ...] = ()
    names: str = ""
    text: str = ""


class ProtocolNote(Part):
    """A note in the minutes by a party or a person, or a statement put to them."""

    note_kind: str = "note"
    parties: tuple[str, ...] = ()
    names: str = ""
    text: str = ""


@register_kind
class DecisionContent(Content):
    """What an organization decided in one item. `title` is the matter, `sentence` the answer.

    `figures` is how its main round fell, `7–6` with the winning side first; empty where nothing
    was counted. The rounds themselves are records that name the decision as their parent.
    """

    kind: ClassVar[str] = "decision"

    number: int
    item: UUID
    sentence: str
    paragraph: str = ""
    outcome: str
    method: str
    figures: str = ""
    clauses: tuple[str, ...] = ()
    took_part: tuple[Participant, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    notes: tuple[ProtocolNote, ...] = ()
    forwarded_to: UUID | None = None
    preliminary: bool = False

    @property
    def public_number(self) -> int:
        return self.number

    @property
    def parent(self) -> UUID:
        return self.item

    @property
    def status(self) -> str:
        return self.outcome

    @property
    def position(self) -> str:
        return natural_key(self.paragraph or str(self.number))


class Ballot(Part):
    """One mandate's choice in an open vote."""

    person: UUID
    name: str
    party: str
    choice: str
    served_for: str = ""


class PartyCount(Part):
    """How the mandates of one party fell."""

    party: str
    yes: int = 0
    no: int = 0
    abstained: int = 0
    absent: int = 0
    not_taking_part: int = 0
    conflict: int = 0


@register_kind
class VoteContent(Content):
    """One round of voting. Counts that are not known are None; a secret one has no ballots."""

    kind: ClassVar[str] = "vote"

    decision: UUID
    order: int
    purpose: str
    about: str = ""
    yes_means: str = ""
    no_means: str = ""
    detail: str
    secret: bool = False
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None
    not_taking_part: int | None = None
    conflict: int | None = None
    won: str = ""
    casting_vote: str = ""
    by_lot: bool = False
    prose: str = ""
    parties: tuple[PartyCount, ...] = ()
    ballots: tuple[Ballot, ...] = ()

    @property
    def parent(self) -> UUID:
        return self.decision

    @property
    def links(self) -> tuple[UUID, ...]:
        """Whose ballots it holds: a person's page finds them."""
        return tuple(ballot.person for ballot in self.ballots)

    @property
    def status(self) -> str:
        return self.won

    @property
    def position(self) -> str:
        return f"{self.order:04}"
