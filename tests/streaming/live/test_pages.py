"""The control room by plain forms, the ballot, the live page, and the way into the record."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.test import Client

from meetings.models import Decision, Meeting
from meetings.states import DecisionOutcome
from portal.core.ids import new_id
from portal.ledger.models import Record
from streaming.live.models import Ballot
from streaming.live.selectors.picture import picture_of
from streaming.live.services.attendance_commands import Arrive, Leave, Serve, StandAside
from streaming.live.services.decision_commands import Decide, Reserve
from streaming.live.services.item_commands import CloseItem, OpenItem
from streaming.live.services.meeting_commands import CloseMeeting
from streaming.live.services.recording import write_record
from streaming.live.services.round_commands import Acclaim, Gavel, OpenRound
from streaming.live.states import AsideKind, LiveState
from tests.meetings.outlets.web.html import text_of
from tests.meetings.registry import factories as make
from tests.streaming.live.factories import YES, House, handling, house, opened, question, voting
from tests.streaming.live.test_voting import open_round, say

pytestmark = pytest.mark.django_db


class Secretary:
    """Somebody at the control room without JavaScript: what the last page gave is sent along."""

    def __init__(self, made: House) -> None:
        self.client = make.client_of(made.secretary)
        self.url = f"/styrrum/{made.meeting}/"
        self.given: dict[str, Any] = {}
        self.look()

    def look(self) -> str:
        answer = self.client.get(self.url)
        assert answer.status_code == 200
        self.given = {"key": answer.context["key"], "seq": answer.context["live"].seq}
        return str(answer.content.decode())

    def press(self, do: str, **fields: Any) -> Any:
        return self.client.post(self.url, {**self.given, "do": do, **fields})


def test_a_whole_item_is_handled_by_forms_alone() -> None:
    made = house()
    room = Secretary(made)
    room.press("arrive", arrive=[each.pk for each in made.members])
    for do in ("open", f"open_item|{made.items[0].record}"):
        room.look()
        assert room.press(do).status_code == 302
    room.look()
    room.press("queue", who=made.members[1].pk, kind="speech")
    room.look()
    room.press(f"start_speech|{made.live.turns.get().pk}")
    room.look()
    room.press("move_motion", motion="Avslag.", movers=[made.members[1].pk])
    room.look()
    room.press("open_round", about="Öppettider", yes_means="bifall", no_means="avslag")
    of = open_round(made)
    room.look()
    for mandate in of.mandates.all():
        room.press(f"cast|{of.pk}:{mandate.pk}:yes")
    room.look()
    room.press("gavel")
    room.look()
    room.press("decide", outcome="approved", sentence="Nämnden sa ja.")
    shown = room.look()
    assert 'Sammanträdet sa ja: bifall. <span class="nowrap">5–0</span>.' in shown
    assert "Nämnden sa ja." in shown
    room.press("close_item")
    room.look()
    room.press("close")
    assert made.now().state == LiveState.CLOSED


def test_what_was_written_stays_when_a_command_is_refused() -> None:
    made = handling()
    room = Secretary(made)
    answer = room.press("decide", sentence="En lång mening som ingen vill skriva om.", outcome="")
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Välj vad som beslutades." in shown
    assert 'value="En lång mening som ingen vill skriva om."' in shown


def test_two_secretaries_at_once_the_second_sees_that_the_first_was_before() -> None:
    made = opened()
    first, second = Secretary(made), Secretary(made)
    assert first.press(f"open_item|{made.items[0].record}").status_code == 302
    answer = second.press("pause")
    assert answer.status_code == 409
    assert "Någon annan hann före" in answer.content.decode()
    second.look()
    assert second.press("pause").status_code == 302


def test_a_button_pressed_twice_is_one_command() -> None:
    made = opened()
    room = Secretary(made)
    for _twice in range(2):
        assert room.press(f"open_item|{made.items[0].record}").status_code == 302
    assert made.live.events.filter(kind="item.opened").count() == 1


@pytest.mark.parametrize(
    "do", ["nonsense", "open_item|x", "leave|x", "stand_aside|1:x", "correct_round|x", "cast|x"]
)
def test_a_forged_form_is_not_found(do: str) -> None:
    assert Secretary(handling()).press(do).status_code == 404


def test_a_number_that_is_none_is_said_in_words() -> None:
    made = handling()
    room = Secretary(made)
    room.press("open_round|secret", about="Val", yes_means="A", no_means="B")
    room.look()
    answer = room.press("gavel", yes="tre", no="1")
    assert (answer.status_code, "Skriv antalet med siffror." in answer.content.decode()) == (
        409,
        True,
    )


def test_nobody_else_enters_the_control_room() -> None:
    made = opened()
    member = make.client_of(made.user_of(made.members[2]))
    assert member.get(f"/styrrum/{made.meeting}/").status_code == 404
    assert Client().get(f"/styrrum/{made.meeting}/").status_code == 302


def test_a_meeting_without_a_control_room_is_prepared_by_a_button() -> None:
    made = house()
    secretary = make.client_of(made.secretary)
    other = Meeting.objects.create(
        organization=made.live.meeting.organization,
        start=made.live.meeting.start.replace(year=2030),
        state="called",
        live=True,
    )
    url = f"/styrrum/{other.record_id}/"
    assert "Förbered styrrummet" in secretary.get(url).content.decode()
    assert secretary.post(url, {"do": "prepare"}).status_code == 302
    assert "Närvaro" in secretary.get(url).content.decode()
    assert url in secretary.get("/styrrum/").content.decode()


def test_a_member_votes_and_changes_their_mind_on_their_own_page() -> None:
    made = voting()
    client = make.client_of(made.user_of(made.members[1]))
    url = f"/styrrum/{made.meeting}/rosta/"
    assert "Du har inte röstat än." in client.get(url).content.decode()
    for choice, words in (("yes", "Din röst är Ja."), ("no", "Din röst är Nej.")):
        sent = client.post(url, {"round": open_round(made).pk, "choice": choice})
        assert sent.status_code == 302
        assert words in client.get(url).content.decode()
    assert list(Ballot.objects.values_list("choice", flat=True)) == ["no"]
    of = open_round(made)
    made.does(Gavel())
    late = client.post(url, {"round": of.pk, "choice": "yes"})
    assert (late.status_code, "redan avslutad" in late.content.decode()) == (409, True)


def test_who_has_no_mandate_is_told_so_and_strangers_find_nothing() -> None:
    made = voting()
    url = f"/styrrum/{made.meeting}/rosta/"
    substitute = make.client_of(made.user_of(made.substitutes[0]))
    assert "du har ingen röst i den" in substitute.get(url).content.decode()
    assert make.client_of(made.secretary).get(url).status_code == 404


def put_out(made: House) -> str:
    """The meeting as the public record has it; its path."""
    meeting = Meeting.objects.get(record_id=made.meeting)
    organization = meeting.organization
    type(organization).objects.filter(pk=organization.pk).update(live=False)
    Meeting.objects.filter(pk=meeting.pk).update(live=False)
    organization.refresh_from_db()
    meeting.refresh_from_db()
    make.put_live(organization)
    make.put_live(meeting)
    return str(meeting.path())


def test_the_meetings_own_page_shows_it_live_to_everybody() -> None:
    made = voting()
    say(made, "yes", "no")
    path = put_out(made)
    shown = Client().get(path).content.decode()
    assert "Sammanträdet pågår nu." in shown
    assert "bifall till förslaget" in shown
    assert "<strong>2</strong> av 5 har röstat" in shown
    assert "data-live=" in shown
    made.does(Gavel(tie="casting_no"))
    after = text_of(Client().get(path))
    assert "Sammanträdet sa nej: avslag på förslaget. 1–1, ordförandens utslagsröst" in after
    assert "Ledamot 1" in after
    english = Client().get(f"/en{path}").content.decode()
    assert "The meeting is under way." in english
    made.does(CloseItem(), CloseMeeting())
    assert "Sammanträdet är avslutat. Besluten" in Client().get(path).content.decode()


def test_everybody_sees_a_neutral_title_and_a_member_the_item() -> None:
    made = opened()
    made.does(OpenItem(made.items[1].record))
    path = put_out(made)
    board = Client().get(path).content.decode().partition('class="live-board"')[2]
    board = board.partition("live-agenda")[0]
    assert ("Punkt bakom stängda dörrar" in board, "Bidrag" in board) == (True, False)
    member = make.client_of(made.user_of(made.members[1]))
    assert "Bidrag till en enskild" in member.get(path).content.decode().partition("live-board")[2]


def test_the_start_page_says_what_is_handled_now() -> None:
    made = handling()
    put_out(made)
    shown = Client().get("/").content.decode()
    assert "Behandlas nu" in shown


def test_the_page_and_the_room_take_a_fixed_number_of_queries(
    django_assert_max_num_queries: Any,
) -> None:
    made = voting()
    say(made, "yes", "no", "yes")
    secretary = make.client_of(made.secretary)
    url = f"/styrrum/{made.meeting}/"
    secretary.get(url)
    with django_assert_max_num_queries(40):
        secretary.get(url)
    with django_assert_max_num_queries(25):
        picture_of(made.now())


def meeting_that_decided() -> House:
    made = handling()
    item = made.items[0].record
    member, substitute = made.members[1], made.substitutes[0]
    made.does(Leave(member.pk), Arrive((substitute.pk,)), Serve(substitute.pk, member.pk))
    made.does(StandAside(made.members[4].pk, AsideKind.CONFLICT), OpenRound(question()))
    say(made, "yes", "no", "yes", "abstained")
    made.does(Gavel(), Decide(DecisionOutcome.APPROVED, "Nämnden sa ja, 2–1."))
    made.does(Reserve(item, (substitute.pk,), "Det blir för dyrt."), CloseItem())
    made.does(OpenItem(made.items[2].record), Acclaim(question(), YES))
    made.does(Decide(DecisionOutcome.NOTED, "Till handlingarna."), CloseItem(), CloseMeeting())
    return made


def drafted(made: House) -> Mapping[str, Decision]:
    decisions = Decision.objects.filter(meeting=made.live.meeting)
    return {each.sentence: each.get_latest_revision_as_object() for each in decisions}


def test_what_was_written_live_becomes_drafts_that_an_act_can_publish() -> None:
    made = meeting_that_decided()
    written = write_record(meeting=made.meeting, user=made.secretary)
    assert written == ["1 Öppettider", "10 Information om parken"]
    drafts = drafted(made)
    decision = drafts["Nämnden sa ja, 2–1."]
    assert (decision.live, Record.objects.count()) == (False, 0)
    assert [(each.person.name, each.served_for) for each in decision.participants.all()] == [
        ("Ledamot 1", ""),
        ("Ledamot 3", ""),
        ("Ledamot 4", ""),
        ("Ersättare 1", "Ledamot 2"),
    ]
    [vote] = decision.votes.all()
    assert vote.record_id == made.live.rounds.order_by("opened_at")[0].pk
    assert (vote.yes, vote.no, vote.abstained, vote.conflict, vote.won) == (2, 1, 1, 1, "yes")
    assert [ballot.choice for ballot in vote.ballots.all()] == [
        *("yes", "no", "yes", "abstained", "conflict")
    ]
    [reservation] = decision.reservations.all()
    assert reservation.names == "Ersättare 1 (S)"
    assert [clause.text for clause in decision.clauses.all()] == ["Parken har öppet till kl. 22."]
    assert list(drafts["Till handlingarna."].votes.all()) == []
    meeting = Meeting.objects.get(record_id=made.meeting)
    assert meeting.get_latest_revision_as_object().state == "finished"
    put_out(made)
    people = [each.person for each in (*made.members, *made.substitutes)]
    for each in people:
        each.live = False
    make.put_live(*people)
    make.put_live(*(Decision.objects.filter(meeting=made.live.meeting)))
    kinds = Record.objects.filter(kind__in=["decision", "vote"]).values_list("kind", flat=True)
    assert sorted(kinds) == ["decision", "decision", "vote"]


def test_a_draft_that_somebody_has_begun_is_left_alone() -> None:
    made = meeting_that_decided()
    write_record(meeting=made.meeting, user=made.secretary)
    assert write_record(meeting=made.meeting, user=made.secretary) == []
    assert Secretary(made).press("record", key=str(new_id())).status_code == 302
