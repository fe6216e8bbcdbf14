"""A dropped bundle becomes drafts: the split, its places, and what stops it."""

import datetime
from io import BytesIO
from pathlib import Path

import pytest

from meetings.demo.papers import BUNDLE_2016, EXTRA_BUNDLE
from meetings.demo.pdf import make_bundle
from meetings.errors import WrongBundle
from meetings.models import Case, Document, Meeting, Organization, Registration
from meetings.selectors.drafts import newest_of
from meetings.services.intake import Intake, read_file, take_in
from portal.core.pdf import read_pdf
from portal.ledger.errors import BrokenFile, FileTooLarge, WrongContent, WrongExtension, WrongFile
from portal.ledger.models import Entry, StoredFile
from tests.factories import pdf
from tests.ledger.pdfs import encrypted_pdf
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db

SEED = next(Path(__file__).parents[3].parent.glob("shared/data/seeds/002*.txt"), None)
needs_seed = pytest.mark.skipif(SEED is None, reason="the real bundle is not at hand")


@pytest.fixture
def city() -> dict[str, Organization]:
    names = {
        "ks": "Kommunstyrelsen",
        "slk": "Stadsledningskontoret",
        "intraservicenamnden": "Nämnden för intraservice",
        "intraservice": "Intraservice",
    }
    return {short: make.organization(short, name) for short, name in names.items()}


def drop(data: bytes, name: str = "bunt.pdf", **fields: object) -> Intake:
    return take_in(stream=BytesIO(data), file_name=name, **fields)  # type: ignore[arg-type]


def facts(paper: Document) -> tuple[object, ...]:
    numbers = [line.number for line in paper.registrations.all()]
    return paper.kind, paper.parties, paper.date, numbers


@needs_seed
def test_the_real_bundle_becomes_six_documents(city: dict[str, Organization]) -> None:
    assert SEED is not None
    done = drop(SEED.read_bytes(), SEED.name)
    day = datetime.date
    assert [facts(paper) for paper in done.documents] == [
        ("statement", "M, L, KD", day(2016, 10, 19), ["1451/14"]),
        ("statement", "SD", day(2016, 10, 19), ["1451/14"]),
        ("official_report", "", day(2016, 9, 5), ["1451/14"]),
        ("plan", "", day(2015, 11, 24), ["1451/14"]),
        ("minutes_extract", "", day(2015, 12, 15), ["0435/15"]),
        ("official_report", "", day(2015, 12, 1), ["0435/15", "1451/14"]),
    ]
    plan, extract = done.documents[3:5]
    assert (plan.version_label, plan.version_date, plan.appendix) == ("1.0", day(2016, 6, 28), "1")
    assert extract.paragraph == "136"
    assert done.meeting is not None
    assert (done.meeting.organization.short_name, done.item) == ("ks", "2.2.2")
    assert done.meeting.to_record().date == day(2016, 10, 19)
    assert [notice for notice in done.notices if "Bilaga 3" in notice] != []
    assert Entry.objects.count() == 0


def test_each_paper_becomes_a_pdf_of_its_own_pages(city: dict[str, Organization]) -> None:
    done = drop(make_bundle(BUNDLE_2016))
    pages = [paper.files.get().file.pages for paper in done.documents]
    assert pages == [last - first + 1 for first, last in (d.pages for d in done.bundle.documents)]
    assert len({paper.files.get().file_id for paper in done.documents}) == len(done.documents)


def test_a_text_file_is_cut_where_its_papers_begin(city: dict[str, Organization]) -> None:
    text = "\f".join(page.text for page in read_pdf(make_bundle(BUNDLE_2016)).pages)
    done = drop(text.encode(), "bunt.txt")
    first = done.documents[0].files.get()
    assert first.name.endswith(".txt")
    start, end = done.bundle.documents[0].span
    assert first.file.page_texts.get().text == text[start:end]


def test_the_papers_lie_on_the_item_in_order(city: dict[str, Organization]) -> None:
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert done.meeting is not None
    [item] = done.meeting.items.all()
    assert (item.number, item.case) == ("2.1.4", done.case)
    assert [paper.document for paper in item.papers.all()] == list(done.documents)


def test_the_case_is_the_reports_own(city: dict[str, Organization]) -> None:
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert done.case is not None
    assert (done.case.number, done.case.organization) == ("0777/16", city["slk"])
    assert {paper.case for paper in done.documents} == {done.case}


def test_a_known_case_is_used(city: dict[str, Organization]) -> None:
    case = make.case(city["slk"], "0777/16")
    assert drop(make_bundle(EXTRA_BUNDLE)).case == case


def test_an_unusual_case_number_is_warned_of_and_kept(city: dict[str, Organization]) -> None:
    Organization.objects.filter(pk=city["slk"].pk).update(number_pattern=r"SLK-\d{4}-\d{5}")
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert [n for n in done.notices if n.startswith("Ärendenummer 0777/16 har inte den form")] != []
    assert done.case is not None
    assert done.case.number == "0777/16"


