"""Taking rules into force: a new version each time, and the old ones stay."""

from uuid import UUID

from django.db import transaction

from portal.core.clock import now
from streaming.threads.models import CITY, ThreadPolicy
from streaming.threads.selectors.policies import policy_of
from streaming.threads.terms import SHIPPED, Terms


def take_into_force(*, terms: Terms, organization: UUID | None = None) -> ThreadPolicy:
    """From now on these rules hold in the organization, or in the city."""
    scope = str(organization) if organization else CITY
    with transaction.atomic():
        newest = ThreadPolicy.objects.filter(scope=scope).order_by("-version").first()
        policy = ThreadPolicy(
            scope=scope,
            version=newest.version + 1 if newest else 1,
            terms=terms.model_dump(mode="json"),
            in_force_from=now(),
        )
        policy.full_clean()
        policy.save()
    return policy


def policy_in_force(organization: UUID) -> ThreadPolicy:
    """The rules that a measure follows; those the portal comes with, written down when needed."""
    return policy_of(organization) or take_into_force(terms=SHIPPED)
