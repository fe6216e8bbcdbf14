"""Who sits in an organization on a day, who may be called, and in which order."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.calling import calling_order, turn
from meetings.models import Membership, Organization
from meetings.selectors.rosters import elected_on
from portal.accounts.roles import Role

SEATED = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER)


@dataclass(frozen=True)
class Seat:
    """One elected person of the organization. `place` and `serves_parties` of substitutes."""

    membership: Membership
    party: str
    place: int | None = None
    serves_parties: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        name: str = self.membership.person.name
        return name

    @property
    def is_protected(self) -> bool:
        is_protected: bool = self.membership.person.is_protected
        return is_protected

    @property
    def has_login(self) -> bool:
        return self.membership.person.user_id is not None


@dataclass(frozen=True)
class Calling:
    """Whom to call, the first first, when a member of a party is away."""

    party: str
    substitutes: tuple[Seat, ...]


@dataclass(frozen=True)
class Members:
    """`coming` and `drafts` are memberships that are not in force that day, or not public."""

    seated: tuple[Seat, ...]
    substitutes: tuple[Seat, ...]
    callings: tuple[Calling, ...]
    coming: tuple[Membership, ...]
    drafts: tuple[Membership, ...]


def members_on(organization: Organization, day: datetime.date) -> Members:
    """Three queries, however many members."""
    seats = seats_on(organization, day)
    seated = tuple(each for each in seats if each.membership.role in SEATED)
    substitutes = tuple(each for each in seats if each.membership.role == Role.SUBSTITUTE)
    parties = sorted({each.party for each in seated})
    others = Membership.objects.filter(organization=organization).select_related("person")
    return Members(
        seated,
        substitutes,
        tuple(Calling(each, tuple(calling_order(each, substitutes))) for each in parties),
        tuple(others.filter(live=True, valid_from__gt=day).order_by("valid_from", "pk")),
        tuple(others.filter(live=False).order_by("person__name", "pk")),
    )


def seats_on(organization: Organization, day: datetime.date) -> Sequence[Seat]:
    """The chair first, the members by name, the substitutes as they are called."""
    held = elected_on(organization, day).select_related("person", "calling", "organization")
    return sorted(map(_seat, held), key=_order)


def _order(seat: Seat) -> tuple[int, int, str]:
    at = (*SEATED, Role.SUBSTITUTE).index(Role(seat.membership.role))
    return (at, *turn(seat)) if seat.membership.role == Role.SUBSTITUTE else (at, 0, seat.name)


def _seat(held: Membership) -> Seat:
    party = held.party or held.person.party
    calling = getattr(held, "calling", None)
    if calling is None:
        return Seat(held, party)
    parties = tuple(each.strip() for each in calling.parties.split(",") if each.strip())
    return Seat(held, party, calling.place, parties)
