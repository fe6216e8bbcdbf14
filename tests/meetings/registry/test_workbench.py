"""The agenda workbench without a script: every button and field of it as a plain form."""

import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.errors import WrongEdit
from meetings.models import AgendaItem, Decision, DroppedFile, Meeting, Organization
from meetings.registry.addresses import workbench_url
from meetings.selectors.drafts import newest_of
from meetings.selectors.publication import Standing, standing_of
from meetings.services.dropped_files import place_files, take_file
from meetings.states import MeetingState
from portal.accounts.models import User
from portal.ledger.models import Record
from tests.factories import pdf
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def user(ks: Organization) -> User:
    return make.keeper(ks)


@pytest.fixture
def client(user: User) -> Client:
    return make.client_of(user)


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    at = make.meeting(ks)
    for number, title in (("1", "Val av justerare"), ("2", "Budget"), ("3", "Bro över älven")):
        make.item(at, number, title, section="Beslut")
    return at


def items(of: Meeting) -> list[tuple[str, str]]:
    found = newest_of(of).items.all()
    return [(item.number, item.title) for item in found]


def at(meeting: Meeting, number: str) -> AgendaItem:
    return next(item for item in newest_of(meeting).items.all() if item.number == number)


def press(client: Client, meeting: Meeting, do: str = "", **said: Any) -> Any:
    return client.post(workbench_url(meeting), {"do": do, **said})


def written(item: AgendaItem, field: str, before: str, after: str) -> dict[str, str]:
    key = item.record_id
    return {f"b|{key}|{field}": before, f"f|{key}|{field}": after}


def test_everything_is_on_one_screen(client: Client, agenda: Meeting) -> None:
    shown = client.get(workbench_url(agenda)).content.decode()
    for title in ("Val av justerare", "Budget", "Bro över älven"):
        assert f'value="{title}"' in shown


def test_only_what_was_changed_is_saved(client: Client, agenda: Meeting) -> None:
    """Another secretary's words in fields that one did not touch stay."""
    budget, bridge = at(agenda, "2"), at(agenda, "3")
    press(client, agenda, **written(bridge, "title", "Bro över älven", "Bron"))
    press(
        client,
        agenda,
        **written(budget, "title", "Budget", "Budget 2017"),
        **written(bridge, "title", "Bro över älven", "Bro över älven"),
    )
    assert items(agenda) == [("1", "Val av justerare"), ("2", "Budget 2017"), ("3", "Bron")]


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("section", "Information", "Information"),
        ("kind", "information", "information"),
        ("proposal", "Bifall.\r\nAvslag.", "Bifall.\nAvslag."),
        ("closed", "1", True),
    ],
)
def test_each_field_is_kept(
    client: Client, agenda: Meeting, field: str, value: str, kept: object
) -> None:
    before = {"kind": "decision", "section": "Beslut"}.get(field, "")
    press(client, agenda, **written(at(agenda, "2"), field, before, value))
    assert getattr(at(agenda, "2"), field) == kept


def test_a_case_is_chosen_by_number_or_words(client: Client, agenda: Meeting) -> None:
    make.case(agenda.organization, "1451/14", title="Bro")
    make.case(agenda.organization, "0435/15", title="Tunnel")
    press(client, agenda, **written(at(agenda, "2"), "case", "", "1451/14"))
    press(client, agenda, **written(at(agenda, "3"), "case", "", "tunnel"))
    cases = [at(agenda, number).case for number in ("2", "3")]
    assert [case.number for case in cases if case] == ["1451/14", "0435/15"]


@pytest.mark.parametrize(
    ("field", "before", "value", "why"),
    [
        ("number", "2", "3", "Nummer 3 står redan på ”Bro över älven”."),
        ("number", "2", "", "Skriv ett nummer."),
        ("title", "Budget", "", "Skriv en rubrik."),
        ("kind", "decision", "fest", "Det slaget finns inte."),
        ("case", "", "9999/99", "Inget ärende har numret eller orden ”9999/99”."),
        ("meeting", "", "17", "Fältet finns inte."),
    ],
)
def test_what_cannot_be_saved_is_told_and_the_rest_is_saved(
    client: Client, agenda: Meeting, field: str, before: str, value: str, why: str
) -> None:
    said = written(at(agenda, "2"), field, before, value)
    response = press(client, agenda, **said, **written(at(agenda, "1"), "title", "?", "Upprop"))
    assert why in response.content.decode()
    assert items(agenda)[0] == ("1", "Upprop")


