"""Followers, their letters, what the ledger tells of a case, and the year's report."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import AgendaItem, Clause, Decision, Meeting, Organization
from meetings.moments import Moment, MomentKind, moments, picture_second
from meetings.services.publishing import agenda_records, publish
from meetings.services.reorganisation import Reorganisation, reorganise
from portal.core.clock import now, today
from portal.core.ids import new_id
from portal.core.retention import terms
from portal.ledger.changes import Actor
from portal.ledger.models import Entry
from proposals.models import Follower, Proposal, StepMail
from proposals.own_follows import follows_of, stop_all
from proposals.receivers import follow_cases, tell_of_steps
from proposals.services.handling import decide, follow_up
from proposals.services.voting import vote
from proposals.states import ProposalOutcome
from proposals.states import ProposalState as S
from tests.proposals.factories import ROLE, collecting, resident, submitted
from tests.proposals.office_factories import case_of, committee, handed_over, logged_in

pytestmark = pytest.mark.django_db
ACTOR = Actor(role="registrar")
LINK = re.compile(r"http://\S+")


def deliver() -> None:
    """Everything in the ledger once more, as after a crash: it must be harmless to repeat."""
    entries = list(Entry.objects.order_by("seq"))
    follow_cases(entries)
    tell_of_steps(entries)


def asked(client: Client, proposal: Proposal, address: str) -> str:
    """The path of the link that the letter brought."""
    mail.outbox.clear()
    client.post(f"/forslag/{proposal.number}/folj/", {"address": address})
    [letter] = mail.outbox
    found = LINK.search(str(letter.body))
    assert found is not None
    return "/" + found.group().split("/", 3)[3]


def test_an_address_follows_when_its_owner_presses_the_button_and_not_when_a_link_is_opened(
    client: Client,
) -> None:
    proposal = collecting()
    link = asked(client, proposal, "Nyfiken@Example.test")
    assert client.get(link).status_code == 200
    assert Follower.objects.get().confirmed_at is None
    assert client.post(link).status_code == 302
    follower = Follower.objects.get()
    assert (follower.address, follower.confirmed_at is not None) == ("nyfiken@example.test", True)


def test_a_forged_or_foreign_link_confirms_nobody(client: Client) -> None:
    link = asked(client, collecting(), "nyfiken@example.test")
    token = link.removeprefix("/forslag/folj/").strip("/")
    assert client.post(f"/forslag/folj/{token}x/").status_code == 404
    client.post(f"/forslag/folj/{token}/sluta/")
    assert Follower.objects.get().confirmed_at is None


def test_nobody_follows_by_voting_and_what_is_not_public_is_followed_by_nobody(
    client: Client,
) -> None:
    vote(proposal=collecting(), voter=resident())
    assert not Follower.objects.exists()
    assert client.get(f"/forslag/{submitted().number}/folj/").status_code == 404


def test_one_letter_a_step_and_not_two_however_often_the_ledger_is_read() -> None:
    proposal, reader = handed_over(), resident("laser")
    logged_in(reader).post(f"/forslag/{proposal.number}/folj/")
    mail.outbox.clear()
    decided = decide(
        proposal=proposal, by=resident(), role=ROLE, outcome=ProposalOutcome.GRANTED,
        decision=None, reason="Fyra bänkar.",
    )  # fmt: skip
    follow_up(proposal=decided, by=resident(), role=ROLE, reason="De står där.")
    deliver()
    Follower.objects.update(version=0)
    StepMail.objects.filter(sent_at=None).delete()
    told = [str(letter.body) for letter in mail.outbox]
    deliver()
    assert [("Fyra bänkar." in body, "De står där." in body) for body in told] == [
        (True, False),
        (False, True),
    ]
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == len(mail.outbox)
    assert all(letter.to == ["laser@example.test"] for letter in mail.outbox)


def test_a_letter_that_was_claimed_and_never_sent_is_sent_after_a_while() -> None:
    proposal, reader = handed_over(), resident("laser")
    logged_in(reader).post(f"/forslag/{proposal.number}/folj/")
    decide(
        proposal=proposal, by=resident(), role=ROLE, outcome=ProposalOutcome.GRANTED,
        decision=None, reason="Ja.",
    )  # fmt: skip
    follower = Follower.objects.get()
    head = Entry.objects.filter(record=proposal.record_id).latest("version").version
    claimed = now() - datetime.timedelta(hours=1)
    StepMail.objects.create(follower=follower, version=head, claimed_at=claimed)
    mail.outbox.clear()
    deliver()
    assert len(mail.outbox) == 1


def test_one_press_or_one_post_of_a_mail_program_ends_it() -> None:
    proposal, reader = handed_over(), resident("laser")
    logged_in(reader).post(f"/forslag/{proposal.number}/folj/")
    mail.outbox.clear()
    decide(
        proposal=proposal, by=resident(), role=ROLE, outcome=ProposalOutcome.GRANTED,
        decision=None, reason="Ja.",
    )  # fmt: skip
    deliver()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/" + headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert Follower.objects.count() == 1
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follower.objects.exists()


def test_own_data_tells_what_is_followed_and_erasure_ends_it() -> None:
    proposal, reader = collecting(), resident("laser")
    logged_in(reader).post(f"/forslag/{proposal.number}/folj/")
    [section] = follows_of(reader.pk)
    assert [row["Förslag"] for row in section.rows] == [proposal.title]
    assert [each.erased for each in stop_all(reader.pk)] == [1]


def test_an_address_that_never_said_yes_is_forgotten_and_a_follower_is_not(client: Client) -> None:
    proposal = collecting()
    asked(client, proposal, "okand@example.test")
    logged_in(resident("laser")).post(f"/forslag/{proposal.number}/folj/")
    [term] = [each for each in terms() if each.rule.name == "followers"]
    assert (term.days, term.rule.erase(term.before)) == (7, 0)
    Follower.objects.update(asked_at=now() - datetime.timedelta(days=8))
    assert len(term.rule.older(term.before)) == 1
    assert term.rule.erase(term.before) == 1
    assert Follower.objects.get().address == "laser@example.test"


# ---- what the ledger tells -----------------------------------------------------------------------


def on_agenda(proposal: Proposal, to: Organization) -> AgendaItem:
    meeting = Meeting.objects.create(
        organization=to, start=now() + datetime.timedelta(days=9), state="planned"
    )
    case = case_of(proposal)
    item = AgendaItem(record_id=new_id(), number="7", title=case.title, case=case)
    meeting.items = [item]
    meeting.save()
    publish(records=agenda_records(meeting), actor=ACTOR, key=str(new_id()))
    return item


def answered(item: AgendaItem, meeting: Meeting, *, preliminary: bool) -> None:
    made = Decision.objects.filter(item=item.record_id).first() or Decision(
        record_id=new_id(), meeting=meeting, item=item.record_id, title="Bänkar",
        sentence="Nämnden säger ja.", outcome="approved", method="acclamation",
    )  # fmt: skip
    made.preliminary = preliminary
    made.clauses = [Clause(text="Fyra bänkar ställs ut.")]
    made.save()
    publish(records=[made], actor=ACTOR, key=str(new_id()))


def test_the_page_tells_when_the_meeting_took_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    to = committee()
    proposal = handed_over(to)
    item = on_agenda(proposal, to)
    deliver()
    at = datetime.datetime(2026, 11, 3, 12, 5, 9, tzinfo=datetime.UTC)
    told = [
        Moment(1, at, MomentKind.MEETING_OPENED, ""),
        Moment(2, at, MomentKind.ITEM_OPENED, "", item=item.record_id),
    ]
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert "Togs upp" not in page
    monkeypatch.setattr(moments, "_answers", [lambda _meeting, _members: told])
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert "Togs upp" in page
    assert "2026-11-03T13:05:09+01:00" in page
    assert "#t=" not in page
    monkeypatch.setattr(picture_second, "_answers", [lambda _meeting, at: at.second])
    page = Client().get(f"/forslag/{proposal.number}/").content.decode()
    assert f'href="{Meeting.objects.get().path()}#t=9"' in page


def test_the_ledger_places_decides_and_a_preliminary_decision_is_waited_out() -> None:
    to = committee()
    publish(records=[to], actor=ACTOR, key="organ")
    proposal = handed_over(to)
    item = on_agenda(proposal, to)
    deliver()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (S.ON_AGENDA, item.record_id)
    answered(item, Meeting.objects.get(), preliminary=True)
    deliver()
    proposal.refresh_from_db()
    assert proposal.state == S.ON_AGENDA
    answered(item, Meeting.objects.get(), preliminary=False)
    deliver()
    deliver()
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome, proposal.decision is not None) == (
        S.DECIDED,
        ProposalOutcome.GRANTED,
        True,
    )
    assert list(proposal.events.values_list("step", "role"))[-2:] == [
        ("place", "portal"),
        ("decide", "portal"),
    ]


def test_a_successor_inherits_the_promise_and_its_day() -> None:
    old, new = committee(), committee("Nya nämnden", "nya")
    publish(records=[old, new], actor=ACTOR, key="organ")
    proposal = handed_over(old, due=today() + datetime.timedelta(days=30))
    change = Reorganisation((old,), (new,), new, today())
    reorganise(change=change, actor=ACTOR, key="omorganisation")
    deliver()
    deliver()
    proposal.refresh_from_db()
    assert (proposal.committee, proposal.state, proposal.answer_due) == (
        new.record_id,
        S.HANDED_OVER,
        today() + datetime.timedelta(days=30),
    )
    assert proposal.events.filter(step="inherit").count() == 1


# ---- the report ----------------------------------------------------------------------------------


def test_the_report_says_the_same_as_a_page_and_as_csv(client: Client) -> None:
    to = committee()
    publish(records=[to], actor=ACTOR, key="organ")
    decided = decide(
        proposal=handed_over(to), by=resident(), role=ROLE, outcome=ProposalOutcome.PARTLY,
        decision=None, reason="Två.",
    )  # fmt: skip
    follow_up(proposal=decided, by=resident(), role=ROLE, reason="Klart.", code="done")
    submitted()
    text = client.get("/forslag/rapport/rapport.csv").content.decode("utf-8-sig")
    lines = {tuple(line.split(";")[1:3]): line.split(";")[3] for line in text.splitlines()[1:]}
    assert {key: lines[key] for key in [
        ("", "received"), ("", "published"), ("", "reached"), ("", "refused:unclear"),
        ("Provnämnden", "handed_over"), ("Provnämnden", "granted"),
        ("Provnämnden", "carried_out"), ("Provnämnden", "median_days"),
    ]} == {
        ("", "received"): "2", ("", "published"): "1", ("", "reached"): "1",
        ("", "refused:unclear"): "0", ("Provnämnden", "handed_over"): "1",
        ("Provnämnden", "granted"): "1", ("Provnämnden", "carried_out"): "1",
        ("Provnämnden", "median_days"): "0",
    }  # fmt: skip
    page = client.get("/forslag/rapport/").content.decode()
    assert "2 förslag kom in och 1 nådde målet." in page
    for wrong in ("abc", "1", "99999"):
        assert client.get(f"/forslag/rapport/?ar={wrong}").status_code == 404


def test_public_lists_take_as_many_queries_for_three_as_for_six(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    to = committee()
    for _each in range(3):
        handed_over(to, due=today() - datetime.timedelta(days=1))
    for address in ("/forslag/sena/", "/forslag/avvisade/", "/forslag/rapport/"):
        client.get(address)
        with django_assert_max_num_queries(9):
            client.get(address)
