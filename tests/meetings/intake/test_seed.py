"""The real bundle of item 2.2.2, where the shared data lies beside the checkout."""

from datetime import date
from pathlib import Path

import pytest

from meetings.intake import Bundle, DocumentKind, read_bundle

SEED = Path(__file__).parents[4] / "shared/data/seeds/002_c7dbe486ad9f8179.txt"
pytestmark = pytest.mark.skipif(
    not SEED.exists(),
    reason=f"the real bundle is not beside the checkout (../shared/data, {SEED.name})",
)


def text() -> str:
    return SEED.read_text(encoding="utf-8")


def papers(text: str) -> list[str]:
    """Return the pages after the furniture: each is one long line."""
    return [page for page in text.split("Transkript:")[1].split("\n\n") if page.strip()]


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle([text()])


def test_bundle_holds_exactly_six_papers(bundle: Bundle) -> None:
    told = [(d.kind.value, d.date, d.own_reference, d.parties) for d in bundle.documents]
    assert told == [
        ("statement", date(2016, 10, 19), None, ("M", "L", "KD")),
        ("statement", date(2016, 10, 19), None, ("SD",)),
        ("official_report", date(2016, 9, 5), "1451/14", ()),
        ("plan", date(2015, 11, 24), "1451/14", ()),
        ("minutes_extract", date(2015, 12, 15), "0435/15", ()),
        ("official_report", date(2015, 12, 1), "0435/15", ()),
    ]


def test_bundle_is_for_item_222_of_ks_2016_10_19(bundle: Bundle) -> None:
    meeting = bundle.meeting
    assert (meeting.organization, meeting.name) == ("ks", "Kommunstyrelsen")
    assert (meeting.date, bundle.item, bundle.case) == (date(2016, 10, 19), "2.2.2", "1451/14")


def test_appendix_three_is_missing(bundle: Bundle) -> None:
    assert [(m.number, m.title) for m in bundle.missing] == [("3", "Protokoll från CSG")]


def test_plan_has_its_issue_and_its_version(bundle: Bundle) -> None:
    plan = bundle.documents[3]
    assert (plan.appendix, plan.version, plan.version_date) == ("1", "1.0", date(2016, 6, 28))
    assert [row.number for row in plan.versions][:2] == ["0.1", "0.2"]
    assert len(plan.versions) == 14
    assert "newer-version" in [notice.code for notice in bundle.warnings]


def test_extract_has_its_paragraph_without_a_sign(bundle: Bundle) -> None:
    extract = bundle.documents[4]
    assert (extract.paragraph, extract.organization) == ("136", "Nämnden för intraservice")
    assert extract.confidence["paragraph"] < 0.8


def test_last_report_cites_the_case_but_has_its_own_number(bundle: Bundle) -> None:
    report = bundle.documents[5]
    assert report.references == ("0435/15", "1451/14")
    assert report.title == "Yttrande över Göteborgs Stads handlingsplan för e-samhälle 2017"
    assert report.organization == "Intraservice"


def test_furniture_is_outside_every_paper(bundle: Bundle) -> None:
    assert bundle.documents[0].span[0] > text().index("Transkript:")


def rewritten() -> dict[str, list[str]]:
    pages = papers(text())
    return {
        "a list of pages": pages,
        "form feeds": ["\f".join(pages)],
        "one single line": [" ".join(pages)],
        "no blank lines": ["\n".join(pages)],
        "numbered pages": ["\n\n".join(f"{n} {page}" for n, page in enumerate(pages, start=1))],
        "Windows line ends": [text().replace("\n", "\r\n")],
    }


@pytest.mark.parametrize(
    "form",
    [
        "a list of pages", "form feeds", "one single line", "no blank lines", "numbered pages",
        "Windows line ends",
    ],
)  # fmt: skip
def test_papers_are_the_same_however_the_text_is_delivered(form: str) -> None:
    found = read_bundle(rewritten()[form])
    kinds = [document.kind for document in found.documents]
    assert kinds == [
        DocumentKind.STATEMENT,
        DocumentKind.STATEMENT,
        DocumentKind.OFFICIAL_REPORT,
        DocumentKind.PLAN,
        DocumentKind.MINUTES_EXTRACT,
        DocumentKind.OFFICIAL_REPORT,
    ]
    assert [m.label for m in found.missing] == ["Bilaga 3 Protokoll från CSG"]