def test_both_are_told_when_two_write_in_one_field(client: Client, agenda: Meeting) -> None:
    other = make.client_of(make.keeper(agenda.organization, username="sekreterare"))
    budget = at(agenda, "2")
    press(other, agenda, **written(budget, "title", "Budget", "Budget från sekreteraren"))
    press(client, agenda, **written(budget, "title", "Budget", "Budget från registratorn"))
    assert items(agenda)[1] == ("2", "Budget från registratorn")
    told = client.get(workbench_url(agenda)).content.decode()
    assert "sekreterare skrev ”Budget från sekreteraren” där du skrev" in told


def test_items_move_and_numbers_stay_in_place(client: Client, agenda: Meeting) -> None:
    press(client, agenda, f"up|{at(agenda, '3').record_id}")
    assert items(agenda) == [("1", "Val av justerare"), ("2", "Bro över älven"), ("3", "Budget")]
    press(client, agenda, f"down|{at(agenda, '1').record_id}")
    assert items(agenda)[:2] == [("1", "Bro över älven"), ("2", "Val av justerare")]


def test_an_item_is_added_last_in_its_section(client: Client, agenda: Meeting) -> None:
    response = press(client, agenda, "add", **{"new-section": "Beslut", "new-title": "Övrigt"})
    assert items(agenda)[-1] == ("4", "Övrigt")
    assert response["Location"].endswith(f"#p-{at(agenda, '4').record_id}")


def test_an_item_that_was_removed_is_put_back(client: Client, agenda: Meeting) -> None:
    paper = make.document(agenda.organization)
    make.item(agenda, "4", "Rapport", [paper], case=make.case(agenda.organization))
    gone = at(agenda, "4")
    press(client, agenda, f"remove|{gone.record_id}")
    assert len(items(agenda)) == 3
    undo = client.get(workbench_url(agenda)).content.decode()
    edit = undo.partition("?angra=")[2].partition('"')[0]
    press(client, agenda, f"restore|{edit}")
    back = at(agenda, "4")
    assert (back.record_id, back.case) == (gone.record_id, gone.case)
    assert [each.document for each in back.papers.all()] == [paper]


def test_gaps_are_numbered_away(client: Client, agenda: Meeting) -> None:
    press(client, agenda, f"remove|{at(agenda, '2').record_id}")
    press(client, agenda, "renumber")
    assert items(agenda) == [("1", "Val av justerare"), ("2", "Bro över älven")]


def test_what_the_last_meeting_tabled_is_offered_once(client: Client, agenda: Meeting) -> None:
    before = make.meeting(agenda.organization, make.DAY - datetime.timedelta(days=14))
    tabled = make.item(before, "7", "Skridskobana", [make.document(agenda.organization)])
    Decision.objects.create(
        meeting=before, item=tabled.record_id, title="Skridskobana", sentence="-", outcome="tabled"
    )
    assert "Bordlagt på förra sammanträdet" in client.get(workbench_url(agenda)).content.decode()
    press(client, agenda, f"carry|{tabled.record_id}")
    taken = at(agenda, "4")
    assert (taken.title, taken.carried_from) == ("Skridskobana", tabled.record_id)
    assert taken.papers.count() == 1
    assert "Bordlagt på förra" not in client.get(workbench_url(agenda)).content.decode()


def test_papers_are_marked_moved_and_taken_off(client: Client, agenda: Meeting) -> None:
    paper = make.document(agenda.organization)
    make.item(agenda, "4", "Rapport", [paper])
    press(client, agenda, **written(at(agenda, "4"), f"arrival:{paper.pk}", "on_time", "late"))
    assert [each.arrival for each in at(agenda, "4").papers.all()] == ["late"]
    press(client, agenda, **written(at(agenda, "4"), f"place:{paper.pk}", "4", "2"))
    moved = list(at(agenda, "2").papers.all())
    assert [(each.document, each.arrival) for each in moved] == [(paper, "late")]
    press(client, agenda, **written(at(agenda, "2"), f"place:{paper.pk}", "2", ""))
    assert not at(agenda, "2").papers.all()


