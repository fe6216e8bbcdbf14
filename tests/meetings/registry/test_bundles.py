"""A whole agenda in one PDF: split, mended, accepted once, and what stops it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.demo.papers import EXTRA_BUNDLE
from meetings.demo.pdf import make_bundle
from meetings.models import Case, Document, Meeting, MeetingBundle, Organization
from meetings.registry.addresses import bundle_url
from meetings.selectors.drafts import newest_of
from meetings.services import bundle_work
from meetings.services.agenda_edits import FieldEdit
from meetings.services.bundle_mending import mend
from meetings.services.bundles import take_bundle
from portal.accounts.models import User
from portal.core import ocr
from portal.ledger.models import Entry, FilePage
from tests.factories import pdf
from tests.ledger.pdfs import assembled, encrypted_pdf
from tests.meetings.registry import factories as make
from tests.meetings.registry.bundles import piece_at, taken, whole_agenda, worked_on

pytestmark = pytest.mark.django_db

NAMES = {
    "ks": "Kommunstyrelsen",
    "slk": "Stadsledningskontoret",
    "intraservicenamnden": "Nämnden för intraservice",
    "intraservice": "Intraservice",
}


@pytest.fixture
def city() -> dict[str, Organization]:
    return {short: make.organization(short, name) for short, name in NAMES.items()}


@pytest.fixture
def user(city: dict[str, Organization]) -> User:
    return make.keeper(*city.values())


@pytest.fixture
def client(user: User) -> Client:
    return make.client_of(user)


@pytest.fixture
def agenda(city: dict[str, Organization]) -> Meeting:
    return make.meeting(city["ks"])


@pytest.fixture
def split(agenda: Meeting, user: User) -> MeetingBundle:
    """The whole agenda, read and waiting for a person."""
    return worked_on(taken(agenda, user))


def press(client: Client, bundle: MeetingBundle, do: str, **said: str) -> Any:
    return client.post(bundle_url(bundle), {"do": do, **said}, follow=True)


def on_items(meeting: Meeting) -> dict[str, int]:
    return {item.number: len(item.papers.all()) for item in newest_of(meeting).items.all()}


def placed_by(client: Client, bundle: MeetingBundle, **said: str) -> MeetingBundle:
    press(client, bundle, "accept", **said)
    return worked_on(bundle)


def test_an_agenda_is_split_on_its_items_and_cases(split: MeetingBundle) -> None:
    found = [(p.first, p.kind, p.item, p.case) for p in split.pieces.all()]
    assert found == [
        (1, "motion", "2.1.4", "0777/16"),
        (2, "official_report", "2.1.4", "0777/16"),
        (3, "plan", "2.1.4", "0777/16"),
        (4, "minutes_extract", "2.1.4", "0777/16"),
        (5, "statement", "2.2.2", "1451/14"),
        (6, "statement", "2.2.2", "1451/14"),
        (7, "official_report", "2.2.2", "1451/14"),
        (10, "plan", "2.2.2", "1451/14"),
        (14, "minutes_extract", "2.2.2", "1451/14"),
        (15, "official_report", "2.2.2", "1451/14"),
    ]
    assert split.told == ""
    assert Document.objects.count() == 0


def test_accepting_twice_makes_nothing_twice(
    client: Client, split: MeetingBundle, agenda: Meeting
) -> None:
    press(client, split, "accept")
    placed_by(client, split)
    assert MeetingBundle.objects.get().state == "placed"
    placed_by(client, split)
    assert on_items(agenda) == {"2.1.4": 4, "2.2.2": 6}
    assert Document.objects.count() == 10
    assert sorted(Case.objects.values_list("number", flat=True)) == ["0777/16", "1451/14"]
    made = [piece.document for piece in split.pieces.all() if piece.document]
    pages = [document.files.get().file.pages for document in made]
    assert pages == [1, 1, 1, 1, 1, 1, 3, 4, 1, 2]
    assert Entry.objects.count() == 0


def test_items_of_the_agenda_are_used(
    client: Client, split: MeetingBundle, agenda: Meeting
) -> None:
    make.item(agenda, "2.2.2", "E-samhälle")
    placed_by(client, split)
    titles = {item.number: item.title for item in newest_of(agenda).items.all()}
    assert titles == {"2.1.4": "Ett sökbart diarium på webben", "2.2.2": "E-samhälle"}


def test_what_was_mended_is_what_is_laid(
    client: Client, split: MeetingBundle, agenda: Meeting
) -> None:
    """A boundary moved, two papers joined, one parted, one left out, and fields changed."""
    plan, extract = piece_at(split, 7), piece_at(split, 8)
    press(client, split, "", **{f"b|{extract.pk}|first": "14", f"f|{extract.pk}|first": "13"})
    press(client, split, f"join|{piece_at(split, 1).pk}")
    press(client, split, f"part|11|{plan.pk}")
    new = split.pieces.get(first=11)
    said = {"title": "Bilaga om kostnader", "kind": "appendix", "item": "2.2.3", "case": ""}
    before = {"title": "", "kind": "plan", "item": "2.2.2", "case": "1451/14"}
    fields = {f"f|{new.pk}|{name}": value for name, value in said.items()}
    out = piece_at(split, 0)
    press(
        client,
        split,
        "",
        **fields,
        **{f"b|{new.pk}|{name}": value for name, value in before.items()},
        **{f"b|{out.pk}|out": "", f"f|{out.pk}|out": "1"},
    )
    placed_by(client, split)
    made = {p.first: p.document and p.document.files.get().file.pages for p in split.pieces.all()}
    assert made == {1: None, 3: 1, 4: 1, 5: 1, 6: 1, 7: 3, 10: 1, 11: 2, 13: 2, 15: 2}
    assert on_items(agenda) == {"2.1.4": 2, "2.2.2": 6, "2.2.3": 1}
    new.refresh_from_db()
    assert new.document is not None
    assert (new.document.title, new.document.kind, new.document.case) == (
        *("Bilaga om kostnader", "appendix"),
        None,
    )


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("first", "99", "Handlingen kan börja på sidan 6 till 6."),
        ("first", "x", "Handlingen kan börja på sidan 6 till 6."),
        ("date", "igår", "är inget datum"),
        ("kind", "fest", "Det slaget finns inte."),
        ("title", "a" * 301, "högst 300 får plats"),
        ("meeting", "1", "Fältet finns inte."),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    client: Client, split: MeetingBundle, field: str, value: str, why: str
) -> None:
    piece = piece_at(split, 5)
    said = {f"b|{piece.pk}|{field}": "?", f"f|{piece.pk}|{field}": value}
    assert why in press(client, split, "", **said).content.decode()
    again = piece_at(split, 5)
    facts = [(each.first, each.title, each.kind, each.date) for each in (piece, again)]
    assert facts[0] == facts[1]


def test_two_people_mend_one_bundle(split: MeetingBundle, user: User, city: Any) -> None:
    """Each field has a last writer, who is told; a paper that the other joined away is told too."""
    other = make.keeper(*city.values(), username="sekreterare")
    title = piece_at(split, 1)
    mine = FieldEdit(str(title.pk), "title", "Min rubrik", title.title)
    theirs = FieldEdit(str(title.pk), "title", "Deras rubrik", title.title)
    mend(bundle=split, edits=[theirs], user=other)
    done = mend(bundle=split, edits=[mine], user=user)
    assert [(clash.theirs, clash.who) for clash in done.clashes] == [
        ("Deras rubrik", "sekreterare")
    ]
    gone = FieldEdit("8b6f0f0e-0000-4000-8000-000000000000", "title", "Borta", "")
    [refused] = mend(bundle=split, edits=[gone], user=user).refused
    assert "finns inte längre" in refused.why
    assert piece_at(split, 1).title == "Min rubrik"


def test_a_bundle_of_another_meeting_is_doubted(
    client: Client, agenda: Meeting, user: User
) -> None:
    bundle = worked_on(taken(agenda, user, make_bundle(EXTRA_BUNDLE)))
    assert bundle.told == "Kommunstyrelsen 2016-11-09"
    shown = press(client, bundle, "accept").content.decode()
    assert "Hör bunten hit?" in shown
    assert "ser ut att höra till Kommunstyrelsen 2016-11-09" in shown
    assert worked_on(bundle).state == "ready"
    assert placed_by(client, bundle, belongs="1").state == "placed"


def test_what_is_not_whole_is_not_laid(client: Client, split: MeetingBundle) -> None:
    piece = piece_at(split, 3)
    split.pieces.filter(pk=piece.pk).update(item="")
    shown = press(client, split, "accept").content.decode()
    assert "Saknar punkt." in shown
    assert worked_on(split).state == "ready"


def test_a_locked_agenda_gets_nothing_and_the_split_stays(
    client: Client, split: MeetingBundle, agenda: Meeting, city: Any
) -> None:
    other = make.keeper(*city.values(), username="sekreterare")
    Meeting.objects.filter(pk=agenda.pk).update(locked=True, locked_by=other)
    bundle = placed_by(client, split)
    assert (bundle.state, Document.objects.count(), Case.objects.count()) == ("ready", 0, 0)
    assert "har låst dagordningen" in client.get(bundle_url(bundle)).content.decode()


def test_a_file_dropped_twice_is_one_bundle(client: Client, split: MeetingBundle) -> None:
    address = reverse("registry:bundles", args=[split.meeting_id])
    again = SimpleUploadedFile("en annan.pdf", whole_agenda())
    shown = client.post(address, {"file": again}, follow=True)
    assert "Den filen har redan lagts in." in shown.content.decode()
    assert MeetingBundle.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"%PDF-1.7 not really", "bunt.pdf", "trasig"),
        (encrypted_pdf(), "bunt.pdf", "låst med lösenord"),
        (b"just words", "bunt.pdf", "bunt.pdf"),
        (b"just words", "bunt.txt", "läggs in som en PDF"),
        (b"", "bunt.pdf", "tom"),
        (
            assembled(
                [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]
            ),
            "bunt.pdf",
            "bunt.pdf",
        ),
    ],
    ids=["broken", "locked", "not a PDF", "text", "empty", "no pages"],
)
def test_a_wrong_file_says_why_and_is_not_kept(
    client: Client, agenda: Meeting, data: bytes, name: str, why: str
) -> None:
    address = reverse("registry:bundles", args=[agenda.pk])
    shown = client.post(address, {"file": SimpleUploadedFile(name, data)}, follow=True)
    assert why in shown.content.decode()
    assert MeetingBundle.objects.count() == 0


def test_a_piece_by_piece_upload_goes_on_where_it_was(client: Client, agenda: Meeting) -> None:
    url = f"{reverse('registry:bundles', args=[agenda.pk])}11111111-1111-4111-8111-111111111111/"
    data = whole_agenda()
    half = len(data) // 2
    sizes: dict[str, Any] = {"HTTP_X_SIZE": str(len(data)), "HTTP_X_NAME": "hela.pdf"}

    def sent(part: bytes, offset: int) -> Any:
        kind = "application/octet-stream"
        return client.post(url, part, kind, HTTP_X_OFFSET=str(offset), **sizes).json()

    assert sent(data[:half], 0) == {"arrived": half}
    assert client.get(url).json() == {"arrived": half}
    assert sent(data[half:], half + 1) == {"arrived": half}
    done = sent(data[half:], half)
    assert done == {"done": True, "url": bundle_url(MeetingBundle.objects.get())}


def test_only_those_who_keep_the_meeting_see_it(split: MeetingBundle, city: Any) -> None:
    own = make.client_of(make.keeper(city["ks"], username="egen"))
    foreign = make.client_of(make.keeper(city["intraservice"], username="annan"))
    addresses = [
        reverse("registry:bundles", args=[split.meeting_id]),
        bundle_url(split),
        reverse("registry:bundle-state", args=[split.pk]),
        reverse("registry:bundle-picture", args=[split.pk, 3]),
        f"{reverse('registry:bundle-picture', args=[split.pk, 3])}?stor",
    ]
    assert [own.get(each).status_code for each in addresses] == [200] * 5
    assert [foreign.get(each).status_code for each in addresses] == [404] * 5
    edits = reverse("registry:bundle-edits", args=[split.pk])
    posted = [
        each.post(edits, {"edits": []}, content_type="application/json").status_code
        for each in (own, foreign)
    ]
    assert posted == [200, 404]
    assert own.get(reverse("registry:bundle-picture", args=[split.pk, 99])).status_code == 404


def test_the_page_shows_how_far_it_is(client: Client, agenda: Meeting, user: User) -> None:
    bundle = taken(agenda, user)
    MeetingBundle.objects.update(state="picturing", done=10)
    shown = client.get(bundle_url(bundle)).content.decode()
    assert "Sidorna avbildas och delas upp: 10 av 16." in shown
    assert "Visa hur långt det har kommit" in shown
    told = client.get(reverse("registry:bundle-state", args=[bundle.pk])).json()
    assert (told["state"], told["done"], told["total"]) == ("picturing", 10, 16)


def test_the_page_takes_as_many_queries_for_ten_papers_as_for_one(
    client: Client, split: MeetingBundle
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(bundle_url(split))
        return len(queries)

    asked()
    many = asked()
    split.pieces.exclude(first=1).delete()
    assert asked() == many


def test_a_file_that_brings_down_every_worker_is_given_up(agenda: Meeting, user: User) -> None:
    bundle = taken(agenda, user)
    MeetingBundle.objects.update(tries=bundle_work.MOST_TRIES)
    done = worked_on(bundle)
    assert (done.state, done.failure) == ("failed", "Arbetet avbröts flera gånger på samma ställe.")


def test_nobody_works_on_what_another_holds(agenda: Meeting, user: User) -> None:
    bundle = taken(agenda, user)
    assert bundle_work._claimed("a") == bundle
    assert bundle_work._claimed("b") is None


def test_without_the_program_the_page_says_so(
    client: Client, agenda: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    shown = client.get(reverse("registry:bundles", args=[agenda.pk])).content.decode()
    assert "Texttolkning finns inte på den här servern" in shown
    assert "with_ocr" not in shown


@pytest.mark.skipif(not ocr.is_available(), reason="tesseract with Swedish is not installed")
def test_a_scanned_page_is_read_and_the_gate_reads_it_too(
    client: Client, agenda: Meeting, user: User
) -> None:
    bundle = worked_on(taken(agenda, user, scanned(whole_agenda(), 2), with_ocr=True))
    assert [(p.first, p.kind, p.case) for p in bundle.pieces.all()] == [
        (1, "motion", "0777/16"),
        (2, "official_report", "0777/16"),
    ]
    placed_by(client, bundle)
    report = piece_at(bundle, 1).document
    assert report is not None
    page = FilePage.objects.get(file=report.files.get().file)
    assert page.is_scan
    assert "0777/16" in page.text


def scanned(data: bytes, pages: int) -> bytes:
    """The first pages as pictures without text."""
    from PIL import Image  # noqa: PLC0415

    from portal.core.pdf import render_page  # noqa: PLC0415

    pictures = [
        Image.open(BytesIO(render_page(data, number, 1240))) for number in range(1, pages + 1)
    ]
    out = BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=150)
    return out.getvalue()


def test_scans_without_the_program_are_one_paper_to_part_by_hand(
    agenda: Meeting, user: User
) -> None:
    bundle = worked_on(taken(agenda, user, scanned(whole_agenda(), 2)))
    assert [(p.first, p.title) for p in bundle.pieces.all()] == [(1, "")]
    assert bundle.notices == ["Ingen text: är bunten skannad? Läs in den med texttolkning (OCR)."]


def test_thrown_away_while_it_is_worked_on(agenda: Meeting, user: User) -> None:
    bundle = taken(agenda, user)
    held = bundle_work.Held(bundle, "a")
    assert bundle_work._claimed("a") == bundle
    MeetingBundle.objects.all().delete()
    with pytest.raises(bundle_work.LeaseLost):
        held.said(1)


def test_pages_are_counted_before_the_file_is_kept(agenda: Meeting, user: User) -> None:
    made, repeated = take_bundle(
        meeting=agenda, stream=BytesIO(pdf("Hej")), name="en.pdf", user=user
    )
    assert (made.pages, repeated, made.state) == (1, False, "waiting")
