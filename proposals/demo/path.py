"""One demo proposal, walked step by step to where it stands today."""

import datetime
from dataclasses import dataclass
from typing import Any

from meetings.models import Organization
from portal.accounts.models import User
from portal.core.clock import city_zone
from proposals.demo.answers import Answer, decided_item, handed_case, next_item
from proposals.demo.source import DemoProposal
from proposals.demo.voters import cast_votes
from proposals.keys import destroy_key, make_key
from proposals.models import Proposal, VoteCount
from proposals.services.steps import take_step
from proposals.states import Party, Step
from proposals.states import ProposalState as S

ROLES = {Party.PROPOSER: "proposer", Party.OFFICE: "moderator", Party.PORTAL: "portal"}


@dataclass(kw_only=True)
class Path:
    """Takes the steps of `source`, each at its own time; `others` are those loaded before."""

    source: DemoProposal
    proposal: Proposal
    committee: Organization
    day: datetime.date
    voters: list[str]
    others: dict[str, Proposal]

    def walk(self) -> Proposal:
        each = self.source
        self._take(Step.SUBMIT, Party.PROPOSER, each.submitted)
        if each.published is None:
            self._judge()
        else:
            self._collect(each.published)
            self._end()
        return self.proposal

    def _judge(self) -> None:
        each = self.source
        if each.state == S.RETURNED:
            self._take(Step.RETURN, Party.OFFICE, each.state_day, reason=each.reason)
        if each.code is not None:
            self._take(
                Step.REJECT, Party.OFFICE, each.state_day, reason=each.reason, code=each.code,
                rejection=each.code, public_reason=each.reason,
            )  # fmt: skip

    def _collect(self, published: int) -> None:
        each, begins = self.source, self._at(published)
        days = self.proposal.policy.known_terms.window_days
        ends = begins + datetime.timedelta(days=days)
        make_key(self.proposal.record_id)
        VoteCount.objects.get_or_create(proposal=self.proposal)
        self._take(Step.PUBLISH, Party.OFFICE, published, published_at=begins, closes_at=ends)
        last = min(ends, self._at(max(0, each.state_day)))
        self.counts = cast_votes(
            self.proposal, each.votes, each.throwaway, self.voters, begins, last
        )
        if each.reached is not None:
            self._take(Step.REACH, Party.PORTAL, each.reached, reached_at=self._at(each.reached))
        if ends < self._at(0):
            self._close(published - days)

    def _close(self, ago: int) -> None:
        step = Step.CLOSE if self.source.reached is not None else Step.EXPIRE
        if self.source.state not in {S.MERGED, S.WITHDRAWN}:
            self._take(step, Party.PORTAL, ago, **self._closed(ago))

    def _closed(self, ago: int) -> dict[str, Any]:
        return {"closed_at": self._at(ago), "final_counts": self.counts}

    def _end(self) -> None:
        each = self.source
        if each.state == S.MERGED:
            other = self.others[each.merged_into]
            self._take(
                Step.MERGE, Party.OFFICE, each.state_day, reason=each.reason, merged_into=other,
                **self._closed(each.state_day),
            )  # fmt: skip
            self.proposal.votes.all().delete()
        if each.state == S.WITHDRAWN:
            self._take(
                Step.WITHDRAW, Party.PROPOSER, each.state_day, reason=each.reason,
                **self._closed(each.state_day),
            )  # fmt: skip
        if each.handed_over is not None:
            self._answer(each.handed_over)
        self._settle()

    def _answer(self, handed_over: int) -> None:
        each = self.source
        case = handed_case(self.proposal, each.key, self.committee, self._at(handed_over))
        due = self.day - datetime.timedelta(days=each.due or 0)
        self._take(
            Step.HAND_OVER, Party.OFFICE, handed_over, committee=self.committee.record_id,
            case=case.record_id, answer_due=due,
        )  # fmt: skip
        if each.state == S.ON_AGENDA:
            item = next_item(self.proposal, each.key, case, self.committee, self._at(0))
            self._take(Step.PLACE, Party.PORTAL, each.state_day, item=item)
        if each.decided is not None:
            self._decide(decided_item(each, case, self.committee, self._at(each.decided)))
        for ago, words in each.followed_up:
            self._take(Step.FOLLOW_UP, Party.OFFICE, ago, reason=words)

    def _decide(self, answer: Answer) -> None:
        each = self.source
        ago = each.decided or 0
        self._take(Step.PLACE, Party.PORTAL, ago + 14, item=answer.item)
        self._take(
            Step.DECIDE, Party.PORTAL, ago, reason=each.reason, outcome=each.outcome,
            decision=answer.decision,
        )  # fmt: skip

    def _settle(self) -> None:
        """Counts that stand still, and the end of keys that have had their time."""
        closed = self.proposal.closed_at
        if closed is None:
            return
        VoteCount.objects.filter(proposal=self.proposal).update(
            counts=self.counts, total=sum(self.counts.values()), counted_at=closed
        )
        over = closed + datetime.timedelta(days=self.proposal.policy.known_terms.merge_days)
        if over < self._at(0) and self.proposal.state != S.REACHED:
            destroy_key(self.proposal.record_id)
            Proposal.objects.filter(pk=self.proposal.pk).update(key_destroyed_at=over)

    def _take(self, step: Step, party: Party, ago: int, **changes: Any) -> None:
        user = User.objects.filter(username="moderator").first()
        if step == Step.SUBMIT:
            changes["submitted_at"] = self._at(ago)
        self.proposal = take_step(
            proposal=self.proposal,
            step=step,
            party=party,
            role=ROLES[party],
            user_id=user.pk if user and party == Party.OFFICE else None,
            at=self._at(ago),
            **changes,
        )

    def _at(self, ago: int) -> datetime.datetime:
        then = self.day - datetime.timedelta(days=ago)
        return datetime.datetime.combine(then, datetime.time(9), tzinfo=city_zone())
