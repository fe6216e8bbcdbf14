"""Which rules hold."""

from uuid import UUID

from django.db.models import Case, Value, When

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
