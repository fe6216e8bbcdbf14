"""A live meeting as a few named sections: what a frame carries and a page shows.

Pure: a function of the picture, the audience and the language. What everybody is told leaves
out whatever happens behind closed doors, and gives such an item a neutral title (law.md B13).
A section that is absent is not shown. While a round is open its section counts who has voted
and never what they said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from meetings.states import DecisionMethod, DecisionOutcome, Side, VoteDetail
from portal.core.addresses import localized
from portal.core.clock import local_iso
from portal.core.line import Line, Stop, StopState, lay_out
from streaming.live.models import Attendee, LiveItem, Mandate, Motion, Remark, Turn
from streaming.live.rules import is_quorate
from streaming.live.selectors.counting import count_choices, result_words
from streaming.live.selectors.moments import moment_of, neutral_title
from streaming.live.selectors.picture import Fallen, Picture
from streaming.live.states import ItemState, LiveState, Tie, TurnKind, TurnState

Data = dict[str, Any]

STATES = {
    ItemState.WAITING: StopState.FUTURE,
    ItemState.OPEN: StopState.PRESENT,
    ItemState.HANDLED: StopState.PASSED,
    ItemState.TABLED: StopState.PASSED,
}


def sections_of(picture: Picture, *, public: bool) -> dict[str, Data]:
    """Every section that is shown now, in this language."""
    made = {name: build(picture, public) for name, build in BUILDERS.items()}
    shown = {name: data for name, data in made.items() if data is not None}
    return {**shown, **agenda_stops(picture, public)}


def is_hidden(picture: Picture, item: LiveItem) -> bool:
    """Whether the item is none of everybody's business."""
    return item.is_closed or not picture.live.is_public


def agenda_line(picture: Picture, public: bool) -> Line:
    """The agenda drawn as the line; its stops are the items."""
    return Line(title="", stops=tuple(_stop(picture, item, public) for item in picture.items))


def agenda_stops(picture: Picture, public: bool) -> dict[str, Data]:
    """One section a stop, by place: a frame carries only those that changed."""
    drawing = lay_out(agenda_line(picture, public))
    common = {"width": drawing.width, "box": drawing.box, "across": False}
    return {
        f"stop-{place}": {"row": asdict(row), "drawing": common}
        for place, row in enumerate(drawing.rows, 1)
    }


def _stop(picture: Picture, item: LiveItem, public: bool) -> Stop:
    hidden = public and is_hidden(picture, item)
    decision = picture.decisions.get(item.pk)
    told = decision if decision and not (public and (hidden or decision.is_private)) else None
    return Stop(
        title=neutral_title() if hidden else item.title,
        state=STATES[ItemState(item.state)],
        detail=told.sentence if told else "",
        url=localized(item.path),
        mark=item.number,
    )


def _meeting(picture: Picture, _public: bool) -> Data:
    live = picture.live
    since = {
        LiveState.OPEN: live.opened_at,
        LiveState.PAUSED: live.paused_at,
        LiveState.CLOSED: live.closed_at,
    }.get(LiveState(live.state))
    return {
        "state": live.state,
        "since": _time(since),
        "is_public": live.is_public,
        "is_open_to_all": picture.is_open_to_all,
        "notice": live.notice,
    }


def _item(picture: Picture, public: bool) -> Data | None:
    item = picture.subject
    if item is None or picture.live.state == LiveState.CALLED:
        return None
    hidden = public and is_hidden(picture, item)
    return {
        "record": str(item.record),
        "number": item.number,
        "title": neutral_title() if hidden else item.title,
        "url": localized(item.path),
        "state": item.state,
        "is_closed": is_hidden(picture, item),
        "proposal": "" if hidden else item.proposal,
    }


def _shows(picture: Picture, public: bool) -> bool:
    """Whether what happens in the subject is told to this audience."""
    return picture.subject is not None and not (public and is_hidden(picture, picture.subject))


def _speakers(picture: Picture, public: bool) -> Data | None:
    if picture.item is None or not _shows(picture, public):
        return None
    told = [turn for turn in picture.turns if not (public and turn.is_private)]
    speaking = next((turn for turn in told if turn.state == TurnState.SPEAKING), None)
    waiting = [turn for turn in told if turn.state == TurnState.WAITING]
    waiting.sort(key=lambda turn: (turn.kind != TurnKind.ORDER, turn.kind != TurnKind.REPLY))
    return {
        "speaking": _turn(speaking) if speaking else None,
        "waiting": [_turn(turn) for turn in waiting],
    }


def _turn(turn: Turn) -> Data:
    return {
        "pk": turn.pk,
        "name": turn.name,
        "party": turn.party,
        "kind": turn.kind,
        "since": _time(turn.started_at),
    }


def _motions(picture: Picture, public: bool) -> Data | None:
    if picture.item is None or not _shows(picture, public):
        return None
    told = [each for each in picture.motions if not (public and each.is_private)]
    standing = [_motion(each) for each in told if not each.is_withdrawn]
    if not standing and not picture.item.questions:
        return None
    return {"motions": standing, "questions": picture.item.questions}


def _motion(motion: Motion) -> Data:
    return {"pk": motion.pk, "text": motion.text, "movers": _people(motion.movers.all())}


def _people(attendees: Sequence[Attendee] | Any) -> list[Data]:
    return [{"name": who.name, "party": who.party} for who in attendees]


