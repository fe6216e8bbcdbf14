"""The order in which substitutes are called, kept by the organization's secretary."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from meetings.models import CallingPlace, Membership, Organization
from portal.accounts.roles import Role


@dataclass(frozen=True)
class Place:
    """`parties`: short names with commas between; empty: the substitute's own party."""

    place: int | None
    parties: str


def set_calling_order(*, organization: Organization, places: Mapping[int, Place]) -> None:
    """Places by membership. Others than the organization's substitutes are passed over. Raises
    ValidationError."""
    with transaction.atomic():
        own = Membership.objects.filter(
            organization=organization, role=Role.SUBSTITUTE, pk__in=places
        ).order_by("pk")
        for membership in own:
            said = places[membership.pk]
            kept = CallingPlace(membership=membership, place=said.place, parties=said.parties)
            kept.full_clean(validate_unique=False)
            CallingPlace.objects.update_or_create(
                membership=membership, defaults={"place": said.place, "parties": said.parties}
            )
