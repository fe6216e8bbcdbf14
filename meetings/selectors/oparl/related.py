"""What objects embed or list of others: many at once, only what anybody may read."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from meetings.contents import MeetingContent
from meetings.selectors.oparl.records import Published, standing_records
from meetings.selectors.oparl.times import ITEM, MEETING, MEMBERSHIP, standing
from portal.ledger.models import Record
from portal.ledger.versions import newest_versions


def memberships_of(organizations: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Memberships by organization, in the order in which they became known."""
    found = Record.objects.filter(standing(), kind=MEMBERSHIP, organization__in=organizations)
    by_organization: dict[UUID, list[UUID]] = defaultdict(list)
    rows = found.order_by("first_recorded_at", "pk").values_list("organization", "pk")
    for organization, membership in rows:
        if organization is not None:
            by_organization[organization].append(membership)
    return by_organization


def parts_of(kind: str, parents: Collection[UUID]) -> dict[UUID, list[Published]]:
    """The records of a kind that name these as their parent, each parent's in their order."""
    by_parent: dict[UUID, list[Published]] = defaultdict(list)
    for part in standing_records(kind, Q(parent__in=parents), "position", "pk"):
        if part.content is not None and part.content.parent is not None:
            by_parent[part.content.parent].append(part)
    return by_parent


def places_on_agendas(meetings: Collection[UUID]) -> dict[UUID, int]:
    """The place of each item on its agenda, counted from 0."""
    found = Record.objects.filter(standing(), kind=ITEM, parent__in=meetings)
    rows = found.order_by("parent", "position", "pk").values_list("parent", "pk")
    count: dict[UUID | None, int] = defaultdict(int)
    places = {}
    for meeting, item in rows:
        places[item] = count[meeting]
        count[meeting] += 1
    return places


def open_meetings(meetings: Iterable[UUID]) -> set[UUID]:
    """Those that are held in public."""
    heads = Record.objects.filter(standing(), kind=MEETING, pk__in=list(meetings))
    contents = {pk: each.content for pk, each in newest_versions(heads).items()}
    return {
        pk
        for pk, content in contents.items()
        if isinstance(content, MeetingContent) and content.is_public
    }
