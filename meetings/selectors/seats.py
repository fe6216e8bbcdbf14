"""The seats of an organization on a day, party by party, as a vote is called."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from meetings.models import Organization, Person
from meetings.selectors.rosters import elected_on
from portal.accounts.roles import Role

ORDER = [Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who has a seat, or may serve on another's."""

    person: Person
    is_substitute: bool


@dataclass(frozen=True, slots=True)
class PartySeats:
    """A party's people: members first, then substitutes."""

    party: str
    seats: tuple[Seat, ...]

    @property
    def mandates(self) -> int:
        return sum(not seat.is_substitute for seat in self.seats)


def seats_by_party(organization: Organization, day: datetime.date) -> list[PartySeats]:
    """The largest party first, then by name. One query."""
    held = elected_on(organization, day).select_related("person")
    by_rank = sorted(held, key=lambda each: (ORDER.index(Role(each.role)), each.person.name))
    first = {each.person_id: each for each in reversed(by_rank)}
    people = [each for each in by_rank if first[each.person_id] is each]
    by_party = sorted(people, key=lambda each: each.person.party)
    groups = [
        PartySeats(
            party, tuple(Seat(each.person, each.role == Role.SUBSTITUTE) for each in members)
        )
        for party, members in groupby(by_party, key=lambda each: each.person.party)
    ]
    return sorted(groups, key=lambda group: (-group.mandates, group.party))
