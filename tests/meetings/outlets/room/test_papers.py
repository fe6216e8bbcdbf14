"""What a member reads and writes in the meeting room, and the receipt of a summons."""

import pytest
from django.test import Client

from meetings.contents import DocumentContent, MeetingContent, OrganizationContent
from meetings.models import PaperNote, SummonsReceipt
from meetings.selectors.room import opened_at, own_of
from meetings.services.room import mark_read, write_note
from portal.core.personal_data import erase_my_data, my_data
from portal.ledger.readers import members_of
from tests.factories import pdf, stored
from tests.meetings.outlets.factories import (
    correct,
    document,
    item,
    meeting,
    organization,
    publish,
    user_in,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_12_october_2016")]
MEETING = "/sammantradesrum/ks/2016-10-19/"
PAPER = "/sammantradesrum/handling/17/"


@pytest.fixture
def plan(ks: OrganizationContent) -> DocumentContent:
    return document(17, of=ks, title="Plan", files=(stored(pdf("Planens första ord")),))


@pytest.fixture
def held(ks: OrganizationContent, plan: DocumentContent) -> MeetingContent:
    made = meeting(ks, state="called")
    publish(made, plan, item(made, "2.1", documents=[plan]))
    return made


@pytest.fixture
def member(client: Client, ks: OrganizationContent) -> Client:
    client.force_login(user_in(ks))
    return client


def text(client: Client, address: str) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


@pytest.mark.usefixtures("held")
def test_a_paper_is_new_until_it_is_opened_and_changed_when_it_is_corrected(
    member: Client, plan: DocumentContent
) -> None:
    assert "1 ny handling" in text(member, MEETING)
    assert "Planens första ord" in text(member, PAPER)
    assert 'class="seen seen-read"' in text(member, MEETING)
    correct(plan.model_copy(update={"title": "Bättre plan"}), reason="Fel rubrik.")
    assert "1 ändrad sedan du läste" in text(member, MEETING)
    assert "Fel rubrik." in text(member, PAPER)
    assert 'class="seen seen-read"' in text(member, MEETING)


@pytest.mark.usefixtures("held")
def test_a_note_survives_a_corrected_version_and_stands_beside_what_changed(
    member: Client, plan: DocumentContent
) -> None:
    answered = member.post(PAPER, {"version": "1", "text": "Fråga om kostnaden <b>"})
    assert (answered.status_code, answered.headers["Location"]) == (302, f"{PAPER}#anteckning")
    correct(plan.model_copy(update={"title": "Bättre plan"}))
    shown = text(member, PAPER)
    assert "Fråga om kostnaden &lt;b&gt;" in shown
    assert "Du skrev anteckningen till version 1. Nu gäller version 2." in shown
    assert "<del>Plan</del>" in shown
    assert "<del>Plan</del>" in text(member, PAPER)
    assert "med din anteckning" in text(member, MEETING)


@pytest.mark.usefixtures("held")
def test_a_note_stays_when_the_paper_is_withdrawn(member: Client, plan: DocumentContent) -> None:
    member.post(PAPER, {"version": "1", "text": "Min fråga"})
    withdraw(plan, reason="Fel fil.")
    answered = member.get(PAPER)
    assert answered.status_code == 410
    shown = answered.content.decode()
    assert ("Min fråga" in shown, "Fel fil." in shown, "Planens" in shown) == (True, True, False)


@pytest.mark.usefixtures("held")
def test_an_empty_note_takes_it_away(member: Client) -> None:
    member.post(PAPER, {"version": "1", "text": "Min fråga"})
    member.post(PAPER, {"version": "1", "text": "  "})
    assert PaperNote.objects.count() == 0


@pytest.mark.usefixtures("held")
def test_a_note_that_is_too_long_is_kept_in_the_form_and_says_why(member: Client) -> None:
    answered = member.post(PAPER, {"version": "1", "text": "x" * 20_001})
    assert answered.status_code == 400
    assert "20000" in answered.content.decode().replace("\xa0", "").replace("&nbsp;", "")
    assert "x" * 20_001 in answered.content.decode()


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("version", ["", "7", "-1", "x"])
def test_a_version_that_is_none_is_the_newest(member: Client, version: str) -> None:
    member.post(PAPER, {"version": version, "text": "Min fråga"})
    assert PaperNote.objects.values_list("version", flat=True).get() == 1


@pytest.mark.usefixtures("held")
def test_nobody_sees_the_note_of_another(member: Client, ks: OrganizationContent) -> None:
    member.post(PAPER, {"version": "1", "text": "Min hemliga fråga"})
    other = Client()
    other.force_login(user_in(ks, username="annan"))
    assert "Min hemliga fråga" not in text(other, PAPER)
    other.post(PAPER, {"version": "1", "text": "Min egen"})
    assert "Min hemliga fråga" in text(member, PAPER)


def test_a_confidential_paper_is_only_for_its_members(ks: OrganizationContent) -> None:
    publish(document(17, of=ks, provision="OSL 18:8"), audience=members_of(ks.id))
    publish(other := organization("intraservice"))
    stranger = Client()
    stranger.force_login(user_in(other, username="annan"))
    assert stranger.get(PAPER).status_code == 404
    assert stranger.post(PAPER, {"text": "x"}).status_code == 404
    assert Client().get(PAPER).status_code == 302


def test_an_older_tab_does_not_make_a_paper_unread(ks: OrganizationContent) -> None:
    user, record = user_in(ks).pk, ks.id
    mark_read(user_id=user, record=record, version=2)
    mark_read(user_id=user, record=record, version=1)
    assert own_of(user, [record]).read == {record: 2}


def test_opening_the_summons_leaves_one_receipt_and_says_so(
    member: Client, held: MeetingContent
) -> None:
    assert "Du öppnade kallelsen" in text(member, MEETING)
    text(member, MEETING)
    receipt = SummonsReceipt.objects.get()
    assert (receipt.meeting, receipt.version) == (held.id, 1)
    assert opened_at(receipt.user_id, held.id) == receipt.opened_at


def test_a_meeting_that_nobody_is_called_to_yet_leaves_no_receipt(
    member: Client, ks: OrganizationContent
) -> None:
    publish(meeting(ks, state="planned"))
    text(member, MEETING)
    assert SummonsReceipt.objects.count() == 0


def test_own_data_holds_notes_marks_and_receipts_and_erasing_takes_them(
    ks: OrganizationContent, plan: DocumentContent
) -> None:
    user = user_in(ks).pk
    write_note(user_id=user, record=plan.id, version=1, text="Min fråga")
    mark_read(user_id=user, record=plan.id, version=1)
    sections = {s.name: s for answer in my_data.ask(user) for s in answer}
    assert [list(row.values())[-1] for row in sections["room_notes"].rows] == ["Min fråga"]
    assert len(sections["room_read"].rows) == 1
    erased = {each.title: each.erased for answer in erase_my_data.ask(user) for each in answer}
    assert erased["Anteckningar och läst i sammanträdesrummet"] == 2
    assert own_of(user, [plan.id]).notes == {}
