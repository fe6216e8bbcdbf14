"""The lines of a diary, as far as the registry knows them."""

from collections.abc import Iterable

from django.db.models import Max, QuerySet

from meetings.models import Case, Document, Organization, Registration, WorkingRecord


def next_serial(organization: Organization, number: str) -> int:
    """The next serial under a number in one organization's diary (law.md D3)."""
    lines = Registration.objects.filter(organization=organization, number=number)
    highest: int | None = lines.aggregate(highest=Max("serial"))["highest"]
    return (highest or 0) + 1


def is_taken(organization: Organization, number: str) -> bool:
    """Whether a case or a line of this diary has the number, however it is cased."""
    lines = Registration.objects.filter(organization=organization, number__iexact=number)
    cases = Case.objects.filter(organization=organization, number__iexact=number)
    return lines.exists() or cases.exists()


def holders_of(files: Iterable[str], owner: Organization) -> dict[str, Document]:
    """Documents of this registry that already have these files, by the files' hashes."""
    held = Document.objects.filter(files__file__in=list(files), owner=owner)
    pairs = held.order_by("-pk").values_list("files__file", "pk")
    documents = held.in_bulk([pk for _file, pk in pairs])
    wanted = set(files)
    return {file: documents[pk] for file, pk in pairs if file in wanted}


def latest_diary(among: QuerySet[WorkingRecord]) -> int | None:
    """The organization whose diary was last written in; else the first that still stands."""
    lines = Registration.objects.filter(organization__in=among, organization__valid_to=None)
    latest: int | None = lines.order_by("-pk").values_list("organization", flat=True).first()
    standing = among.filter(valid_to=None).order_by("pk")
    return latest or standing.values_list("pk", flat=True).first()
