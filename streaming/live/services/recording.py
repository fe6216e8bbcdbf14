"""Into the record: what the control room wrote becomes draft decisions that the secretary confirms.

Nothing is typed twice and nothing is published here: the drafts stand in the registry beside all
others, and an act publishes them. A decision that somebody has begun is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings import models as record
from meetings.moments import MomentKind
from meetings.selectors.drafts import newest_agenda
from meetings.services.drafting import store_draft
from meetings.states import DecisionMethod, DecisionOutcome, MeetingState, NoteKind, VotePurpose
from portal.accounts.models import User
from streaming.live.errors import NotEntitled
from streaming.live.models import (
    Attendee,
    LiveDecision,
    LiveItem,
    LiveMeeting,
    Motion,
    Remark,
    Round,
)
from streaming.live.selectors.picture import Fallen, fallen_rounds
from streaming.live.selectors.sections import vote_data
from streaming.live.services.obeying import locked, may_lead
from streaming.live.states import LiveState

ITEM_ENDS = frozenset({MomentKind.ITEM_CLOSED, MomentKind.ITEM_TABLED})


@dataclass
class Sitting:
    """Who was there at a time, by person; `serves` says for whom a substitute sat."""

    present: set[UUID] = field(default_factory=set)
    serves: dict[UUID, str] = field(default_factory=dict)


def write_record(*, meeting: UUID, user: User) -> list[str]:
    """Draft a decision for every item that has one here and none there; their titles.

    Attendance (law.md C1), rounds with their ballots, reservations and notes come with it;
    after the end the meeting's own draft says that it is over. Raises NotEntitled.
    """
    with transaction.atomic():
        live = locked(meeting)
        if not may_lead(user, live):
            raise NotEntitled(_("Du leder inte det här sammanträdet."))
        begun = record.Decision.objects.filter(meeting=live.meeting).values_list("item", flat=True)
        taken = LiveDecision.objects.filter(item__live=live).exclude(item__record__in=begun)
        decisions = list(taken.select_related("item").order_by("item__place"))
        sittings = _sittings(live)
        for decision in decisions:
            store_draft(_draft(live, decision, sittings), user)
        _end_meeting(live, user)
    return [str(decision.item) for decision in decisions]


def _draft(
    live: LiveMeeting, decision: LiveDecision, sittings: Mapping[UUID, Sitting]
) -> record.Decision:
    item = decision.item
    draft = record.Decision(
        meeting=live.meeting,
        item=item.record,
        title=item.title,
        sentence=decision.sentence,
        outcome=decision.outcome,
        method=decision.method,
    )
    sitting = sittings.get(item.record, Sitting())
    draft.participants = list(_participants(live, item, sitting))
    draft.votes = list(_votes(item))
    draft.reservations = [
        record.Reservation(**_dissent(each, each.people.all()))
        for each in item.remarks.filter(kind=Remark.RESERVATION)
    ]
    draft.notes = [
        *(_moved(each) for each in item.motions.filter(is_withdrawn=False)),
        *(
            record.ProtocolNote(kind=NoteKind(each.kind), **_dissent(each, each.people.all()))
            for each in item.remarks.exclude(kind=Remark.RESERVATION)
        ),
    ]
    draft.notes.add(*_voided(item))
    if item.proposal and decision.outcome == DecisionOutcome.APPROVED:
        draft.clauses = [record.Clause(text=item.proposal)]
    return draft


def _sittings(live: LiveMeeting) -> dict[UUID, Sitting]:
    """Who sat when each item ended, by item: replayed from the log."""
    now, at_end = Sitting(), {}
    for event in live.events.order_by("seq"):
        _seat(now, event.kind, event.person, event.data)
        if event.kind in ITEM_ENDS and event.item is not None:
            at_end[event.item] = Sitting(set(now.present), dict(now.serves))
    for item in live.items.filter(state="open"):
        at_end[item.record] = now
    return at_end


def _seat(now: Sitting, kind: str, person: UUID | None, data: Mapping[str, Any]) -> None:
    if person is None:
        return
    match kind:
        case MomentKind.ARRIVED:
            now.present.add(person)
        case MomentKind.LEFT:
            now.present.discard(person)
        case MomentKind.SERVES:
            now.serves[person] = data.get("served_for", "")
        case MomentKind.SERVES_NOT:
            now.serves.pop(person, None)


def _participants(
    live: LiveMeeting, item: LiveItem, sitting: Sitting
) -> Iterator[record.Participation]:
    """Those who sat on a seat and did not stand aside (law.md B3, C1)."""
    asides = set(item.asides.values_list("attendee_id", flat=True))
    for who in live.attendees.select_related("person"):
        key = who.person.record_id
        sat = key in sitting.present if who.has_seat else key in sitting.serves
        if sat and who.pk not in asides:
            served = "" if who.has_seat else sitting.serves[key]
            yield record.Participation(person=who.person, served_for=served)


def _votes(item: LiveItem) -> Iterator[record.Vote]:
    """Every round that the record keeps: all but those that do not count, and a main question
    that nobody counted."""
    for fallen in fallen_rounds(item):
        if not (fallen.result.is_void or _is_said_by_method(fallen.round)):
            yield _vote(fallen)


def _voided(item: LiveItem) -> Iterator[record.ProtocolNote]:
    """The minutes say which rounds do not count, and why."""
    for fallen in fallen_rounds(item):
        if fallen.result.is_void:
            words = _("Omröstningen om %(about)s gäller inte: %(why)s")
            told = words % {"about": fallen.round.about, "why": fallen.result.reason}
            yield record.ProtocolNote(kind=NoteKind.NOTE, text=told)


def _is_said_by_method(of: Round) -> bool:
    return of.method == DecisionMethod.ACCLAMATION and of.purpose == VotePurpose.MAIN


def _vote(fallen: Fallen) -> record.Vote:
    data = vote_data(fallen)
    vote = record.Vote(
        record_id=fallen.round.pk,
        purpose=data["purpose"],
        about=data["about"],
        yes_means=data["yes_means"],
        no_means=data["no_means"],
        detail=data["detail"],
        secret=data["secret"],
        won=data["won"],
        casting_vote=data["casting_vote"],
        by_lot=data["by_lot"],
        prose=_prose(fallen, data),
        **data["counts"],
    )
    people = {str(each.holder.person.record_id): each.holder.person for each in fallen.mandates}
    vote.ballots.add(
        *(
            record.Ballot(
                person=people[ballot["person"]],
                party=ballot["party"],
                choice=ballot["choice"],
                served_for=ballot["served_for"],
            )
            for ballot in data["ballots"]
        )
    )
    return vote


def _prose(fallen: Fallen, data: Mapping[str, Any]) -> str:
    """What the counts do not say."""
    words = [] if data["counts"] else [data["sentence"]]
    if fallen.result.invalid:
        words.append(_("%(count)s ogiltiga sedlar.") % {"count": fallen.result.invalid})
    return " ".join(words)


def _moved(motion: Motion) -> record.ProtocolNote:
    """law.md C1: what was moved and not withdrawn stands in the minutes."""
    return record.ProtocolNote(kind=NoteKind.MOTION, **_dissent(motion, motion.movers.all()))


def _dissent(said: Remark | Motion, people: Iterable[Attendee]) -> dict[str, str]:
    names = [str(who) for who in people]
    parties = dict.fromkeys(who.party for who in people if who.party)
    return {"names": ", ".join(names), "parties": ", ".join(parties), "text": said.text}


def _end_meeting(live: LiveMeeting, user: User) -> None:
    """The meeting's draft says that it is over, and when it ended."""
    if live.state != LiveState.CLOSED:
        return
    _cases, _papers, draft = newest_agenda(live.meeting)
    if draft.state == MeetingState.FINISHED:
        return
    draft.state = MeetingState.FINISHED
    if live.closed_at and live.closed_at > draft.start:
        draft.end = live.closed_at.replace(second=0, microsecond=0)
    store_draft(draft, user)
