"""The invented Demonämnden's side of the demo's proposals: cases, agenda items, decisions."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from meetings.demo.load.identity import demo_id, known
from meetings.models import AgendaItem, Case, Clause, Decision, Meeting, Organization
from meetings.selectors.drafts import newest
from meetings.services.agenda_drafts import sort_items
from meetings.services.drafting import store_draft
from meetings.services.opening import open_case
from meetings.services.publishing import agenda_records, publish
from meetings.states import DecisionMethod, DecisionOutcome, MeetingState
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from proposals.demo.source import DemoProposal
from proposals.models import Proposal
from proposals.states import ProposalOutcome

ACTOR = Actor(role="registrar")
PLACE = "Demosalen (påhittad)"
OUTCOMES = {
    ProposalOutcome.PARTLY: DecisionOutcome.APPROVED,
    ProposalOutcome.DECLINED: DecisionOutcome.REJECTED,
}


@dataclass(frozen=True)
class Answer:
    """Where the demo's committee answered: the records of an item and of its decision."""

    item: UUID
    decision: UUID


def handed_case(
    proposal: Proposal, key: str, committee: Organization, at: datetime.datetime
) -> Case:
    """The case that the proposal became."""
    found = known(Case, "case", f"proposal/{key}")
    return found or open_case(
        organization=committee,
        title=f"Göteborgsförslag: {proposal.title}",
        summary="Påhittat förslag i demostaden.",
        opened=at.date(),
        actor=ACTOR,
        record_id=demo_id("case", f"proposal/{key}"),
        source_time=at,
    )


def next_item(
    proposal: Proposal, key: str, case: Case, committee: Organization, at: datetime.datetime
) -> UUID:
    """The item on the committee's next meeting; None where the demo has no meeting to come."""
    coming = Meeting.objects.filter(organization=committee, start__gt=at).order_by("start")
    [agenda] = newest(Meeting, [coming.values_list("pk", flat=True)[0]])
    record = demo_id("item", f"proposal/{key}")
    agenda.items.add(
        AgendaItem(record_id=record, number="2.3", title=case.title, case=case, kind="decision")
    )
    sort_items(agenda)
    store_draft(agenda, user=None)
    publish(records=agenda_records(agenda), actor=ACTOR, key=str(new_id()))
    return record


def decided_item(
    each: DemoProposal, case: Case, committee: Organization, at: datetime.datetime
) -> Answer:
    """A held meeting with one item, and what was decided in it."""
    item = demo_id("item", f"proposal/{each.key}")
    meeting = _meeting(each, case, committee, at, item)
    publish(records=agenda_records(meeting), actor=ACTOR, key=str(new_id()), source_time=at)
    decision = _decision(each, meeting, item)
    publish(records=[decision], actor=ACTOR, key=str(new_id()), source_time=at)
    return Answer(item, decision.record_id)


def _meeting(
    each: DemoProposal, case: Case, committee: Organization, at: datetime.datetime, item: UUID
) -> Meeting:
    meeting = Meeting(
        record_id=demo_id("meeting", f"proposal/{each.key}"),
        organization=committee,
        start=at,
        place=PLACE,
        state=MeetingState.FINISHED,
    )
    meeting.items = [
        AgendaItem(
            record_id=item, number="1", title=case.title, case=case, outcome=each.reason[:500]
        )
    ]
    meeting.full_clean()
    meeting.save()
    return meeting


def _decision(each: DemoProposal, meeting: Meeting, item: UUID) -> Decision:
    assert each.outcome is not None
    made = Decision(
        record_id=demo_id("decision", f"proposal/{each.key}"),
        meeting=meeting,
        item=item,
        title=f"Göteborgsförslag: {each.title}",
        sentence=each.reason,
        outcome=OUTCOMES[each.outcome],
        method=DecisionMethod.ACCLAMATION,
        preliminary=False,
    )
    made.clauses = [Clause(text=each.reason)]
    made.save()
    return made