def test_a_late_paper_is_said_in_what_is_published(agenda: Meeting) -> None:
    item = at(agenda, "2")
    paper = make.document(agenda.organization)
    late = item.papers.create(document=paper, arrival="late")
    assert late.document == paper
    assert item.to_record().late == (paper.record_id,)


def test_items_without_papers_are_listed(client: Client, agenda: Meeting) -> None:
    make.item(agenda, "4", "Rapport", [make.document(agenda.organization)])
    lacking = client.get(workbench_url(agenda)).context["lacking"]
    assert [row.number for row in lacking] == ["1", "2", "3"]


def test_changes_of_a_published_agenda_are_a_draft(client: Client, agenda: Meeting) -> None:
    make.put_live(agenda)
    press(client, agenda, **written(at(agenda, "2"), "title", "Budget", "Budget 2017"))
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.CHANGED
    assert Record.objects.get(kind="agenda-item", position="00000002").title == "Budget"
    press(client, agenda, **written(at(agenda, "2"), "title", "Budget 2017", "Budget"))
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.PUBLISHED


def test_a_locked_agenda_is_left_alone(client: Client, agenda: Meeting) -> None:
    owner = make.keeper(agenda.organization, username="sekreterare")
    Meeting.objects.filter(pk=agenda.pk).update(locked=True, locked_by=owner)
    press(client, agenda, "renumber", **written(at(agenda, "2"), "title", "Budget", "Annat"))
    assert "har låst dagordningen" in client.get(workbench_url(agenda)).content.decode()
    assert items(agenda)[1] == ("2", "Budget")


def test_the_bench_of_another_registry_does_not_exist(agenda: Meeting) -> None:
    other = make.keeper(make.organization("bn", "Byggnadsnämnden"), username="annan")
    assert make.client_of(other).get(workbench_url(agenda)).status_code == 404


def sent(client: Client, meeting: Meeting, *files: tuple[str, bytes]) -> Any:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(f"{workbench_url(meeting)}filer/", {"uploads": uploads}, follow=True)


def places(client: Client, meeting: Meeting) -> dict[str, Any]:
    """The list of waiting files as it is sent back untouched."""
    shown = client.get(workbench_url(meeting)).context
    waiting = {f"drop|{drop.pk}": drop.place for drop in shown["drops"]}
    return {"seen": shown["newest"], **waiting}


def test_files_are_matched_and_laid_on_their_items(client: Client, agenda: Meeting) -> None:
    sent(client, agenda, ("2. Budget.pdf", pdf("Om pengar")), ("Bro över älven.pdf", pdf("Bro")))
    drops = client.get(workbench_url(agenda)).context["drops"]
    assert [(drop.name, drop.is_doubtful) for drop in drops] == [
        ("2. Budget.pdf", True),
        ("Bro över älven.pdf", True),
    ]
    assert [drop.sure for drop in drops] == [75, 70]
    press(client, agenda, "place", **places(client, agenda))
    assert [len(at(agenda, number).papers.all()) for number in ("1", "2", "3")] == [0, 1, 1]
    assert client.get(workbench_url(agenda)).context["drops"] == []


def test_a_match_is_mended_by_choosing(client: Client, agenda: Meeting) -> None:
    sent(client, agenda, ("okänd.pdf", pdf("Hej")))
    [waiting] = client.get(workbench_url(agenda)).context["drops"]
    assert (waiting.sure, waiting.is_doubtful) == (0, True)
    chosen = {f"drop|{waiting.pk}": "1"}
    press(client, agenda, "place", arrival="on_table", **chosen)
    [paper] = at(agenda, "1").papers.all()
    assert (paper.arrival, paper.document.title) == ("on_table", "Hej")


