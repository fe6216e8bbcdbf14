"""What a row says of a membership: names, roles, parties and days as people write them."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from meetings.importing.memberships.columns import Field, Mapped, Row
from meetings.intake.dates import parse_date
from meetings.intake.parties import PARTY_NAMES
from portal.accounts.roles import ELECTED, Role

T = TypeVar("T")

EXCEL_EPOCH = datetime.date(1899, 12, 30)
EXCEL_DAYS = range(20_000, 80_000)
"""Day numbers from 1954 to 2119: what Excel keeps where a cell is not marked as a date."""

ROLES: Mapping[str, Role] = {
    **{str(role.label): role for role in ELECTED},
    "ordf": Role.CHAIR,
    "v ordf": Role.VICE_CHAIR,
    "vice ordf": Role.VICE_CHAIR,
    "förste vice ordförande": Role.VICE_CHAIR,
    "andre vice ordförande": Role.VICE_CHAIR,
    "1 e vice ordförande": Role.VICE_CHAIR,
    "2 e vice ordförande": Role.VICE_CHAIR,
    "1 vice ordförande": Role.VICE_CHAIR,
    "2 vice ordförande": Role.VICE_CHAIR,
    "ers": Role.SUBSTITUTE,
    "suppleant": Role.SUBSTITUTE,
    "led": Role.MEMBER,
}
PARTY = re.compile(r"[A-ZÅÄÖ]{1,6}!?")
_PARTIES = {name.casefold(): code for name, code in PARTY_NAMES.items()}


class Unclear(ValueError):
    """A cell that cannot be read; says what to do."""


@dataclass(frozen=True)
class Facts:
    """One row, read. `organization` as it is written; `number` of the person, "ny" or nothing."""

    name: str = ""
    number: str = ""
    party: str = ""
    organization: str = ""
    role: Role | None = None
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    place: int | None = None
    parties: str = ""
    contact: str = ""
    faults: tuple[str, ...] = field(default=(), compare=False)


def facts_of(row: Row, mapped: Mapped) -> Facts:
    """Every fault of the row at once."""
    reading = _Reading(row, mapped)
    start = reading.cell(Field.VALID_FROM, day_of)
    end = reading.cell(Field.VALID_TO, day_of)
    facts = Facts(
        name=reading.name(),
        number=reading.text(Field.NUMBER).casefold(),
        party=reading.cell(Field.PARTY, party_of) or "",
        organization=reading.text(Field.ORGANIZATION),
        role=reading.cell(Field.ROLE, role_of),
        valid_from=start,
        valid_to=end,
        place=reading.cell(Field.PLACE, place_of),
        parties=reading.cell(Field.PARTIES, parties_of) or "",
        contact=reading.cell(Field.CONTACT, contact_of) or "",
    )
    faults = (*reading.faults, *_missing(facts, reading.unread))
    return Facts(**{**vars(facts), "faults": faults})


class _Reading:
    """One row, cell by cell, and what was wrong in it."""

    def __init__(self, row: Row, mapped: Mapped) -> None:
        self.row, self.mapped = row, mapped
        self.faults: list[str] = []
        self.unread: set[Field] = set()

    def text(self, what: Field) -> str:
        at = self.mapped.get(what)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else ""

    def cell(self, what: Field, read: Callable[[str], T]) -> T | None:
        text = self.text(what)
        if not text:
            return None
        try:
            return read(text)
        except Unclear as error:
            self.faults.append(str(error))
            self.unread.add(what)
            return None

    def name(self) -> str:
        """`Påhittad, Alva` and two columns are `Alva Påhittad`."""
        whole = self.text(Field.NAME)
        if not whole:
            whole = f"{self.text(Field.FIRST_NAME)} {self.text(Field.LAST_NAME)}"
        last, comma, first = whole.partition(",")
        return " ".join(f"{first} {last}".split() if comma else whole.split())


def _missing(facts: Facts, unread: set[Field]) -> Iterator[str]:
    if not facts.name:
        yield _("Namnet saknas.")
    if not facts.organization:
        yield _("Organet saknas.")
    if facts.role is None and Field.ROLE not in unread:
        yield _("Rollen saknas: skriv ordförande, vice ordförande, ledamot eller ersättare.")
    if facts.valid_from is None and Field.VALID_FROM not in unread:
        yield _("Första dagen saknas.")
    if facts.valid_from and facts.valid_to and facts.valid_to <= facts.valid_from:
        yield _("Sista dagen måste komma efter den första.")


def day_of(text: str) -> datetime.date:
    """2026-01-15, 15/1 2026, 15.1.2026, 20260115, 15 januari 2026, or Excel's number of a day."""
    if text.isdecimal() and int(text) in EXCEL_DAYS:
        return EXCEL_EPOCH + datetime.timedelta(days=int(text))
    spread = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    packed = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    if spread:
        text = f"{spread[3]}-{spread[2]}-{spread[1]}"
    elif packed:
        text = "-".join(packed.groups())
    day = parse_date(text)
    if day is None:
        raise Unclear(_("”%(text)s” är ingen dag. Skriv 2026-01-15.") % {"text": text[:40]})
    return day


def role_of(text: str) -> Role:
    plain = " ".join(re.sub(r"[.:]", " ", text.casefold()).split())
    role = ROLES.get(plain)
    if role is None:
        words = _("Rollen ”%(text)s” finns inte. Skriv ordförande, vice ordförande, ledamot eller "
                  "ersättare.")  # fmt: skip
        raise Unclear(words % {"text": text[:40]})
    return role


def party_of(text: str) -> str:
    """`(S)`, `s` and `Socialdemokraterna` are `S`."""
    bare = text.strip("() ")
    code = _PARTIES.get(bare.casefold(), bare.upper())
    if not PARTY.fullmatch(code):
        words = _("”%(text)s” är inget parti. Skriv partiets förkortning.")
        raise Unclear(words % {"text": text[:40]})
    return code


def parties_of(text: str) -> str:
    """`S, V och MP` is `S, V, MP`."""
    split = re.split(r"\s*(?:,|;|/|\boch\b)\s*|\s+", text)
    return ", ".join(dict.fromkeys(party_of(each) for each in split if each))


def place_of(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) < 1000:
        words = _("Ordningen ”%(text)s” ska vara ett tal från 1.") % {"text": text[:40]}
        raise Unclear(words)
    return int(text)


def contact_of(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        words = _("”%(text)s” är ingen e-postadress.") % {"text": text[:60]}
        raise Unclear(words) from error
    return text
