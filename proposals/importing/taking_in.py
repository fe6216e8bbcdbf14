"""Proposals of an export take the steps of their lives here, each at its own time."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from meetings.importing.identity import record_id
from meetings.importing.ports import Progress
from meetings.importing.report import Report
from meetings.models import Case, Organization
from portal.accounts.states import AssuranceLevel
from portal.core.errors import DomainError
from portal.ledger.services import next_public_number
from proposals.errors import HoldsPersonalNumber
from proposals.importing.reading import KIND
from proposals.importing.rules import ProposalRule as R
from proposals.importing.stated import StatedProposal
from proposals.models import Policy, Proposal, VoteCount
from proposals.rules import check_words
from proposals.services.steps import take_step
from proposals.services.writing import html_of
from proposals.states import Party, Step
from proposals.states import ProposalState as S

ROLE = "import"
MET_ITS_GOAL = frozenset({S.REACHED, S.HANDED_OVER, S.DECIDED})


@dataclass(frozen=True)
class Planned:
    """A step to take: by whom, when, and what changes with it."""

    step: Step
    party: Party
    at: datetime.datetime
    reason: str = ""
    code: str = ""
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass
class TakingIn:
    """Takes proposals in, or with `dry_run` tries to and undoes it."""

    source: str
    policy: Policy
    report: Report
    dry_run: bool = False

    def take_all(self, stated: Sequence[StatedProposal], progress: Progress) -> None:
        seen: set[str] = set()
        for done, each in enumerate(stated, 1):
            if each.id in seen:
                self._deviation(R.DUPLICATE_ID, each)
            else:
                self._take(each)
            seen.add(each.id)
            progress("förslag", done, len(stated))

    def _take(self, stated: StatedProposal) -> None:
        """One proposal, whole or not at all."""
        try:
            with transaction.atomic():
                taken = self._walk(stated)
                transaction.set_rollback(self.dry_run)
        except HoldsPersonalNumber:
            self._deviation(R.PERSONAL_NUMBER, stated)
        except (DomainError, ValidationError, DatabaseError) as error:
            said = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self._deviation(R.REFUSED, stated, said)
        else:
            self.report.written[KIND] += taken
            self.report.unchanged += not taken

    def _walk(self, stated: StatedProposal) -> bool:
        """Take the steps that are left; False where there are none."""
        proposal = self._known(stated) or self._begun(stated)
        plan = list(self._plan(stated))
        past = list(proposal.events.values_list("step", "role"))
        if past != [(each.step, ROLE) for each in plan[: len(past)]]:
            self._deviation(R.EDITED_HERE, stated)
            return False
        for each in plan[len(past) :]:
            proposal = self._step(proposal, each)
        self._count(proposal, stated)
        return len(plan) > len(past)

    def _known(self, stated: StatedProposal) -> Proposal | None:
        found = Proposal.objects.filter(record_id=self._identity(stated)).first()
        if found is not None and (found.title, found.text) != (stated.title, stated.text):
            self._deviation(R.TEXT_DIFFERS, stated)
        return found

    def _begun(self, stated: StatedProposal) -> Proposal:
        check_words(stated.title, stated.text, stated.address, stated.reason)
        proposal = Proposal(
            record_id=self._identity(stated),
            policy=self.policy,
            proposer_name=stated.proposer,
            title=stated.title,
            text=stated.text,
            html=html_of(stated.text),
            address=stated.address,
            area=stated.area,
            state_since=stated.submitted,
        )
        proposal.full_clean()
        proposal.save()
        return proposal

    def _plan(self, stated: StatedProposal) -> Iterator[Planned]:
        handed_in = {"submitted_at": stated.submitted}
        yield Planned(Step.SUBMIT, Party.PROPOSER, stated.submitted, changes=handed_in)
        if stated.state == S.REJECTED:
            yield _rejected(stated)
            return
        opened = {"published_at": stated.published, "closes_at": stated.closes}
        yield Planned(Step.PUBLISH, Party.OFFICE, stated.published, changes=opened)
        if stated.state in MET_ITS_GOAL:
            yield from self._reached(stated)
        else:
            yield _ended(stated)

    def _reached(self, stated: StatedProposal) -> Iterator[Planned]:
        if stated.votes < self.policy.known_terms.votes_needed:
            self._deviation(R.FEW_VOTES, stated, str(stated.votes))
        reached = {"reached_at": stated.reached}
        yield Planned(Step.REACH, Party.PORTAL, stated.reached, changes=reached)
        yield Planned(Step.CLOSE, Party.PORTAL, stated.closes, changes=_closed(stated))
        if stated.state != S.REACHED:
            yield from self._answered(stated)

    def _answered(self, stated: StatedProposal) -> Iterator[Planned]:
        """With the city: only where the committee and its case are here."""
        committee, case = _organization(stated.committee), _case(stated.case)
        if committee is None:
            self._deviation(R.NO_COMMITTEE, stated, stated.committee)
        if case is None:
            self._deviation(R.NO_CASE, stated, stated.case)
        if committee is None or case is None:
            return
        given = {"committee": committee, "case": case, "answer_due": stated.answer_due}
        yield Planned(Step.HAND_OVER, Party.OFFICE, stated.closes, changes=given)
        if stated.state == S.DECIDED:
            answer = {"outcome": stated.outcome or "", "decision": None}
            at = max(stated.settled, stated.closes)
            yield Planned(Step.DECIDE, Party.OFFICE, at, stated.reason, changes=answer)

    def _step(self, proposal: Proposal, planned: Planned) -> Proposal:
        changes = dict(planned.changes)
        if planned.step == Step.SUBMIT:
            changes["number"] = next_public_number("proposal")
        return take_step(
            proposal=proposal,
            step=planned.step,
            party=planned.party,
            role=ROLE,
            reason=planned.reason,
            code=planned.code,
            at=planned.at,
            **changes,
        )

    def _count(self, proposal: Proposal, stated: StatedProposal) -> None:
        """What is shown without the ledger is the same count."""
        if proposal.final_counts is not None:
            VoteCount.objects.update_or_create(
                proposal=proposal,
                defaults={
                    "counts": proposal.final_counts,
                    "total": stated.votes,
                    "counted_at": proposal.closed_at,
                },
            )

    def _identity(self, stated: StatedProposal) -> UUID:
        return record_id(self.source, f"proposal {stated.id}")

    def _deviation(self, rule: R, stated: StatedProposal, about: str = "") -> None:
        self.report.deviation(rule, KIND, stated.id, about)


def _rejected(stated: StatedProposal) -> Planned:
    """The reader lets no refusal through that has no code."""
    code = stated.rejection or ""
    refused = {"rejection": code, "public_reason": stated.reason}
    return Planned(Step.REJECT, Party.OFFICE, stated.published, stated.reason, code, refused)


def _ended(stated: StatedProposal) -> Planned:
    """Taken back, or out of time."""
    closed = _closed(stated)
    if stated.state == S.WITHDRAWN:
        return Planned(Step.WITHDRAW, Party.PROPOSER, stated.settled, stated.reason, changes=closed)
    return Planned(Step.EXPIRE, Party.PORTAL, stated.closes, changes=closed)


def _closed(stated: StatedProposal) -> dict[str, Any]:
    """With the source's count; how sure it was of its voters is not known."""
    return {"closed_at": stated.closes, "final_counts": {AssuranceLevel.NONE.value: stated.votes}}


def _organization(name: str) -> UUID | None:
    """By name or short name, one that is published here."""
    live = Organization.objects.filter(live=True)
    found = live.filter(name__iexact=name) | live.filter(short_name__iexact=name)
    return found.values_list("record_id", flat=True).order_by("pk").first() if name else None


def _case(number: str) -> UUID | None:
    found = Case.objects.filter(number__iexact=number, live=True)
    return found.values_list("record_id", flat=True).order_by("pk").first() if number else None
