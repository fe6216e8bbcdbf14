"""The office's side: holds, refusals, appeals, merging, striking out votes, handover."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from meetings.models import Organization
from portal.accounts.roles import Role
from portal.accounts.rules import EID
from portal.core.clock import now, today
from portal.ledger.models import Entry
from proposals.due import do_due
from proposals.errors import (
    AppealedBefore,
    CannotMerge,
    HeldByAnother,
    KeysAway,
    NotClosed,
    NothingFound,
    NotOpen,
    WrongReceiver,
)
from proposals.keys import key_of
from proposals.models import Policy, Proposal, ProposalHold, ProposalVote
from proposals.services import judging
from proposals.services.counting import count_votes
from proposals.services.handover import hand_over_to
from proposals.services.holding import hold
from proposals.services.invalidating import Criteria, begin, count_matching, strike_waiting
from proposals.services.merging import Merged, merge
from proposals.services.policies import ship
from proposals.services.voting import has_voted, vote
from proposals.states import ProposalState as S
from proposals.states import RejectionCode
from proposals.terms import SHIPPED
from tests.proposals.factories import OFFICE, ROLE, collecting, policy, resident, submitted
from tests.proposals.office_factories import (
    case_of,
    committee,
    handed_over,
    logged_in,
    moderator,
    reached,
    with_role,
)

pytestmark = pytest.mark.django_db


def refuse(proposal: Proposal, code: RejectionCode = RejectionCode.UNCLEAR) -> Proposal:
    return judging.refuse(
        proposal=proposal, by=resident(), role=ROLE, code=code, reason="Vi förstår inte."
    )


# ---- holds ---------------------------------------------------------------------------------------


def test_who_looks_at_a_proposal_holds_it_and_another_is_told() -> None:
    proposal, one, other = submitted(), moderator("anna"), moderator("bo")
    logged_in(one).get(f"/forslag/kansli/{proposal.number}/")
    page = logged_in(other).get(f"/forslag/kansli/{proposal.number}/").content.decode()
    assert "anna har förslaget framme" in page
    with pytest.raises(HeldByAnother):
        judging.publish(proposal=proposal, by=other, role=ROLE)
    hold(proposal=proposal, by=other, take_over=True)
    assert judging.publish(proposal=proposal, by=other, role=ROLE).state == S.COLLECTING
    assert not ProposalHold.objects.exists()


def test_a_hold_that_has_run_out_stops_nobody() -> None:
    proposal, one, other = submitted(), moderator(), moderator()
    hold(proposal=proposal, by=one)
    ProposalHold.objects.update(until=now() - datetime.timedelta(seconds=1))
    assert hold(proposal=proposal, by=other).user_id == other.pk


# ---- the desk ------------------------------------------------------------------------------------


def test_the_desk_says_how_long_a_proposal_has_waited_and_when_it_is_too_long() -> None:
    proposal = submitted(under=policy(review_days=3))
    Proposal.objects.filter(pk=proposal.pk).update(state_since=now() - datetime.timedelta(days=5))
    page = logged_in(moderator()).get("/forslag/kansli/").content.decode()
    assert "5 dagar, 2 över tiden" in page
    assert "age-over" in page


def test_three_proposals_or_thirty_take_as_many_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    rules, to = policy(), committee()
    for _each in range(3):
        submitted(under=rules)
        handed_over(to)
    client = logged_in(moderator())
    client.get("/forslag/kansli/")
    with django_assert_max_num_queries(14):
        client.get("/forslag/kansli/")


# ---- refusals and appeals ------------------------------------------------------------------------


def test_a_refusal_is_listed_for_everybody_and_hidden_words_are_not(client: Client) -> None:
    refuse(submitted())
    hidden = submitted(text="Granne xqgranne")
    refuse(hidden, RejectionCode.ABOUT_A_PERSON)
    page = client.get("/forslag/avvisade/").content.decode()
    assert "Bänkar vid Stenpiren" in page
    assert f"Förslag {hidden.number}" in page
    assert "Vi förstår inte." in page
    assert "xqgranne" not in page


def test_the_proposer_may_appeal_once_and_the_refusal_stays_public_meanwhile(
    client: Client,
) -> None:
    proposal = refuse(submitted())
    owner = proposal.proposer
    assert owner is not None
    address = f"/forslag/{proposal.number}/omprovning/"
    assert logged_in(resident()).get(address).status_code == 404
    assert logged_in(owner).post(address, {"reason": "Läs en gång till."}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == S.APPEALED
    page = client.get("/forslag/avvisade/").content.decode()
    assert "prövas igen" in page
    assert "Vi förstår inte." in page
    refuse(proposal)
    with pytest.raises(AppealedBefore):
        judging.appeal(proposal=proposal, by=owner, reason="Igen.")


def test_an_appeal_may_end_in_publication() -> None:
    proposal = refuse(submitted())
    assert proposal.proposer is not None
    judging.appeal(proposal=proposal, by=proposal.proposer, reason="Läs en gång till.")
    published = judging.publish(proposal=proposal, by=resident(), role=ROLE)
    assert (published.state, published.rejection, published.public_reason) == (
        S.COLLECTING,
        "",
        "",
    )


@pytest.mark.parametrize("step", ["return", "reject", "remove"])
def test_a_step_without_words_keeps_what_was_written_and_says_what_is_missing(step: str) -> None:
    proposal = collecting() if step == "remove" else submitted()
    response = logged_in(moderator()).post(
        f"/forslag/kansli/{proposal.number}/steg/{step}/", {"code": "unclear", "reason": " "}
    )
    assert response.status_code == 422
    assert "field-error" in response.content.decode()


# ---- merging -------------------------------------------------------------------------------------


def test_merging_counts_each_person_once_and_leaves_nothing_to_link() -> None:
    rules = policy(votes=100)
    one, other = collecting(under=rules), collecting(under=rules)
    both, only_one, only_other = (resident() for _each in range(3))
    gone = resident("borta")
    for proposal, voters in ((one, (both, only_one, gone)), (other, (both, only_other))):
        for each in voters:
            vote(proposal=proposal, voter=each)
    gone.delete()
    old = {bytes(tag) for tag in one.votes.values_list("tag", flat=True)}
    told = merge(proposal=one, into=other, by=resident(), role=ROLE, reason="Samma sak.")
    assert told == Merged(moved=1, doubled=1, left=1)
    assert other.votes.count() == 3
    assert all(has_voted(other, each) for each in (both, only_one, only_other))
    assert not old & {bytes(tag) for tag in ProposalVote.objects.values_list("tag", flat=True)}
    one.refresh_from_db()
    assert (one.state, one.merged_into_id, sum((one.final_counts or {}).values())) == (
        S.MERGED,
        other.pk,
        3,
    )
    reason = one.events.get(step="merge").reason
    assert reason == (
        "Samma sak. 1 röster flyttades. 1 hade röstat på båda och räknas en gång. "
        "1 röster kunde inte flyttas: kontona finns inte kvar."
    )


def test_the_merged_proposals_key_is_destroyed_at_once(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    rules = policy()
    one, other = collecting(under=rules), collecting(under=rules)
    with django_capture_on_commit_callbacks(execute=True):
        merge(proposal=one, into=other, by=resident(), role=ROLE, reason="Samma sak.")
    one.refresh_from_db()
    assert one.key_destroyed_at is not None
    with pytest.raises(KeysAway):
        key_of(one.record_id)
    with pytest.raises(NotOpen):
        has_voted(one, resident())


def test_what_was_never_published_is_merged_without_votes() -> None:
    rules = policy()
    one, other = submitted(under=rules), collecting(under=rules)
    assert merge(proposal=one, into=other, by=resident(), role=ROLE, reason="Samma.") == Merged()


def test_a_proposal_is_not_merged_into_itself_another_kind_or_a_closed_one() -> None:
    one = collecting()
    for target in (one, collecting(under=policy()), reached(under=one.policy)):
        if target.policy.slug != one.policy.slug or target == one or target.closed_at:
            with pytest.raises(CannotMerge):
                merge(proposal=one, into=target, by=resident(), role=ROLE, reason="Samma.")


def test_merging_waits_when_the_keys_are_away(settings: object) -> None:
    rules = policy()
    one, other = collecting(under=rules), collecting(under=rules)
    vote(proposal=one, voter=resident())
    settings.VOTE_KEYS_DIR = "/nonexistent"  # type: ignore[attr-defined]
    with pytest.raises(KeysAway):
        merge(proposal=one, into=other, by=resident(), role=ROLE, reason="Samma.")
    one.refresh_from_db()
    assert (one.state, one.votes.count()) == (S.COLLECTING, 1)


# ---- striking out votes --------------------------------------------------------------------------


def bought(proposal: Proposal, votes: int) -> None:
    for number in range(votes):
        voter = resident(f"kopt{proposal.pk}-{number}")
        EmailAddress.objects.filter(user=voter).update(
            email=f"kopt{proposal.pk}-{number}@bulk.example"
        )
        vote(proposal=proposal, voter=voter)


def test_votes_of_one_domain_are_counted_first_and_then_struck_and_told() -> None:
    proposal = collecting(under=policy(votes=3))
    bought(proposal, 3)
    vote(proposal=proposal, voter=resident())
    count_votes()
    client, address = logged_in(moderator()), f"/forslag/kansli/{proposal.number}/steg/invalidate/"
    said = {"domain": "bulk.example", "reason": "Köpta adresser."}
    looked = client.post(address, {**said, "look": "1"})
    assert "3 röster stämmer. Inget är struket än." in looked.content.decode()
    assert proposal.votes.count() == 4
    assert client.post(address, said).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.votes.count(), proposal.state, proposal.reached_at) == (1, S.COLLECTING, None)
    steps = list(proposal.events.values_list("step", "reason"))[-2:]
    assert steps == [("invalidate", "Köpta adresser. 3 röster ströks."), ("resume", "")]


def test_many_votes_are_struck_in_batches_with_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proposals.services.invalidating.BATCH", 2)
    proposal = collecting(under=policy(votes=50))
    bought(proposal, 5)
    asked = begin(
        proposal=proposal, by=resident(), role=ROLE, criteria=Criteria(domain="bulk.example"),
        reason="Köpta.",
    )  # fmt: skip
    assert (asked.found, asked.struck, asked.done_at) == (5, 2, None)
    page = logged_in(moderator()).get(f"/forslag/kansli/{proposal.number}/").content.decode()
    assert ('<progress max="5" value="2"' in page, "2 av 5 pågår" in page) == (True, True)
    strike_waiting()
    do_due()
    asked.refresh_from_db()
    assert (asked.struck, asked.done_at is not None) == (5, True)
    assert proposal.events.filter(step="invalidate").count() == 1


def test_striking_nothing_is_refused_and_tells_nobody() -> None:
    proposal = collecting()
    vote(proposal=proposal, voter=resident())
    for criteria in (Criteria(), Criteria(domain="ingen.example")):
        with pytest.raises(NothingFound):
            begin(proposal=proposal, by=resident(), role=ROLE, criteria=criteria, reason="Köpta.")
    assert not proposal.events.filter(step="invalidate").exists()


def test_votes_struck_after_the_close_are_counted_anew() -> None:
    proposal = reached()
    assert count_matching(proposal, Criteria(level="email")) == 2
    begin(
        proposal=proposal, by=resident(), role=ROLE, criteria=Criteria(level="email"),
        reason="Köpta.",
    )  # fmt: skip
    proposal.refresh_from_db()
    assert (proposal.state, proposal.final_counts) == (S.EXPIRED, {})


# ---- handover ------------------------------------------------------------------------------------


def test_handing_over_opens_a_case_with_the_committees_own_number_and_a_promised_day() -> None:
    to = committee()
    proposal = hand_over_to(
        proposal=reached(under=policy(answer_days=180)), receiver=to, by=resident(), role=ROLE
    )
    case = case_of(proposal)
    assert (case.number, case.organization, case.live) == (f"PN-{today().year}-001", to, True)
    assert proposal.answer_due == today() + datetime.timedelta(days=180)
    told = Entry.objects.filter(record__in=[proposal.record_id, case.record_id])
    assert {"case", "proposal"} == set(told.values_list("record__kind", flat=True))


def test_nothing_is_handed_over_before_it_is_counted_or_to_whom_the_rules_do_not_name() -> None:
    to = committee()
    with pytest.raises(NotClosed):
        hand_over_to(proposal=collecting(), receiver=to, by=resident(), role=ROLE)
    Organization.objects.filter(pk=to.pk).update(kind="council")
    with pytest.raises(WrongReceiver):
        hand_over_to(proposal=reached(), receiver=to, by=resident(), role=ROLE)
    ended = datetime.date(2020, 1, 1)
    Organization.objects.filter(pk=to.pk).update(kind="committee", valid_to=ended)
    with pytest.raises(WrongReceiver):
        hand_over_to(proposal=reached(), receiver=to, by=resident(), role=ROLE)
    assert not to.cases.exists()


def test_a_late_answer_is_told_in_public_with_whom_owes_it(client: Client) -> None:
    yesterday = today() - datetime.timedelta(days=1)
    late = handed_over(due=yesterday)
    page = client.get("/forslag/sena/").content.decode()
    assert "1 dag sent" in page
    assert case_of(late).number in page
    assert f'data-record="{late.record_id}"' in page


# ---- policies ------------------------------------------------------------------------------------


def test_the_shipped_policies_are_those_of_the_issue() -> None:
    found = ship(office=OFFICE)
    assert {slug: each.known_terms for slug, each in found.items()} == SHIPPED
    terms = SHIPPED["goteborgsforslaget"]
    assert (terms.votes_needed, terms.window_days, terms.least_age, terms.residents_only) == (
        200,
        90,
        0,
        False,
    )
    assert ship(office=OFFICE) == found


def test_a_new_version_follows_from_the_form_and_leaves_running_proposals_alone(
    client: Client,
) -> None:
    running, waiting = collecting(), submitted(under=policy())
    admin = with_role(Role.ADMINISTRATOR)
    address = f"/forslag/kansli/regler/{running.policy.slug}/"
    assert logged_in(moderator()).get(address).status_code == 404
    said = {
        "votes": 300, "window_days": 60, "to_propose": "email", "to_vote": "substantial",
        "review_days": 7, "quarantine_months": 12, "merge_days": 14, "sticky": "on",
        "in_force_from": str(today()), "areas": "Centrum; 65 000\n\nHisingen",
        "areas_date": "2025-12-31",
    }  # fmt: skip
    assert logged_in(admin).post(address, said).status_code == 302
    newest = Policy.objects.order_by("-pk")[0]
    assert (newest.known_terms.votes_needed, newest.known_terms.collects_on) == (300, False)
    areas = [(each.name, each.residents) for each in newest.known_terms.areas]
    assert areas == [("Centrum", 65_000), ("Hisingen", None)]
    assert "Centrum; 65000\nHisingen" in logged_in(admin).get(address).content.decode()
    running.refresh_from_db()
    assert running.policy.known_terms.votes_needed == 2
    frozen = judging.publish(proposal=waiting, by=resident(), role=ROLE)
    assert frozen.policy == newest
    page = client.get(f"/forslag/regler/prov/{newest.version}/").content.decode()
    for words in ("300 röster.", "60 dagar från publiceringen.", "i 12 månader"):
        assert words in page


def test_terms_that_cannot_be_are_told_beside_the_field() -> None:
    collecting()
    said = {
        "votes": 300, "per_mille": 1, "window_days": 60, "to_propose": "email",
        "population": 10, "population_date": "2026-01-01",
        "to_vote": "email", "review_days": 7, "quarantine_months": 0, "merge_days": 14,
        "in_force_from": str(today()), "areas": "Centrum; många",
    }  # fmt: skip
    response = logged_in(with_role(Role.ADMINISTRATOR)).post("/forslag/kansli/regler/prov/", said)
    assert response.status_code == 422
    assert "Raden ”Centrum; många” går inte att läsa" in response.content.decode()
    assert Policy.objects.count() == 1


def test_where_an_e_id_is_asked_for_the_person_is_found_again_by_it() -> None:
    rules = policy(votes=100, to_vote="substantial")
    one, other = collecting(under=rules), collecting(under=rules)
    person = resident()
    SocialAccount.objects.create(
        user=person, provider=EID, uid="pseudonym-1", extra_data={"level": "substantial"}
    )
    vote(proposal=one, voter=person)
    told = merge(proposal=one, into=other, by=resident(), role=ROLE, reason="Samma.")
    assert (told, has_voted(other, person)) == (Merged(moved=1), True)
