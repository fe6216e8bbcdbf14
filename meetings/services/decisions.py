"""A decision begins as a draft that knows its item and who sat there."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Ballot, Decision, Meeting, Participation, Person, Vote
from meetings.selectors.rosters import elected_on
from meetings.services.drafting import store_draft
from meetings.states import DecisionMethod, VoteDetail, VotePurpose
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.core.clock import local


def draft_decision(*, meeting: Meeting, item: AgendaItem, user: User, named: bool) -> Decision:
    """The item's decision; a new draft where there is none yet.

    It has the item's title and the members of the day, as participants or, when `named`, also
    with a ballot each in an open vote that only lacks the choices.
    """
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        known = Decision.objects.filter(item=item.record_id).order_by("pk")
        found: Decision | None = known.first()
        if found is not None:
            return found
        members = members_of(meeting)
        decision = begun(meeting, item, members)
        if named:
            decision.method = DecisionMethod.VOTE
            decision.votes = [_named_vote(item, members)]
        store_draft(decision, user)
        return decision


def begun(meeting: Meeting, item: AgendaItem, members: list[Person]) -> Decision:
    """A decision that is not kept yet: the item's title, and who is taken to have sat there."""
    decision = Decision(meeting=meeting, item=item.record_id, title=item.title)
    decision.loaded_item = item
    decision.participants = [Participation(person=each) for each in members]
    return decision


def members_of(meeting: Meeting) -> list[Person]:
    """Those who had a seat that day, the chair first, then by name."""
    seats = elected_on(meeting.organization, local(meeting.start).date())
    seated = seats.exclude(role=Role.SUBSTITUTE).select_related("person")
    order = [Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER]
    placed = sorted(seated, key=lambda seat: (order.index(Role(seat.role)), seat.person.name))
    return list(dict.fromkeys(seat.person for seat in placed))


def _named_vote(item: AgendaItem, members: list[Person]) -> Vote:
    vote = Vote(
        purpose=VotePurpose.MAIN,
        about=item.title,
        yes_means=_("bifall till förslaget") if item.proposal else "",
        detail=VoteDetail.NAMED,
    )
    vote.ballots.add(*(Ballot(person=each, party=each.party) for each in members))
    return vote
