"""Where a dropped file belongs, and how sure that is."""

import datetime

import pytest

from meetings.intake import Bundle, Document, DocumentKind, Meeting
from meetings.intake.matching import Candidate, match_file

AGENDA = [
    Candidate("a", "2.1.1", "Val av justerare"),
    Candidate("b", "2.1.10", "Budget för 2017", case="0435/15"),
    Candidate("c", "2.2.2", "Handlingsplan för e-samhälle", case="1451/14"),
    Candidate("d", "7", "Detaljplan för Bergsjön"),
]


def bundle(
    *, own: str = "", references: tuple[str, ...] = (), item: str | None = None, title: str = ""
) -> Bundle:
    kind = DocumentKind.OFFICIAL_REPORT
    paper = Document(kind, title, (1, 1), (0, 1), own_reference=own or None, references=references)
    return Bundle(Meeting("ks", date=datetime.date(2016, 10, 19)), item, (paper,))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("2.1.10 Tjänsteutlåtande.pdf", "b"),
        ("02_01_10-budget.pdf", "b"),
        ("Punkt 7.pdf", "d"),
        ("7. Karta.pdf", "d"),
        ("tjut 1451-14.pdf", "c"),
        ("Bilaga till 0435_15 budget.pdf", "b"),
        ("handlingsplan e-samhälle slutlig.pdf", "c"),
    ],
)
def test_a_name_tells(name: str, key: str) -> None:
    assert match_file(name, None, AGENDA).key == key


@pytest.mark.parametrize(
    "name", ["2016-10-19.pdf", "skannat0007.pdf", "2.1.100 Annat.pdf", "17 Annat.pdf", "plan.pdf"]
)
def test_a_name_that_tells_nothing_matches_nothing(name: str) -> None:
    assert match_file(name, None, AGENDA).key == ""


def test_the_text_tells_what_the_name_does_not() -> None:
    own = match_file("scan.pdf", bundle(own="1451/14"), AGENDA)
    named = match_file("scan.pdf", bundle(references=("1451/14",)), AGENDA)
    assert (own.key, own.sure, own.signs) == ("c", 0.9, ("case in text",))
    assert (named.key, named.sure) == ("c", 0.6)
    assert match_file("scan.pdf", bundle(item="2.1.1"), AGENDA).key == "a"


def test_signs_that_agree_make_it_surer() -> None:
    found = match_file("2.2.2 tjut.pdf", bundle(own="1451/14"), AGENDA)
    assert (found.key, found.sure) == ("c", 0.99)
    assert found.signs == ("item in name", "case in text")


def test_signs_that_disagree_make_neither_sure() -> None:
    found = match_file("0435-15.pdf", bundle(own="1451/14"), AGENDA)
    assert found.sure == 0.45
    assert "several" in found.signs


def test_a_file_that_names_another_meeting_is_doubted() -> None:
    found = match_file("2.2.2 tjut.pdf", bundle(), AGENDA, is_here=False)
    assert (found.key, found.signs[-1]) == ("c", "elsewhere")
    assert found.sure < 0.5


def test_an_empty_agenda_matches_nothing() -> None:
    assert match_file("2.2.2.pdf", None, []).key == ""
