"""A proposal's step in the ledger: who reads it, and what it says."""

from dataclasses import replace
from datetime import datetime

from portal.core.clock import local, local_iso
from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.readers import PUBLIC, members_of
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from proposals.addresses import proposal_path
from proposals.contents import ProposalContent, Tally
from proposals.models import Proposal, ProposalEvent
from proposals.selectors.pictures import picture_of
from proposals.states import TOLD_UNPUBLISHED, UNTOLD, ProposalState, Step


def record_step(
    proposal: Proposal, event: ProposalEvent, source_time: datetime | None = None
) -> None:
    """One more version, in the caller's transaction. A draft is nobody's business and has none."""
    if proposal.number is None:
        return
    change = _removal(proposal, event) or Change(
        proposal.record_id,
        Verb.PUBLISHED,
        content_of_step(proposal, event),
        audience=_audience(proposal),
    )
    actor = Actor(role=event.role, user_id=event.user_id)
    told = replace(change, source_time=source_time)
    publish_act(actor=actor, changes=[told], key=str(new_id()))


def content_as_is(proposal: Proposal) -> ProposalContent:
    """A draft as the public would read it: what the step of publishing would say now."""
    event = ProposalEvent(proposal=proposal, step=Step.PUBLISH, role="moderator")
    return content_of_step(proposal, event)


def content_of_step(proposal: Proposal, event: ProposalEvent) -> ProposalContent:
    """The proposal as it stands after the step."""
    terms, is_told = proposal.policy.known_terms, proposal.rejection not in UNTOLD
    return ProposalContent(
        id=proposal.record_id,
        path=proposal_path(proposal.number or 0),
        title=proposal.title if is_told else f"Förslag {proposal.number}",
        organization=proposal.committee or proposal.policy.office,
        date=local(proposal.published_at or proposal.state_since).date(),
        number=proposal.number or 0,
        state=proposal.state,
        step=event.step,
        role=event.role,
        reason=event.reason,
        code=event.code,
        rejection=proposal.rejection,
        public_reason=proposal.public_reason,
        policy=proposal.policy.slug,
        policy_version=proposal.policy.version,
        proposer=proposal.proposer_name if terms.proposer_named and is_told else "",
        with_help=proposal.written_with_help,
        html=proposal.html if is_told else "",
        easy_summary=proposal.easy_summary if is_told else "",
        subject=proposal.subject if is_told else "",
        address=proposal.address if is_told else "",
        area=proposal.area if is_told else "",
        files=picture_of(proposal) if is_told else (),
        picture_text=proposal.picture_text if is_told else "",
        votes_needed=terms.votes_needed,
        published=local(proposal.published_at).date() if proposal.published_at else None,
        closes=local_iso(proposal.closes_at) if proposal.closes_at else "",
        reached=local_iso(proposal.reached_at) if proposal.reached_at else "",
        closed=local_iso(proposal.closed_at) if proposal.closed_at else "",
        counts=_tallies(proposal),
        merged_into=proposal.merged_into.record_id if proposal.merged_into else None,
        case=proposal.case,
        answer_due=proposal.answer_due,
        item=proposal.item,
        decision=proposal.decision,
        outcome=proposal.outcome,
    )


def _tallies(proposal: Proposal) -> tuple[Tally, ...]:
    found = proposal.final_counts or {}
    return tuple(Tally(level=level, votes=votes) for level, votes in sorted(found.items()))


def _audience(proposal: Proposal) -> str:
    """Until it is published the office reads it; so too what was taken back before."""
    if proposal.published_at or proposal.state in TOLD_UNPUBLISHED:
        return PUBLIC
    return members_of(proposal.policy.office)


def _removal(proposal: Proposal, event: ProposalEvent) -> Change | None:
    if proposal.state != ProposalState.REMOVED:
        return None
    return Change(proposal.record_id, Verb.WITHDRAWN, reason=event.reason, ground=event.code)