def test_a_file_dropped_twice_is_noticed(client: Client, agenda: Meeting) -> None:
    data = pdf("Samma")
    sent(client, agenda, ("en.pdf", data))
    shown = sent(client, agenda, ("en kopia.pdf", data)).content.decode()
    assert "Fanns redan: en.pdf." in shown
    assert DroppedFile.objects.count() == 1


def test_the_same_file_for_two_items_is_one_document(client: Client, agenda: Meeting) -> None:
    data = pdf("Samma")
    sent(client, agenda, ("en.pdf", data))
    row = DroppedFile.objects.get()
    for number in ("1", "2"):
        seen = client.get(workbench_url(agenda)).context["newest"]
        press(client, agenda, "place", **{"seen": seen, f"drop|{row.pk}": number})
    papers = [at(agenda, number).papers.all()[0].document_id for number in ("1", "2")]
    assert papers[0] == papers[1]


def test_a_file_of_another_meeting_is_doubted(client: Client, agenda: Meeting) -> None:
    text = Path("tests/meetings/intake/bundles/stadsdelen.txt").read_bytes()
    sent(client, agenda, ("2. Budget.txt", text))
    [drop] = client.get(workbench_url(agenda)).context["drops"]
    assert drop.told_meeting
    assert drop.is_doubtful
    assert drop.sure < 50


def test_a_place_that_is_no_item_is_refused(client: Client, agenda: Meeting) -> None:
    sent(client, agenda, ("en.pdf", pdf("Hej")))
    row = DroppedFile.objects.get()
    press(client, agenda, "place", **{f"drop|{row.pk}": "17"})
    assert "Ingen punkt har nummer 17." in client.get(workbench_url(agenda)).content.decode()
    assert row.document is None


def test_numbers_that_changed_meanwhile_are_not_trusted(client: Client, agenda: Meeting) -> None:
    sent(client, agenda, ("2. Budget.pdf", pdf("Hej")))
    seen_before = places(client, agenda)
    press(client, agenda, f"up|{at(agenda, '2').record_id}")
    press(client, agenda, "place", **seen_before)
    shown = client.get(workbench_url(agenda)).content.decode()
    assert "Punkter fick andra nummer under tiden." in shown
    assert not any(at(agenda, number).papers.all() for number in ("1", "2", "3"))


def test_nothing_is_laid_on_an_item_of_another_meeting(agenda: Meeting, user: User) -> None:
    elsewhere = make.meeting(agenda.organization, make.DAY + datetime.timedelta(days=7))
    foreign = make.item(elsewhere, "1", "Annat")
    taken = take_file(meeting=agenda, stream=BytesIO(pdf("Hej")), name="en.pdf", user=user)
    with pytest.raises(WrongEdit, match="inte finns på den här dagordningen"):
        place_files(meeting=agenda, places={taken.row.pk: str(foreign.record_id)}, user=user)
    assert not newest_of(elsewhere).items.get().papers.all()


def test_a_wrong_file_is_told_and_the_others_are_taken(client: Client, agenda: Meeting) -> None:
    shown = sent(client, agenda, ("tom.pdf", b""), ("hel.pdf", pdf("Hej")))
    assert "1 fil togs emot." in shown.content.decode()
    assert [row.name for row in DroppedFile.objects.all()] == ["hel.pdf"]


def test_a_file_is_taken_off_the_list(client: Client, agenda: Meeting) -> None:
    sent(client, agenda, ("en.pdf", pdf("Hej")))
    press(client, agenda, f"discard|{DroppedFile.objects.get().pk}")
    assert not DroppedFile.objects.exists()


@pytest.mark.parametrize(
    ("state", "proposed"), [(MeetingState.PLANNED, False), (MeetingState.CALLED, True)]
)
def test_once_the_summons_has_gone_out_a_file_is_proposed_as_late(
    client: Client, agenda: Meeting, state: MeetingState, proposed: bool
) -> None:
    Meeting.objects.filter(pk=agenda.pk).update(state=state)
    sent(client, agenda, ("en.pdf", pdf("Hej")))
    page = client.get(workbench_url(agenda)).content.decode()
    assert ('<option value="late" selected>' in page) is proposed
