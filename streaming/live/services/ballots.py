"""A ballot in an open vote: one a mandate, changeable until the gavel falls (law.md B8)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.states import Choice, DecisionMethod
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.core.clock import now
from streaming.live.errors import NoBallot, NotEntitled
from streaming.live.models import Ballot, LiveMeeting, Mandate, Round
from streaming.live.rules import refusal
from streaming.live.services.obeying import locked, may_lead, standing
from streaming.live.services.room import Room
from streaming.live.services.telling import tell
from streaming.live.states import AsideKind, Verb

SAID = frozenset({Choice.YES, Choice.NO, Choice.ABSTAINED})


def cast_own_ballot(*, meeting: UUID, round_id: UUID, choice: str, user: User) -> None:
    """The member's own ballot, from their own device.

    Raises NoBallot: the round is over or not this one, it is held with closed slips, the person
    has no mandate, or stands aside. Writes no moment: nobody may see in which order people vote.
    """
    with transaction.atomic():
        live = locked(meeting)
        if not may(user, Permission.VOTE_IN_MEETING, live.organization, state=standing(live)):
            raise NoBallot(_("Du kan inte rösta i det här sammanträdet nu."))
        open_round = _open_round(live, round_id)
        mandate = open_round.mandates.filter(holder__person__user=user).first()
        _give(mandate, choice)
        tell(live)


def cast_for(*, meeting: UUID, round_id: UUID, mandate: int, choice: str, user: User) -> None:
    """The same at a roll call: the secretary writes down what was called out."""
    with transaction.atomic():
        live = locked(meeting)
        if not may_lead(user, live):
            raise NotEntitled(_("Du leder inte det här sammanträdet."))
        open_round = _open_round(live, round_id)
        _give(open_round.mandates.filter(pk=mandate).first(), choice)
        tell(live)


def _open_round(live: LiveMeeting, round_id: UUID) -> Round:
    room = Room.of(live, None, "", now())
    has_round = room.round is not None and room.round.pk == round_id
    why = refusal(Verb.CAST, live.state, has_item=room.item is not None, has_round=has_round)
    if why or room.round is None:
        raise NoBallot(why)
    if room.round.method != DecisionMethod.VOTE:
        raise NoBallot(_("Omröstningen är sluten: rösta med sedel."))
    return room.round


def _give(mandate: Mandate | None, choice: str) -> None:
    if mandate is None:
        raise NoBallot(_("Du tjänstgör inte och har ingen röst i den här omröstningen."))
    if mandate.aside:
        raise NoBallot(_why_aside(mandate.aside))
    if choice not in SAID:
        raise NoBallot(_("Välj ja, nej eller avstår."))
    Ballot.objects.update_or_create(mandate=mandate, defaults={"choice": choice})


def _why_aside(aside: str) -> str:
    words = {
        AsideKind.CONFLICT.value: _("Jäv är antecknat: du deltar inte i punkten och röstar inte."),
        AsideKind.NOT_TAKING_PART.value: _("Det är antecknat att du inte deltar i beslutet."),
    }
    return words.get(aside, _("Du är antecknad som frånvarande."))
