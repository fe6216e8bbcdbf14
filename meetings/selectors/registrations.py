"""The lines of a diary, as far as the registry knows them."""

from django.db.models import Max

from meetings.models import Organization, Registration


def next_serial(organization: Organization, number: str) -> int:
    """The next serial under a number in one organization's diary (law.md D3)."""
    lines = Registration.objects.filter(organization=organization, number=number)
    highest: int | None = lines.aggregate(highest=Max("serial"))["highest"]
    return (highest or 0) + 1