def test_the_same_number_in_two_diaries_gets_the_next_serial(city: dict[str, Organization]) -> None:
    done = drop(make_bundle(BUNDLE_2016))
    lines = Registration.objects.filter(organization=city["slk"], number="1451/14")
    assert sorted(lines.values_list("serial", flat=True)) == list(range(1, lines.count() + 1))
    assert done.documents[0].registrations.get().direction == "in"


def test_each_field_says_how_sure_it_is(city: dict[str, Organization]) -> None:
    done = drop(make_bundle(EXTRA_BUNDLE))
    read = done.bundle.documents[0].confidence
    assert Document.objects.get(pk=done.documents[0].pk).confidence == dict(read)


def test_dropping_the_same_bundle_again_makes_nothing_new(city: dict[str, Organization]) -> None:
    data = make_bundle(EXTRA_BUNDLE)
    first = drop(data)
    again = drop(data)
    assert again.is_repeated
    assert again.documents == first.documents
    assert (again.meeting, again.item) == (first.meeting, first.item)
    assert Document.objects.count() == len(first.documents)
    assert Meeting.objects.count() == 1


def test_a_bundle_may_join_an_item_that_exists(city: dict[str, Organization]) -> None:
    agenda = make.meeting(city["ks"], datetime.date(2016, 11, 9))
    make.item(agenda, "2.1.4", title="Ett diarium")
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert done.meeting == agenda
    assert [(i.number, i.title) for i in done.meeting.items.all()] == [("2.1.4", "Ett diarium")]


def test_a_new_item_stands_where_its_number_does(city: dict[str, Organization]) -> None:
    agenda = make.meeting(city["ks"], datetime.date(2016, 11, 9))
    for number in ("2.1.3", "2.1.5"):
        make.item(agenda, number)
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert done.meeting is not None
    places = [(each.number, each.sort_order) for each in newest_of(done.meeting).items.all()]
    assert places == [("2.1.3", 0), ("2.1.4", 1), ("2.1.5", 2)]


def test_a_published_agenda_gets_the_item_in_its_draft_only(city: dict[str, Organization]) -> None:
    agenda = make.meeting(city["ks"], datetime.date(2016, 11, 9))
    make.put_live(city["ks"], agenda)
    done = drop(make_bundle(EXTRA_BUNDLE))
    assert done.meeting is not None
    assert done.meeting.items.count() == 1
    assert Meeting.objects.get(pk=agenda.pk).items.count() == 0
    assert Meeting.objects.get(pk=agenda.pk).has_unpublished_changes


def test_the_chosen_meeting_goes_before_what_the_bundle_says(
    city: dict[str, Organization],
) -> None:
    done = drop(make_bundle(EXTRA_BUNDLE), meeting_name="ks/2016-12-07")
    assert done.meeting is not None
    assert done.meeting.to_record().path == "/moten/ks/2016-12-07/"
    assert [notice for notice in done.notices if "Bunten säger" in notice] != []


def test_an_unknown_organization_is_named_and_nothing_is_stored() -> None:
    with pytest.raises(WrongBundle, match="Kommunstyrelsen"):
        drop(make_bundle(EXTRA_BUNDLE))
    assert (Document.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_organization_that_has_ceased_takes_no_bundle() -> None:
    make.organization(valid_to=datetime.date(2015, 12, 31))
    with pytest.raises(WrongBundle, match="fanns inte"):
        drop(make_bundle(EXTRA_BUNDLE))


def test_another_registrys_bundle_is_refused(city: dict[str, Organization]) -> None:
    user = make.keeper(city["intraservicenamnden"])
    with pytest.raises(WrongBundle, match="annan registratur"):
        drop(make_bundle(EXTRA_BUNDLE), user=user)
    assert Document.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        (b"%PDF-1.7 not really", "bunt.pdf", BrokenFile),
        (encrypted_pdf(), "bunt.pdf", BrokenFile),
        (b"just words", "bunt.pdf", WrongContent),
        (b"MZ\x90", "bunt.exe", WrongExtension),
        (b"", "bunt.txt", WrongFile),
        (pdf(""), "tom.pdf", WrongBundle),
    ],
    ids=["broken", "locked", "not its extension", "unknown type", "empty", "no text"],
)
def test_a_wrong_file_says_why_and_stores_nothing(
    city: dict[str, Organization], data: bytes, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        drop(data, name)
    assert (StoredFile.objects.count(), Case.objects.count()) == (0, 0)


def test_an_oversized_bundle_is_refused(city: dict[str, Organization], settings: object) -> None:
    settings.FILE_MAX_SIZE = 1000  # type: ignore[attr-defined]
    with pytest.raises(FileTooLarge):
        drop(make_bundle(EXTRA_BUNDLE))


def test_a_dry_run_reads_and_keeps_nothing(city: dict[str, Organization]) -> None:
    bundle = read_file(stream=BytesIO(make_bundle(EXTRA_BUNDLE)), file_name="bunt.pdf")
    assert len(bundle.documents) == 4
    assert (StoredFile.objects.count(), Document.objects.count()) == (0, 0)
