"""The contents of the record: what is published, typed and frozen.

Every reference to another record is its UUID. Text that is not known is empty; the
outlets say "uppgift saknas".
"""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from portal.core.ids import natural_key
from portal.ledger.contents import Content, register_kind


class Part(BaseModel):
    """A piece of a content that is no record of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@register_kind
class OrganizationContent(Content):
    """An organ, committee or administration of the city. `title` is its name."""

    kind: ClassVar[str] = "organization"

    short_name: str
    organization_kind: str
    meetings_public: bool
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    subordinate_to: UUID | None = None
    predecessors: tuple[UUID, ...] = ()
    successors: tuple[UUID, ...] = ()
    contact: str = ""
    is_invented: bool = False

    @property
    def status(self) -> str:
        return "ceased" if self.valid_to else "standing"

    @property
    def position(self) -> str:
        return natural_key(self.title)


@register_kind
class PersonContent(Content):
    """An elected representative or official. `title` is the name."""

    kind: ClassVar[str] = "person"

    number: int
    party: str = ""
    contact: str = ""
    is_invented: bool = False

    @property
    def public_number(self) -> int:
        return self.number

    @property
    def position(self) -> str:
        return natural_key(self.title)


@register_kind
class MembershipContent(Content):
    """A person's role in an organization. `date` is the first day; `title` names both."""

    kind: ClassVar[str] = "membership"

    person: UUID
    role: str
    party: str = ""
    valid_to: datetime.date | None = None

    @property
    def parent(self) -> UUID:
        return self.person

    @property
    def status(self) -> str:
        return self.role


class Step(Part):
    """Something that happened in a case and is no record of its own."""

    date: datetime.date
    organization: UUID | None = None
    text: str


@register_kind
class CaseContent(Content):
    """A matter under one number at one authority. `date` is the day it was opened.

    `organization` opened it; `inherited_by` answers for it since that one ceased.
    """

    kind: ClassVar[str] = "case"

    number: str
    inherited_by: UUID | None = None
    summary: str = ""
    closed: datetime.date | None = None
    related: tuple[UUID, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def status(self) -> str:
        return "closed" if self.closed else "open"

    @property
    def position(self) -> str:
        return natural_key(self.number)


class Numbered(Part):
    """The number under which a document stands in one organization's diary."""

    organization: UUID
    number: str
    serial: int
    registration: UUID


@register_kind
class DocumentContent(Content):
    """A paper (OParl: Paper). `organization` is who issued it, where an organization did.

    `redacted_of` is the original that a redacted copy stands for, which fewer may read.
    """

    kind: ClassVar[str] = "document"

    number: int
    document_kind: str
    case: UUID | None = None
    parties: tuple[str, ...] = ()
    appendix: str = ""
    paragraph: str = ""
    version_label: str = ""
    version_date: datetime.date | None = None
    contact: str = ""
    provision: str = ""
    registrations: tuple[Numbered, ...] = ()
    redacted_of: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """What a document is not, is not said, as before there was such a thing."""
        said = super().as_json()
        return {name: said[name] for name in said if said[name] or name != "redacted_of"}

    @property
    def links(self) -> tuple[UUID, ...]:
        return (self.redacted_of,) if self.redacted_of else ()

    @property
    def public_number(self) -> int:
        return self.number

    @property
    def status(self) -> str:
        return self.document_kind

    @property
    def parent(self) -> UUID | None:
        return self.case

    @property
    def position(self) -> str:
        return f"{self.date or ''} {self.number:08}"


@register_kind
class RegistrationContent(Content):
    """One line of one organization's diary (law.md D2). `date` is that of the registration.

    A secret one has number and date only: counterpart, matter and document are empty.
    """

    kind: ClassVar[str] = "registration"

    number: str
    serial: int
    secret: bool
    direction: str = ""
    counterpart: str = ""
    matter: str = ""
    document: UUID | None = None

    @property
    def status(self) -> str:
        return "secret" if self.secret else self.direction

    @property
    def parent(self) -> UUID | None:
        return self.document

    @property
    def position(self) -> str:
        return natural_key(f"{self.number} {self.serial}")

    @property
    def search_text(self) -> str:
        words = (f"{self.number}-{self.serial}", self.counterpart, self.matter)
        return " ".join(word for word in words if word).casefold()


@register_kind
class MeetingContent(Content):
    """A meeting of one organization. Times carry the city's offset to the second.

    Its agenda items are records of their own that name it as their parent. `state_reason` says
    why it was cancelled or moved.
    """

    kind: ClassVar[str] = "meeting"

    ordinal: int
    start: str
    time_known: bool = True
    end: str = ""
    place: str = ""
    state: str
    is_public: bool
    moved_from: datetime.date | None = None
    state_reason: str = ""

    @property
    def status(self) -> str:
        return self.state


SELDOM = frozenset({"late", "on_table", "carried_from"})


@register_kind
class AgendaItemContent(Content):
    """One item of an agenda. `documents` are its papers in order.

    `late` are those of them that came after the summons, `on_table` those handed out at the
    meeting; `carried_from` is the item at which it was tabled before.
    """

    kind: ClassVar[str] = "agenda-item"

    meeting: UUID
    number: str
    item_kind: str
    section: str = ""
    case: UUID | None = None
    documents: tuple[UUID, ...] = ()
    proposal: str = ""
    outcome: str = ""
    closed: bool = False
    late: tuple[UUID, ...] = ()
    on_table: tuple[UUID, ...] = ()
    carried_from: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """What an item does not have is not said, as before there was such a thing."""
        said = super().as_json()
        return {name: said[name] for name in said if said[name] or name not in SELDOM}

    @property
    def parent(self) -> UUID:
        return self.meeting

    @property
    def status(self) -> str:
        return self.item_kind

    @property
    def position(self) -> str:
        """By number; an imported agenda has the order of its source."""
        if self.source is not None and self.source.place is not None:
            return f"{self.source.place:06}"
        return natural_key(self.number)

    @property
    def links(self) -> tuple[UUID, ...]:
        return (*([self.case] if self.case else []), *self.documents)
