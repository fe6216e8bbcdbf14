"""The control room of a meeting is prepared from its published agenda and memberships."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import AgendaItem, Meeting
from meetings.selectors.members import seats_on
from meetings.states import MeetingState
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.core.clock import local
from portal.core.ids import natural_key
from streaming.live.errors import NotEntitled, OutOfOrder
from streaming.live.models import Attendee, LiveItem, LiveMeeting
from streaming.live.services.telling import open_streams, tell
from streaming.live.states import ItemState

EXPECTED = frozenset({MeetingState.PLANNED, MeetingState.CALLED, MeetingState.ONGOING})


def prepare(*, meeting: Meeting, user: User) -> LiveMeeting:
    """The meeting's control room; made, or brought up to date with the agenda and the seats.

    Items that are on the agenda and not here are added, those that wait get their newest title.
    Raises NotEntitled, OutOfOrder.
    """
    organization = meeting.organization
    if not may(user, Permission.LEAD_MEETING, organization.record_id, state="called"):
        raise NotEntitled(_("Du leder inte det här sammanträdet."))
    if not meeting.live or meeting.state not in EXPECTED:
        raise OutOfOrder(_("Publicera dagordningen först. Då finns sammanträdet i styrrummet."))
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        live, made = LiveMeeting.objects.get_or_create(
            meeting=meeting,
            defaults={
                "organization": organization.record_id,
                "is_public": organization.rule_set.meetings_public,
            },
        )
        _bring_items(live)
        _bring_attendees(live)
        if made:
            open_streams(live)
        tell(live)
    return live


def _bring_items(live: LiveMeeting) -> None:
    held = {item.record: item for item in live.items.all()}
    agenda = AgendaItem.objects.filter(meeting=live.meeting).select_related("meeting__organization")
    for place, item in enumerate(sorted(agenda, key=lambda each: natural_key(each.number)), 1):
        known = held.get(item.record_id)
        if known is None:
            known = LiveItem(live=live, record=item.record_id, place=place * 10)
        elif known.state != ItemState.WAITING:
            continue
        content = item.to_record()
        known.number, known.title, known.path = item.number, item.title, content.path
        known.proposal, known.is_closed = item.proposal, known.is_closed or item.closed
        known.full_clean(validate_constraints=False)
        known.save()


def _bring_attendees(live: LiveMeeting) -> None:
    """Who sits there, substitutes as they are called (law.md B2). Who sits there no more leaves the
    list until the meeting is opened; then they stay, and the secretary notes that they left."""
    seats = seats_on(live.meeting.organization, local(live.meeting.start).date())
    _let_go(live, {seat.membership.person_id for seat in seats})
    held = {each.person_id: each for each in live.attendees.all()}
    for place, seat in enumerate(seats, 1):
        person = seat.membership.person
        known = held.get(person.pk)
        if known is not None:
            Attendee.objects.filter(pk=known.pk).update(place=place)
            continue
        held[person.pk] = Attendee.objects.create(
            live=live,
            person=person,
            name=person.public_name,
            party=seat.party,
            role=seat.membership.role,
            place=place,
        )


def _let_go(live: LiveMeeting, seated: set[int]) -> None:
    if live.opened_at is None:
        named = live.events.exclude(person=None).values("person")
        gone = live.attendees.filter(is_present=False).exclude(person__in=seated)
        gone.exclude(person__record_id__in=named).delete()
