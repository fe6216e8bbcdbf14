"""Which rules hold, which held before, and who may set new ones."""

from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.core.clock import now
from streaming.threads.models import CITY, ThreadPolicy
from streaming.threads.terms import SHIPPED, Terms


def policy_of(organization: UUID) -> ThreadPolicy | None:
    """The organization's own newest rules in force, else the city's; None where nobody set any."""
    own = str(organization)
    found = ThreadPolicy.objects.filter(scope__in=[own, CITY], in_force_from__lte=now())
    nearest = Case(When(scope=own, then=Value(0)), default=Value(1))
    return found.order_by(nearest, "-version").first()


def terms_of(organization: UUID) -> Terms:
    policy = policy_of(organization)
    return policy.known_terms if policy else SHIPPED


def versions_of(organization: UUID | None) -> QuerySet[ThreadPolicy]:
    """The organization's own rules, or the city's, the newest first."""
    scope = str(organization) if organization else CITY
    return ThreadPolicy.objects.filter(scope=scope).order_by("-version")


def newest_of(organization: UUID | None) -> ThreadPolicy | None:
    return versions_of(organization).first()


def city_terms() -> Terms:
    newest = newest_of(None)
    return newest.known_terms if newest else SHIPPED


def may_set_rules(user: User, organization: UUID | None) -> bool:
    """The city's rules are an administrator's; an organization's own also its moderators'."""
    if may(user, Permission.MANAGE_RULES):
        return True
    return organization is not None and may(user, Permission.MODERATE, organization)