def _round(picture: Picture, public: bool) -> Data | None:
    """law.md B5; never a running split."""
    open_round = picture.open_round
    if open_round is None or not _shows(picture, public) or (public and open_round.is_private):
        return None
    voting = [each for each in picture.mandates if not each.aside]
    return {
        "id": str(open_round.pk),
        "order": open_round.order,
        "purpose": open_round.purpose,
        "secret": open_round.method == DecisionMethod.SECRET,
        "about": open_round.about,
        "yes_means": open_round.yes_means,
        "no_means": open_round.no_means,
        "mandates": len(voting),
        "voted": len(picture.voted),
        "opened_at": _time(open_round.opened_at),
    }


def _result(picture: Picture, public: bool) -> Data | None:
    told = [each for each in picture.fallen if not (public and each.round.is_private)]
    if not told or not _shows(picture, public):
        return None
    return {"rounds": [vote_data(each) for each in told]}


def vote_data(fallen: Fallen) -> Data:
    """A round as `meetings.decision_contents.VoteContent` has it, with its sentence."""
    of, result = fallen.round, fallen.result
    counted = of.method in {DecisionMethod.VOTE, DecisionMethod.SECRET}
    counts = count_choices(fallen.choices.values()) if counted else {}
    if of.method == DecisionMethod.SECRET:
        counts |= {"yes": result.yes or 0, "no": result.no or 0, "abstained": result.abstained or 0}
        counts["absent"] = sum(1 for each in fallen.mandates if each.aside == Mandate.ABSENT)
    named = of.method == DecisionMethod.VOTE
    return {
        "id": str(of.pk),
        "order": of.order,
        "purpose": of.purpose,
        "method": of.method,
        "about": of.about,
        "yes_means": of.yes_means,
        "no_means": of.no_means,
        "sentence": of.about if result.is_void else result_words(of, result),
        "is_void": result.is_void,
        "reason": result.reason,
        "detail": _detail(counted=counted, named=named).value,
        "secret": of.method == DecisionMethod.SECRET,
        "counts": counts,
        "won": result.won,
        "casting_vote": _casting(result.tie),
        "by_lot": result.tie in {Tie.LOT_YES, Tie.LOT_NO},
        "ballots": list(_ballots(fallen)) if named else [],
    }


def _detail(*, counted: bool, named: bool) -> VoteDetail:
    if named:
        return VoteDetail.NAMED
    return VoteDetail.COUNTS if counted else VoteDetail.PROSE


def _casting(tie: str) -> str:
    return {Tie.CASTING_YES.value: Side.YES.value, Tie.CASTING_NO.value: Side.NO.value}.get(tie, "")


def _ballots(fallen: Fallen) -> Iterator[Data]:
    for mandate in fallen.mandates:
        holder, seat = mandate.holder, mandate.seat
        yield {
            "person": str(holder.person.record_id),
            "name": holder.name,
            "party": holder.party,
            "choice": fallen.choices[mandate.pk],
            "served_for": seat.name if seat.pk != holder.pk else "",
        }


def _decision(picture: Picture, public: bool) -> Data | None:
    subject = picture.subject
    if subject is None or not _shows(picture, public):
        return None
    decision = picture.decisions.get(subject.pk)
    told = decision if decision and not (public and decision.is_private) else None
    remarks = [_remark(each) for each in picture.remarks if not (public and each.is_private)]
    if told is None and not remarks:
        return None
    return {
        "sentence": told.sentence if told else "",
        "outcome": str(DecisionOutcome(told.outcome).label) if told else "",
        "remarks": remarks,
    }


def _remark(remark: Remark) -> Data:
    return {"kind": remark.kind, "text": remark.text, "people": _people(remark.people.all())}


def _attendance(picture: Picture, public: bool) -> Data | None:
    if picture.live.state == LiveState.CALLED or (public and not picture.live.is_public):
        return None
    seats = [_seat(picture, each) for each in picture.attendees if each.has_seat]
    serving = sum(1 for seat in seats if seat["serves"])
    return {
        "seats": seats,
        "serving": serving,
        "quorate": is_quorate(serving, len(seats)),
    }


def _seat(picture: Picture, member: Attendee) -> Data:
    substitutes = (each for each in picture.attendees if each.serves_for_id == member.pk)
    holder = next(substitutes, member)
    return {
        "name": holder.name,
        "party": holder.party,
        "serves": holder.is_present,
        "served_for": member.name if holder is not member else "",
    }


def _said(picture: Picture, public: bool) -> Data | None:
    """The newest moment, said once by a screen reader."""
    event = picture.last[public]
    if event is None:
        return None
    told = moment_of(event, also_members=not public)
    return {"seq": event.seq, "kind": event.kind, "text": told.text, "at": _time(event.at)}


def _time(moment: datetime | None) -> str:
    return local_iso(moment) if moment else ""


BUILDERS: Mapping[str, Callable[[Picture, bool], Data | None]] = {
    "meeting": _meeting,
    "item": _item,
    "speakers": _speakers,
    "round": _round,
    "result": _result,
    "decision": _decision,
    "motions": _motions,
    "attendance": _attendance,
    "said": _said,
}

NAMES = tuple(BUILDERS)
"""In the order in which a page shows them."""
