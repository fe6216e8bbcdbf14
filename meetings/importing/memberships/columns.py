"""Which column says what: guessed by the headings, and shown so that people can say otherwise."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.importing.memberships.sheets import Grid, UnreadableSheet, grids_of
from portal.core.personal_numbers import find_personal_numbers

SEARCHED = 20
"""Rows from the top in which the headings may stand: titles and dates often come first."""


class Field(models.TextChoices):
    """What a column may say of a membership."""

    NUMBER = "number", gettext_lazy("personens nummer")
    NAME = "name", gettext_lazy("namn")
    FIRST_NAME = "first_name", gettext_lazy("förnamn")
    LAST_NAME = "last_name", gettext_lazy("efternamn")
    PARTY = "party", gettext_lazy("parti")
    ORGANIZATION = "organization", gettext_lazy("organ")
    ROLE = "role", gettext_lazy("roll")
    VALID_FROM = "valid_from", gettext_lazy("från och med")
    VALID_TO = "valid_to", gettext_lazy("till och med")
    PLACE = "place", gettext_lazy("ordning vid inkallning")
    PARTIES = "parties", gettext_lazy("inträder för partierna")
    CONTACT = "contact", gettext_lazy("kontakt")


HEADINGS: Mapping[Field, str] = {
    Field.NUMBER: "nummer nr personnr_i_rådslag id person_id",
    Field.NAME: "namn person förtroendevald ledamotens_namn name",
    Field.FIRST_NAME: "förnamn tilltalsnamn",
    Field.LAST_NAME: "efternamn",
    Field.PARTY: "parti partibeteckning partitillhörighet party",
    Field.ORGANIZATION: "organ nämnd organisation instans styrelse enhet organization",
    Field.ROLE: "roll uppdrag befattning funktion uppdragstyp role",
    Field.VALID_FROM: "från fr_o_m from från_och_med startdatum start tillträde datum_från",
    Field.VALID_TO: "till t_o_m tom till_och_med slutdatum slut avgång datum_till",
    Field.PLACE: "ordning plats inkallningsordning turordning ersättarordning",
    Field.PARTIES: "inträder_för inträder_för_partierna kallas_för ersätter för_parti för_partier",
    Field.CONTACT: "kontakt e_post epost mejl mail e_mail email e_postadress",
}
_KNOWN = {word: field for field, words in HEADINGS.items() for word in words.split()}

Mapped = Mapping[Field, int]


@dataclass(frozen=True)
class Row:
    """`number` is that of the spreadsheet, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(name: str, data: bytes) -> Table:
    """The first sheet with headings that are known. Raises UnreadableSheet."""
    grids = list(grids_of(name, data))
    for grid in grids:
        _refuse_personal_numbers(grid)
    found = next((each for each in map(_table, grids) if each), None)
    if found is None:
        words = _("Filen saknar rubriker. Skriv Namn, Parti, Organ, Roll och Från över kolumnerna.")
        raise UnreadableSheet(words)
    return found


def guessed(headings: Sequence[str]) -> dict[Field, int]:
    """The column of each field, the first that its heading fits."""
    found: dict[Field, int] = {}
    for at, heading in enumerate(headings):
        field = _KNOWN.get(_plain(heading))
        if field is not None:
            found.setdefault(field, at)
    return found


def _table(grid: Grid) -> Table | None:
    scores = [len(guessed(row)) for row in grid[:SEARCHED]]
    best = max(scores, default=0)
    if best < 2:
        return None
    at = scores.index(best)
    rows = enumerate(grid[at + 1 :], at + 2)
    filled = (Row(number, tuple(cells)) for number, cells in rows if any(cells))
    return Table(tuple(grid[at]), tuple(filled))


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "_", heading.casefold()).strip("_")


def _refuse_personal_numbers(grid: Grid) -> None:
    """Says where, never what. The number is neither shown, kept nor logged."""
    found = [
        (number, at)
        for number, row in enumerate(grid, 1)
        for at, cell in enumerate(row)
        if any(find_personal_numbers(cell))
    ]
    if found:
        rows = ", ".join(str(number) for number in sorted({row for row, _at in found})[:5])
        columns = ", ".join(_letter(at) for at in sorted({at for _row, at in found}))
        words = _(
            "Filen innehåller personnummer (kolumn %(columns)s, rad %(rows)s). Inget är läst in "
            "eller sparat. Ta bort personnumren ur filen och välj den igen."
        )
        raise UnreadableSheet(words % {"columns": columns, "rows": rows})


def _letter(at: int) -> str:
    """The name of a column as spreadsheets write it: A, B … Z, AA."""
    before = _letter(at // 26 - 1) if at >= 26 else ""
    return before + chr(ord("A") + at % 26)
