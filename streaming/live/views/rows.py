"""What the control room shows: everything of the meeting, and which commands may be given."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.states import DecisionMethod, DecisionOutcome, VotePurpose
from streaming.live.models import Attendee, Mandate, Turn
from streaming.live.rules import is_quorate, refusal
from streaming.live.selectors.counting import result_words
from streaming.live.selectors.picture import Picture
from streaming.live.states import AsideKind, Tie, TurnKind, TurnState, Verb

CHOICES = (("yes", _("Ja")), ("no", _("Nej")), ("abstained", _("Avstår")))


@dataclass(frozen=True, slots=True)
class Seat:
    """A member's seat and who is on it."""

    member: Attendee
    holder: Attendee
    is_serving: bool
    aside: str
    aside_word: str


def room_rows(picture: Picture, said: dict[str, str]) -> dict[str, Any]:
    """The context of the control room; `said` is what a refused form said, to be shown again."""
    item = picture.item
    return {
        "live": picture.live,
        "item": item,
        "items": picture.items,
        "subject": picture.subject,
        "may": allowed(picture),
        "seats": (seats := _seats(picture)),
        "substitutes": [each for each in picture.attendees if not each.has_seat],
        "empty_seats": [seat for seat in seats if not seat.is_serving],
        "present": _present(picture),
        "serving": (serving := sum(seat.is_serving for seat in seats)),
        "quorate": is_quorate(serving, len(seats)),
        "speaking": _speaking(picture),
        "waiting": [turn for turn in picture.turns if turn.state == TurnState.WAITING],
        "motions": [motion for motion in picture.motions if not motion.is_withdrawn],
        "open_round": picture.open_round,
        "mandates": _mandates(picture),
        "voted": len(picture.voted),
        "may_vote": sum(1 for each in picture.mandates if not each.aside),
        "fallen": [_fallen(each) for each in picture.fallen],
        "decision": picture.decisions.get(picture.subject.pk) if picture.subject else None,
        "remarks": picture.remarks,
        "choices": CHOICES,
        "ties": Tie.choices,
        "outcomes": DecisionOutcome.choices,
        "purposes": VotePurpose.choices,
        "turn_kinds": TurnKind.choices,
        "aside_kinds": AsideKind.choices,
        "said": said,
    }


def allowed(picture: Picture) -> dict[str, bool]:
    """For each command whether it may be given now."""
    has_item, has_round = picture.item is not None, picture.open_round is not None
    return {
        verb.value: not refusal(verb, picture.live.state, has_item=has_item, has_round=has_round)
        for verb in Verb
    }


def _seats(picture: Picture) -> list[Seat]:
    return [_seat(picture, each) for each in picture.attendees if each.has_seat]


def _seat(picture: Picture, member: Attendee) -> Seat:
    serving = (each for each in picture.attendees if each.serves_for_id == member.pk)
    holder = next(serving, member)
    handled = picture.item is not None
    aside = picture.asides.get(holder.pk, "") if handled else ""
    member_aside = picture.asides.get(member.pk, "") if handled else ""
    shown = aside or member_aside
    return Seat(
        member=member,
        holder=holder,
        is_serving=holder.is_present and not aside,
        aside=shown,
        aside_word=str(AsideKind(shown).label) if shown else "",
    )


def _present(picture: Picture) -> list[Attendee]:
    return [each for each in picture.attendees if each.is_present]


def _speaking(picture: Picture) -> Turn | None:
    return next((turn for turn in picture.turns if turn.state == TurnState.SPEAKING), None)


def _mandates(picture: Picture) -> list[dict[str, Any]]:
    """At a roll call: who has voted, never what."""
    return [
        {"mandate": each, "has_voted": each.pk in picture.voted, "why_not": _why_not(each)}
        for each in picture.mandates
    ]


def _why_not(mandate: Mandate) -> str:
    if mandate.aside == Mandate.ABSENT:
        return str(_("frånvarande"))
    return str(AsideKind(mandate.aside).label) if mandate.aside else ""


def _fallen(fallen: Any) -> dict[str, Any]:
    of, stands = fallen.round, not fallen.result.is_void
    return {
        "round": of,
        "result": fallen.result,
        "words": result_words(of, fallen.result),
        "is_open": stands and of.method == DecisionMethod.VOTE,
        "is_secret": stands and of.method == DecisionMethod.SECRET,
        "stands": stands,
        "mandates": [
            {"mandate": each, "choice": fallen.choices[each.pk]}
            for each in fallen.mandates
            if not each.aside
        ],
    }
