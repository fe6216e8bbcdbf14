"""Who could vote in an organization on a day."""

import datetime

from django.db.models import Q, QuerySet

from meetings.decision_rules import Roster
from meetings.models import Membership, Organization
from portal.accounts.roles import ELECTED, Role


def elected_on(organization: Organization, day: datetime.date) -> QuerySet[Membership]:
    """The published memberships of elected persons who sat, or could serve, that day."""
    elected: QuerySet[Membership] = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=day),
        valid_from__lte=day,
        live=True,
        role__in=ELECTED,
        organization=organization,
    )
    return elected


def roster_on(organization: Organization, day: datetime.date) -> Roster:
    """law.md B8: members and serving substitutes vote, one ballot a seat."""
    held = elected_on(organization, day).values_list("person_id", "role")
    seated = {person for person, role in held if role != Role.SUBSTITUTE}
    return Roster(frozenset(person for person, _role in held), len(seated))
