"""Taking policies into force. A version that was is never rewritten."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from portal.core.clock import now
from proposals.models import Policy
from proposals.terms import SHIPPED, Terms


def take_into_force(
    *, slug: str, terms: Terms, office: UUID, in_force_from: datetime | None = None
) -> Policy:
    """The next version of a policy; proposals that run keep the one that they were published by."""
    with transaction.atomic():
        last = Policy.objects.filter(slug=slug).aggregate(last=Max("version"))["last"] or 0
        policy = Policy(
            slug=slug,
            version=last + 1,
            office=office,
            terms=terms.model_dump(mode="json"),
            in_force_from=in_force_from or now(),
        )
        policy.full_clean()
        policy.save()
    return policy


def ship(*, office: UUID, since: datetime | None = None) -> dict[str, Policy]:
    """The policies that the product comes with, first versions of those that are not there yet."""
    return {slug: _first(slug, terms, office, since) for slug, terms in SHIPPED.items()}


def _first(slug: str, terms: Terms, office: UUID, since: datetime | None) -> Policy:
    known = Policy.objects.filter(slug=slug).order_by("-version").first()
    return known or take_into_force(slug=slug, terms=terms, office=office, in_force_from=since)
