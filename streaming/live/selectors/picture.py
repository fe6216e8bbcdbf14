"""Everything that a live meeting shows, read in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.moments import MomentKind
from streaming.live.models import (
    Aside,
    Attendee,
    Ballot,
    LiveDecision,
    LiveEvent,
    LiveItem,
    LiveMeeting,
    Mandate,
    Motion,
    Remark,
    Result,
    Round,
    Turn,
)
from streaming.live.selectors.counting import choices_of
from streaming.live.states import ItemState, RoundState

ITEM_ENDS = (MomentKind.ITEM_CLOSED, MomentKind.ITEM_TABLED)


@dataclass(frozen=True, slots=True)
class Fallen:
    """A gavelled round with its newest result and what became of each mandate."""

    round: Round
    result: Result
    mandates: Sequence[Mandate]
    choices: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """`subject` is the item that is handled, or the one that was handled last."""

    live: LiveMeeting
    items: Sequence[LiveItem]
    attendees: Sequence[Attendee]
    decisions: Mapping[int, LiveDecision]
    subject: LiveItem | None
    asides: Mapping[int, str]
    turns: Sequence[Turn]
    motions: Sequence[Motion]
    remarks: Sequence[Remark]
    open_round: Round | None
    mandates: Sequence[Mandate]
    voted: frozenset[int]
    fallen: Sequence[Fallen]
    last: Mapping[bool, LiveEvent | None]

    @property
    def item(self) -> LiveItem | None:
        """The item that is handled now."""
        return self.subject if self.subject and self.subject.state == ItemState.OPEN else None

    @property
    def is_open_to_all(self) -> bool:
        return self.live.is_open_to_all(self.item)


def picture_of(live: LiveMeeting) -> Picture:
    """The meeting as it is now."""
    items = list(live.items.all())
    subject = _subject(live, items)
    rounds = list(subject.rounds.all()) if subject else []
    open_round = next((each for each in rounds if each.state == RoundState.OPEN), None)
    mandates = _mandates(open_round) if open_round else []
    return Picture(
        live=live,
        items=items,
        attendees=list(live.attendees.select_related("serves_for")),
        decisions=LiveDecision.objects.in_bulk([item.pk for item in items]),
        subject=subject,
        asides=dict(Aside.objects.filter(item=subject).values_list("attendee_id", "kind")),
        turns=list(subject.turns.all()) if subject else [],
        motions=list(subject.motions.prefetch_related("movers")) if subject else [],
        remarks=list(subject.remarks.prefetch_related("people")) if subject else [],
        open_round=open_round,
        mandates=mandates,
        voted=frozenset(
            Ballot.objects.filter(mandate__in=mandates).values_list("mandate_id", flat=True)
        ),
        fallen=[_fallen(each) for each in rounds if each.state == RoundState.GAVELLED],
        last={public: _last(live, public) for public in (True, False)},
    )


def _subject(live: LiveMeeting, items: Sequence[LiveItem]) -> LiveItem | None:
    handled = next((item for item in items if item.state == ItemState.OPEN), None)
    if handled is not None:
        return handled
    ended = live.events.filter(kind__in=ITEM_ENDS).order_by("seq").last()
    record: UUID | None = ended.item if ended else None
    return next((item for item in items if item.record == record), None)


def _last(live: LiveMeeting, public: bool) -> LiveEvent | None:
    events = live.events.filter(is_public=True) if public else live.events.all()
    return events.order_by("seq").last()


def _mandates(of: Round) -> list[Mandate]:
    return list(of.mandates.select_related("seat", "holder", "holder__person"))


def fallen_rounds(item: LiveItem) -> list[Fallen]:
    """Every gavelled round of an item, in order."""
    return [_fallen(each) for each in item.rounds.filter(state=RoundState.GAVELLED)]


def _fallen(ended: Round) -> Fallen:
    """A round that is gavelled has a result: the same transaction wrote both."""
    return Fallen(ended, list(ended.results.all())[-1], _mandates(ended), choices_of(ended))
