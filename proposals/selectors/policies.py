"""Which rules hold now."""

from django.db.models import Max

from portal.core.clock import now
from proposals.models import Policy


def policies_in_force() -> list[Policy]:
    """The newest version in force of each policy, those without statutory ground first."""
    begun = Policy.objects.filter(in_force_from__lte=now())
    newest = begun.values("slug").annotate(newest=Max("version")).values_list("slug", "newest")
    found = [Policy.objects.get(slug=slug, version=version) for slug, version in newest]
    return sorted(found, key=lambda policy: (policy.known_terms.statutory, policy.slug))


def policy_version(slug: str, version: int) -> Policy | None:
    return Policy.objects.filter(slug=slug, version=version).first()


def newest_in_force(policy: Policy) -> Policy:
    """The version that a proposal published now would be frozen to."""
    begun = Policy.objects.filter(slug=policy.slug, in_force_from__lte=now())
    return begun.order_by("-version").first() or policy
