"""A committee of five with two substitutes that is about to meet: three items, one closed."""

import datetime
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from meetings.models import AgendaItem, Meeting, Organization, Person, RuleSet
from meetings.states import Side, VotePurpose
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from streaming.live.models import Attendee, LiveItem, LiveMeeting
from streaming.live.services.attendance_commands import Arrive
from streaming.live.services.beginning import prepare
from streaming.live.services.item_commands import OpenItem
from streaming.live.services.meeting_commands import OpenMeeting
from streaming.live.services.obeying import Command, Done, obey
from streaming.live.services.round_commands import OpenRound, Question
from tests.meetings.decisions.factories import membership, person
from tests.meetings.registry import factories as make

PARTIES = ("S", "M", "V", "L", "MP")
SUBSTITUTES = ("S", "M")
DAY = datetime.date(2024, 3, 14)
_keys = count(1)


@dataclass(frozen=True)
class House:
    """Everything a test needs to run a meeting. `members` have the seats, the chair first."""

    live: LiveMeeting
    secretary: User
    members: list[Attendee]
    substitutes: list[Attendee]
    items: list[LiveItem]

    @property
    def meeting(self) -> UUID:
        return self.live.pk

    def does(self, *commands: Command) -> Done:
        """The secretary gives these commands, each seen in time."""
        done = Done(0)
        for command in commands:
            done = obey(
                meeting=self.meeting, command=command, user=self.secretary, key=str(next(_keys))
            )
        return done

    def now(self) -> LiveMeeting:
        return LiveMeeting.objects.get(meeting__record_id=self.meeting)

    def user_of(self, who: Attendee) -> User:
        """A login for one of them, with the role that the membership gives."""
        user = User.objects.create_user(username=f"person-{who.pk}", password="demo")
        Person.objects.filter(pk=who.person_id).update(user=user)
        give_role(
            user=user,
            role=Role(who.role),
            organization=self.live.organization,
            valid_from=make.LONG_AGO,
        )
        return user


def house(*, public: bool = True, short_name: str = "dn") -> House:
    """The meeting is called and its control room prepared; nobody has arrived."""
    rules, _made = RuleSet.objects.get_or_create(
        name="Öppen" if public else "Stängd", defaults={"meetings_public": public}
    )
    organization = make.organization(short_name, "Demonämnden", rule_set=rules, live=True)
    _seat(organization)
    meeting = _meeting(organization)
    secretary = make.keeper(organization, username=f"sekreterare-{short_name}", role=Role.SECRETARY)
    live = prepare(meeting=meeting, user=secretary)
    attendees = list(live.attendees.all())
    return House(
        live,
        secretary,
        [each for each in attendees if each.has_seat],
        [each for each in attendees if not each.has_seat],
        list(live.items.all()),
    )


def opened(**fields: Any) -> House:
    """The meeting is open and all members are there."""
    made = house(**fields)
    made.does(Arrive(tuple(each.pk for each in made.members)), OpenMeeting())
    return made


def handling(**fields: Any) -> House:
    """The first item is handled."""
    made = opened(**fields)
    made.does(OpenItem(made.items[0].record))
    return made


def voting(**fields: Any) -> House:
    """An open vote on the first item."""
    made = handling(**fields)
    made.does(OpenRound(question()))
    return made


def question(**fields: Any) -> Question:
    given: dict[str, Any] = {
        "about": "Längre öppettider",
        "yes_means": "bifall till förslaget",
        "no_means": "avslag på förslaget",
        "purpose": VotePurpose.MAIN,
    }
    return Question(**given | fields)


YES, NO = Side.YES, Side.NO


def _seat(organization: Organization) -> None:
    roles = ["chair", "vice_chair", "member", "member", "member"]
    for number, (party, role) in enumerate(zip(PARTIES, roles, strict=True), 1):
        membership(person(f"Ledamot {number}", party), organization, role=role, live=True)
    for number, party in enumerate(SUBSTITUTES, 1):
        who = person(f"Ersättare {number}", party)
        membership(who, organization, role="substitute", live=True)


def _meeting(organization: Organization) -> Meeting:
    meeting = Meeting(
        organization=organization,
        start=datetime.datetime.combine(DAY, datetime.time(12), tzinfo=datetime.UTC),
        state="called",
        live=True,
    )
    meeting.items = [
        AgendaItem(number="1", title="Öppettider", proposal="Parken har öppet till kl. 22."),
        AgendaItem(number="2", title="Bidrag till en enskild", closed=True),
        AgendaItem(number="10", title="Information om parken", kind="information"),
    ]
    meeting.save()
    return meeting
