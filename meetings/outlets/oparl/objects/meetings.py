"""Meetings, their agenda items with what was decided and how, and their places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.decision_contents import DecisionContent, Participant, VoteContent
from meetings.outlets.oparl.addresses import consultation_url, object_url
from meetings.outlets.oparl.objects.fields import (
    Json,
    camel_case,
    common,
    gone,
    of_record,
    said,
    tombstone,
    word,
)
from meetings.selectors.oparl.records import Published
from meetings.states import DecisionOutcome, MeetingState
from portal.core.links import absolute, encoded

STATES: dict[str, str] = {
    MeetingState.PLANNED: "terminiert",
    MeetingState.CALLED: "eingeladen",
    MeetingState.ONGOING: "eingeladen",
    MeetingState.FINISHED: "durchgeführt",
}
"""OParl's recommended words for `meetingState`, which programs compare with."""

CORE = {"id", "path", "title", "organization", "date", "references", "files", "source"}
"""What every content has; the object itself says it."""


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item with its place from 0, its public papers, its decisions and their votes."""

    record: Published
    order: int = 0
    is_public: bool = False
    papers: Sequence[UUID] = ()
    decisions: Sequence[Published] = ()
    votes: Mapping[UUID, Sequence[Published]] = field(default_factory=dict)


def meeting(record: Published, items: Sequence[Item]) -> Json:
    identity = object_url("meeting", record.id)
    content = record.content
    if not isinstance(content, MeetingContent):
        return tombstone(identity, "Meeting", record)
    return of_record(identity, "Meeting", record) | said(
        {
            "name": content.title,
            "meetingState": STATES.get(content.state, ""),
            "cancelled": content.state == MeetingState.CANCELLED,
            "start": content.start,
            "end": content.end,
            "location": location(record, is_embedded=True) if content.place else None,
            "organization": _organizations(content),
            "participant": [object_url("person", each) for each in _participants(items)],
            "agendaItem": [agenda_item(each, is_embedded=True) for each in items],
            "radslag:state": content.state,
            "radslag:stateReason": content.state_reason,
            "radslag:timeKnown": content.time_known,
            "radslag:public": content.is_public,
            "radslag:movedFrom": str(content.moved_from or ""),
        }
    )


def agenda_item(item: Item, *, is_embedded: bool = False) -> Json:
    """Inside its meeting it does not name it again."""
    record = item.record
    identity = object_url("agendaitem", record.id)
    content = record.content
    if not isinstance(content, AgendaItemContent):
        return {**tombstone(identity, "AgendaItem", record), "order": item.order}
    consultations = [consultation_url(record.id, paper) for paper in item.papers]
    return (
        of_record(identity, "AgendaItem", record)
        | {"order": item.order}
        | said(
            {
                "meeting": "" if is_embedded else object_url("meeting", content.meeting),
                "number": content.number,
                "name": content.title,
                "public": item.is_public,
                "consultation": consultations[0] if consultations else "",
                "result": _result(content, item.decisions),
                "resolutionText": _resolution(item.decisions),
                "radslag:consultations": consultations,
                "radslag:references": list(content.references),
                "radslag:kind": content.item_kind,
                "radslag:section": content.section,
                "radslag:proposal": content.proposal,
                "radslag:decisions": [_decision(each) for each in item.decisions],
                "radslag:attendance": _attendance(item.decisions),
                "radslag:votes": [_vote(each) for each in _votes_of(item)],
            }
        )
    )


def location(record: Published, *, is_embedded: bool = False) -> Json:
    """Where a meeting is held; inside the meeting it does not name it again."""
    identity = object_url("location", record.id)
    content = record.content
    if not isinstance(content, MeetingContent):
        return gone(identity, "Location", record.created, record.modified)
    return common(identity, "Location", record.created, record.modified) | said(
        {
            "description": content.place,
            "meetings": [] if is_embedded else [object_url("meeting", record.id)],
        }
    )


def _organizations(content: MeetingContent) -> list[str]:
    return [object_url("organization", content.organization)] if content.organization else []


def _decisions(decisions: Iterable[Published]) -> list[DecisionContent]:
    return [each.content for each in decisions if isinstance(each.content, DecisionContent)]


def _participants(items: Iterable[Item]) -> list[UUID]:
    """Everybody who took part in one of the decisions, once."""
    took_part = (each for item in items for each in _took_part(item.decisions))
    return list(dict.fromkeys(each.person for each in took_part))


def _took_part(decisions: Iterable[Published]) -> list[Participant]:
    return [who for decision in _decisions(decisions) for who in decision.took_part]


def _result(content: AgendaItemContent, decisions: Iterable[Published]) -> str:
    """The outcome in a word; what is known only in prose stays prose."""
    for decision in _decisions(decisions):
        return word(DecisionOutcome, decision.outcome)
    return content.outcome


def _resolution(decisions: Iterable[Published]) -> str:
    """The decisions word for word, or in a sentence where the clauses are not known."""
    texts = ("\n".join(each.clauses) or each.sentence for each in _decisions(decisions))
    return "\n\n".join(text for text in texts if text)


def _attendance(decisions: Iterable[Published]) -> list[Json]:
    """Who took part in deciding: a person once, and for whom they served."""
    by_person = {each.person: _somebody(each) for each in _took_part(decisions)}
    return list(by_person.values())


def _decision(record: Published) -> Json:
    content = record.content
    assert isinstance(content, DecisionContent)
    own = content.model_dump(mode="json", exclude={*CORE, "item", "took_part", "forwarded_to"})
    forwarded = content.forwarded_to
    return {
        **_of_part(record),
        **camel_case(own),
        **said({"forwardedTo": object_url("organization", forwarded) if forwarded else ""}),
    }


def _vote(record: Published) -> Json:
    """One round: what it was about, counts, and one ballot a mandate where they are known."""
    content = record.content
    assert isinstance(content, VoteContent)
    own = content.model_dump(mode="json", exclude={*CORE, "decision", "ballots"})
    ballots = [{**_somebody(each), "choice": each.choice} for each in content.ballots]
    return {
        **_of_part(record),
        "decision": absolute(f"/api/v1/records/{content.decision}"),
        **camel_case(own),
        **said({"ballots": ballots}),
    }


def _votes_of(item: Item) -> list[Published]:
    return [vote for decision in item.decisions for vote in item.votes.get(decision.id, ())]


def _of_part(record: Published) -> Json:
    """Identity of what is no object of OParl."""
    assert record.content is not None
    return {
        "record": absolute(f"/api/v1/records/{record.id}"),
        "web": absolute(encoded(record.content.path)),
        "version": record.version,
        "sha256": record.sha256,
    }


def _somebody(who: Any) -> Json:
    return said(
        {
            "person": object_url("person", who.person),
            "name": who.name,
            "party": who.party,
            "servedFor": who.served_for,
        }
    )
