"""Every step of the office, by everybody: who gets through, written by hand.

Columns: nobody, resident, moderator, moderator elsewhere, clerk, committee's secretary, registrar,
administrator. `.` is through, `-` is told that there is nothing (404), `>` is asked to log in.
"""

import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.core.ids import new_id
from proposals.models import Proposal
from proposals.services.handling import decide, reject
from proposals.services.judging import appeal
from proposals.states import ProposalOutcome, RejectionCode, Step
from tests.proposals.factories import OFFICE, ROLE, collecting, policy, resident, submitted
from tests.proposals.office_factories import (
    committee,
    handed_over,
    logged_in,
    moderator,
    reached,
    with_role,
)

pytestmark = pytest.mark.django_db

EXPECTED = """
    publish    submitted   > - . - - - - -
    publish    appealed    > - . - - - - -
    return     submitted   > - . - - - - -
    reject     submitted   > - . - - - - -
    merge      collecting  > - . - - - - -
    invalidate collecting  > - . - - - - -
    hand_over  reached     > - . - . - - -
    place      handed_over > - - - . . - -
    decide     handed_over > - - - . . - -
    follow_up  decided     > - - - . . - -
    remove     collecting  > - . - - - - -
"""
CELLS = [line.split() for line in EXPECTED.strip().splitlines()]
SAID = {
    "return": {"reason": "Skriv var."},
    "reject": {"code": "unclear", "reason": "Vi förstår inte."},
    "decide": {"outcome": "granted", "reason": "Ja."},
    "follow_up": {"reason": "Klart.", "is_done": "on"},
    "remove": {"reason": "Hot."},
    "place": {"address": "/moten/finns/inte/1/"},
    "invalidate": {"level": "email", "reason": "Köpta."},
}
AFTER = {
    "publish": "collecting", "return": "returned", "reject": "rejected", "merge": "merged",
    "invalidate": "collecting", "hand_over": "handed_over", "decide": "decided",
    "follow_up": "followed_up", "remove": "removed", "place": "handed_over",
}  # fmt: skip


def in_state(state: str) -> Proposal:
    match state:
        case "submitted":
            return submitted()
        case "appealed":
            made = submitted()
            reject(
                proposal=made, by=resident(), role=ROLE, code=RejectionCode.UNCLEAR, reason="Nej."
            )
            made.refresh_from_db()
            assert made.proposer is not None
            return appeal(proposal=made, by=made.proposer, reason="Läs igen.")
        case "collecting":
            return collecting()
        case "reached":
            committee()
            return reached()
        case "handed_over":
            return handed_over()
        case _:
            answered = handed_over()
            return decide(
                proposal=answered, by=resident(), role=ROLE, outcome=ProposalOutcome.GRANTED,
                decision=None, reason="Ja.",
            )  # fmt: skip


def visitors(proposal: Proposal) -> list[User | None]:
    answering = proposal.committee or new_id()
    return [
        None,
        resident(),
        moderator(),
        with_role(Role.MODERATOR, new_id()),
        with_role(Role.CLERK),
        with_role(Role.SECRETARY, answering),
        with_role(Role.REGISTRAR),
        with_role(Role.ADMINISTRATOR),
    ]


def sent(step: str, proposal: Proposal) -> dict[str, object]:
    if step == "merge":
        return {"number": collecting(under=proposal.policy).number, "reason": "Samma sak."}
    if step == "hand_over":
        return {"receiver": committee("Andra nämnden", "andra").pk, "due": "2030-01-01"}
    return dict(SAID.get(step, {}))


@pytest.mark.parametrize(("step", "state", "cells"), [(c[0], c[1], c[2:]) for c in CELLS])
def test_a_step_is_taken_by_those_who_may_and_is_not_there_for_others(
    step: str, state: str, cells: list[str]
) -> None:
    proposal = in_state(state)
    data, told = sent(step, proposal), []
    address = f"/forslag/kansli/{proposal.number}/steg/{step}/"
    people = visitors(proposal)
    refused = [i for i, cell in enumerate(cells) if cell != "."]
    allowed = [i for i, cell in enumerate(cells) if cell == "."]
    for i in refused:
        response = logged_in(people[i]).post(address, data)
        told.append(">" if response.status_code == 302 else {404: "-"}[response.status_code])
    assert told == [cells[i] for i in refused]
    proposal.refresh_from_db()
    assert proposal.state == state
    response = logged_in(people[allowed[0]]).post(address, data)
    proposal.refresh_from_db()
    # A place that is no item, and votes that are not there, are refused with words, not with 404.
    expected = {"place": 422, "invalidate": 409}.get(step, 302)
    assert (response.status_code, proposal.state) == (expected, AFTER[step])
    for i in allowed[1:]:
        assert logged_in(people[i]).post(address, data).status_code != 404


@pytest.mark.parametrize("step", sorted(set(Step.values) - {row[0] for row in CELLS}))
def test_what_the_proposer_or_the_portal_does_is_no_step_of_the_office(step: str) -> None:
    proposal = collecting()
    for user in visitors(proposal)[1:]:
        answer = logged_in(user).post(f"/forslag/kansli/{proposal.number}/steg/{step}/")
        assert answer.status_code in (403, 404, 409)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.events.count()) == ("collecting", 2)


def test_every_step_of_the_office_has_its_row() -> None:
    by_the_portal = {Step.REACH, Step.CLOSE, Step.EXPIRE, Step.RESUME, Step.INHERIT}
    by_the_proposer = {Step.SUBMIT, Step.WITHDRAW, Step.APPEAL}
    assert {row[0] for row in CELLS} == {*Step.values} - by_the_portal - by_the_proposer


def test_each_step_stands_in_the_ledger_with_role_reason_and_rules() -> None:
    proposal = submitted(under=policy())
    office = moderator("granskaren")
    logged_in(office).post(
        f"/forslag/kansli/{proposal.number}/steg/return/", {"reason": "Skriv var."}
    )
    page = logged_in(office).get(f"/forslag/kansli/{proposal.number}/").content.decode()
    event = proposal.events.get(step="return")
    assert (event.role, event.reason, event.policy.version, event.user_id) == (
        "moderator",
        "Skriv var.",
        1,
        office.pk,
    )
    for words in ("skickas åter", "moderator: granskaren", "Skriv var.", "prov 1"):
        assert words in page
    assert str(OFFICE) not in page
