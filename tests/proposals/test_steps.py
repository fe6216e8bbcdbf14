"""Steps of a proposal as they are taken: what the ledger keeps of them, and what is refused."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.ledger.models import Entry, Record
from portal.ledger.readers import PUBLIC, members_of
from proposals.errors import (
    ChangedMeanwhile,
    HoldsPersonalNumber,
    Incomplete,
    NotYours,
    TooWeak,
)
from proposals.models import Policy, Proposal
from proposals.services.handling import (
    decide,
    follow_up,
    hand_over,
    place_on_agenda,
    reject,
    remove,
    return_for_change,
)
from proposals.services.policies import take_into_force
from proposals.services.steps import take_step
from proposals.services.writing import begin, submit, take_back, write
from proposals.states import Party, ProposalOutcome, ProposalState, RejectionCode, Step
from proposals.terms import GOTEBORGSFORSLAGET
from tests.proposals.factories import (
    OFFICE,
    ROLE,
    collecting,
    draft,
    policy,
    resident,
    submitted,
)

pytestmark = pytest.mark.django_db


def versions(proposal: Proposal) -> list[tuple[str, str]]:
    """Audience and state of each version in the ledger."""
    entries = Entry.objects.filter(record=proposal.record_id).order_by("version")
    return [(each.audience, json.loads(each.content.canonical)["state"]) for each in entries]


def newest_content(proposal: Proposal) -> dict[str, Any]:
    entry = Entry.objects.filter(record=proposal.record_id).latest("version")
    found: dict[str, Any] = json.loads(entry.content.canonical)
    return found


def test_the_whole_way_is_in_the_ledger_step_by_step() -> None:
    office = resident("kansli")
    proposal = collecting(under=policy(votes=1, answer_days=180))
    proposal = take_step(proposal=proposal, step=Step.REACH, party=Party.PORTAL, role="portal")
    committee, case, item, decision = (uuid4() for _each in range(4))
    proposal = hand_over(proposal=proposal, by=office, role=ROLE, committee=committee, case=case)
    proposal = place_on_agenda(proposal=proposal, by=office, role=ROLE, item=item)
    proposal = decide(
        proposal=proposal,
        by=office,
        role=ROLE,
        outcome=ProposalOutcome.PARTLY,
        decision=decision,
        reason="Två av fyra bänkar.",
    )
    proposal = follow_up(proposal=proposal, by=office, role=ROLE, reason="Två bänkar står där.")
    assert [state for _audience, state in versions(proposal)] == [
        "submitted", "collecting", "reached", "handed_over", "on_agenda", "decided", "followed_up",
    ]  # fmt: skip
    assert [audience for audience, _state in versions(proposal)] == [
        members_of(OFFICE),
        *[PUBLIC] * 6,
    ]
    head = Record.objects.get(pk=proposal.record_id)
    assert (head.parent, head.organization, head.path) == (
        case,
        committee,
        f"/forslag/{proposal.number}/",
    )
    assert list(proposal.events.values_list("role", "policy__version").distinct()) != []
    assert proposal.answer_due is not None


def test_a_draft_is_in_no_ledger() -> None:
    proposal = draft()
    assert versions(proposal) == []
    assert proposal.number is None


def test_a_returned_proposal_keeps_its_number_and_its_words() -> None:
    proposal = submitted()
    back = return_for_change(
        proposal=proposal, by=resident("kansli"), role=ROLE, reason="Skriv var."
    )
    assert back.proposer is not None
    better = write(proposal=back, by=back.proposer, text="Ställ fyra bänkar vid vattnet.")
    again = submit(proposal=better, by=back.proposer)
    assert (again.number, again.state, again.title) == (
        proposal.number,
        ProposalState.SUBMITTED,
        proposal.title,
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [(RejectionCode.NOT_THE_CITY, "Bänkar vid Stenpiren"), (RejectionCode.UNLAWFUL, "Förslag 1")],
)
def test_a_refusal_is_public_with_its_code_and_unlawful_words_are_not(
    code: RejectionCode, shown: str
) -> None:
    proposal = submitted()
    reject(proposal=proposal, by=resident("kansli"), role=ROLE, code=code, reason="Se reglerna.")
    told = newest_content(proposal)
    assert versions(proposal)[-1] == (PUBLIC, "rejected")
    assert (told["title"], told["code"], told["reason"]) == (shown, code.value, "Se reglerna.")
    assert bool(told["html"]) == (code == RejectionCode.NOT_THE_CITY)


def test_a_removed_proposal_leaves_a_tombstone() -> None:
    proposal = collecting()
    remove(proposal=proposal, by=resident("kansli"), role=ROLE, reason="Hot.", ground="BrB 4:5")
    entry = Entry.objects.filter(record=proposal.record_id).latest("version")
    assert (entry.verb, entry.reason, entry.ground) == ("withdrawn", "Hot.", "BrB 4:5")


def test_text_of_people_is_made_safe_when_it_is_written() -> None:
    proposal = draft(text="Hej <script>alert(1)</script>\n\nSe https://example.se/a")
    assert "<script" not in proposal.html
    assert 'href="https://example.se/a"' in proposal.html
    assert proposal.html.count("<p>") == 2


def test_a_personal_number_stops_the_submission_and_the_draft_stays() -> None:
    proposal = draft(text="Ring 850412-1230 om bänkarna.")
    assert proposal.proposer is not None
    with pytest.raises(HoldsPersonalNumber):
        submit(proposal=proposal, by=proposal.proposer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.number) == (ProposalState.DRAFT, None)


def test_an_empty_proposal_is_not_handed_in() -> None:
    proposal = draft(text=" ")
    assert proposal.proposer is not None
    with pytest.raises(Incomplete):
        submit(proposal=proposal, by=proposal.proposer)


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(ValidationError):
        draft(text="å" * 1_000_000)


def test_arabic_is_as_good_as_swedish() -> None:
    assert "مقاعد" in draft(text="مقاعد على الرصيف").html


def test_nobody_submits_or_changes_anothers_proposal() -> None:
    proposal = draft()
    for step in (submit, take_back, write):
        with pytest.raises(NotYours):
            step(proposal=proposal, by=resident())


def test_who_is_not_known_well_enough_proposes_nothing() -> None:
    with pytest.raises(TooWeak):
        begin(policy=policy(), proposer=resident(confirmed=False), title="Bänkar")


def test_two_who_change_the_same_text_notice_each_other() -> None:
    proposal = draft()
    assert proposal.proposer is not None
    write(proposal=proposal, by=proposal.proposer, text="Först.", expected_version=2)
    with pytest.raises(ChangedMeanwhile):
        write(proposal=proposal, by=proposal.proposer, text="Sedan.", expected_version=2)


def test_a_policy_changed_while_a_proposal_runs_does_not_touch_it() -> None:
    proposal = collecting()
    take_into_force(slug="prov", terms=GOTEBORGSFORSLAGET, office=OFFICE)
    proposal.refresh_from_db()
    assert proposal.policy.known_terms.votes_needed == 2
    assert list(Policy.objects.values_list("version", flat=True)) == [1, 2]


def test_events_and_policies_are_never_rewritten() -> None:
    collecting()
    for table in ("proposals_proposalevent", "proposals_policy"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id"):  # noqa: S608
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                connection.cursor().execute(statement)


def test_an_account_that_goes_leaves_the_proposal() -> None:
    proposal = collecting()
    assert proposal.proposer is not None
    proposal.proposer.delete()
    proposal.refresh_from_db()
    assert proposal.proposer_id is None
    assert proposal.proposer_name != ""
