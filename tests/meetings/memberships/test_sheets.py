"""What is read of a spreadsheet, and what is refused."""

import datetime

import pytest

from meetings.importing.memberships.columns import Field, guessed, read_table
from meetings.importing.memberships.facts import Unclear, day_of, parties_of, role_of
from meetings.importing.memberships.sheets import MOST_BYTES, UnreadableSheet
from portal.accounts.roles import Role
from tests.meetings.memberships.sheets import HEADINGS, csv, xlsx

ALVA = ("Alva Påhittad", "S", "ks", "ledamot", "2026-01-15", "")
NUMBER = "850709-9805"
"""A made-up number of the Tax Agency's test series, with a right check digit."""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_csv_is_read_in_whatever_it_was_saved(encoding: str, delimiter: str) -> None:
    table = read_table("a.csv", csv(HEADINGS, ALVA, encoding=encoding, delimiter=delimiter))
    assert table.headings == HEADINGS
    assert [row.cells for row in table.rows] == [ALVA]


def test_a_merged_cell_says_the_same_in_all_its_places_and_a_title_is_no_heading() -> None:
    day = datetime.datetime(2026, 1, 15)  # noqa: DTZ001  # as a spreadsheet has it
    rows = (
        ("Förtroendevalda 2026", None, None, None),
        ("Organ", "Namn", "Roll", "Fr.o.m."),
        ("ks", "Alva Påhittad", "ledamot", day),
        (None, "Bo Påhittad", "ersättare", datetime.date(2026, 2, 1)),
    )
    table = read_table("a.xlsx", xlsx(*rows, merged=("A1:D1", "A3:A4")))
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("ks", "Alva Påhittad", "ledamot", "2026-01-15")),
        (4, ("ks", "Bo Påhittad", "ersättare", "2026-02-01")),
    ]
    assert guessed(table.headings) == {
        Field.ORGANIZATION: 0,
        Field.NAME: 1,
        Field.ROLE: 2,
        Field.VALID_FROM: 3,
    }


def test_a_formula_is_its_value_and_never_its_text() -> None:
    table = read_table("a.xlsx", xlsx(HEADINGS, ('=HYPERLINK("x")', *ALVA[1:])))
    assert table.rows[0].cells[0] == ""  # never counted by a spreadsheet program


@pytest.mark.parametrize(
    "text",
    ["2026-01-15", "15/1 2026", "15.1.2026", "15/1/2026", "20260115", "15 januari 2026", "46037"],
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert day_of(text) == datetime.date(2026, 1, 15)


@pytest.mark.parametrize("text", ["15/1 26", "2026-02-30", "hösten 2026", "12"])
def test_what_is_no_day_is_asked_for_again(text: str) -> None:
    with pytest.raises(Unclear, match="Skriv 2026-01-15"):
        day_of(text)


def test_roles_and_parties_are_read_as_people_write_them() -> None:
    assert [role_of(each) for each in ("2:e vice ordförande", "Ers.", "ORDF")] == [
        Role.VICE_CHAIR,
        Role.SUBSTITUTE,
        Role.CHAIR,
    ]
    assert parties_of("(s), Vänsterpartiet och mp") == "S, V, MP"


@pytest.mark.parametrize("data", [csv(HEADINGS, (NUMBER, *ALVA[1:])), xlsx(HEADINGS, (NUMBER,))])
def test_a_personal_number_refuses_the_file_and_is_not_repeated(data: bytes) -> None:
    with pytest.raises(UnreadableSheet, match="kolumn A, rad 2") as refused:
        read_table("a.xlsx" if data.startswith(b"PK") else "a.csv", data)
    assert NUMBER not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", b"x" * (MOST_BYTES + 1), "större än"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Spara den som xlsx"),
        ("a.xlsx", b"PK\x03\x04 not a workbook", "trasig eller låst"),
        ("a.csv", csv(("Alva", "S")), "saknar rubriker"),
        ("a.csv", csv(HEADINGS, *[ALVA] * 2_001), "fler än"),
    ],
)
def test_a_file_that_cannot_be_taken_in_says_what_to_do(name: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSheet, match=said):
        read_table(name, data)
