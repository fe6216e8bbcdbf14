"""Finding working records by what people write: names, numbers, days."""

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from meetings.models import AgendaItem, Case, Document, Meeting, Organization
from meetings.selectors.drafts import newest
from portal.core.clock import city_zone
from portal.core.ids import slug


def find_organization(
    short_name: str = "", name: str = "", day: datetime.date | None = None
) -> Organization | None:
    """The organization of this short name or name; of several, the one that stood that day."""
    wanted = {slug(short_name), slug(name)} - {""}
    found = [
        each
        for each in Organization.objects.select_related("rule_set").order_by("valid_from", "pk")
        if {each.short_name, slug(each.name)} & wanted
    ]
    stood = [each for each in found if day and existed(each, day)]
    return next(iter(stood or found), None)


def existed(organization: Organization, day: datetime.date) -> bool:
    return organization.valid_from <= day <= (organization.valid_to or day)


def meetings_on(organization: Organization, day: datetime.date) -> list[Meeting]:
    """The organization's meetings of a day in the city, the first one first."""
    midnight = datetime.datetime.combine(day, datetime.time.min, tzinfo=city_zone())
    after = datetime.datetime.combine(
        day + datetime.timedelta(days=1), datetime.time.min, tzinfo=city_zone()
    )
    found = Meeting.objects.filter(organization=organization, start__gte=midnight, start__lt=after)
    return list(found.order_by("ordinal", "start", "pk"))


def find_case(
    number: str, preferred: Sequence[Organization], among: QuerySet[Any] | None = None
) -> Case | None:
    """The case of this number; of several authorities' the first preferred one's."""
    cases = Case.objects.filter(pk__in=among.values("pk")) if among is not None else Case.objects
    found = cases.filter(number__iexact=number, organization__in=preferred)
    order = {each.pk: place for place, each in enumerate(preferred)}
    return min(found, key=lambda case: order[case.organization_id], default=None)


def agenda_with(document: Document) -> tuple[Meeting, AgendaItem] | None:
    """The newest draft of an agenda that has this paper, and the item that has it."""
    rows = Meeting.objects.filter(items__papers__document=document).values_list("pk", flat=True)
    drafted = Meeting.objects.filter(
        organization=document.owner, has_unpublished_changes=True
    ).values_list("pk", flat=True)
    for agenda in newest(Meeting, {*rows, *drafted}):
        for item in agenda.items.all():
            if any(paper.document_id == document.pk for paper in item.papers.all()):
                return agenda, item
    return None


MEETING_NAME = re.compile(r"(?P<organ>[a-z0-9-]+)/(?P<day>\d{4}-\d{2}-\d{2})(?:-(?P<ordinal>\d+))?")


def parse_meeting(text: str) -> tuple[str, datetime.date, int]:
    """`ks/2016-10-19` or `ks/2016-10-19-2`: short name, day, ordinal. Raises ValueError."""
    match = MEETING_NAME.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    day = datetime.date.fromisoformat(match["day"])
    return match["organ"], day, int(match["ordinal"] or 1)


def cases_like(text: str, organization: Organization | None, among: QuerySet[Any]) -> list[Case]:
    """Cases of this number, the organization's own before others; else those with these words.

    Only an exact number is one answer where more cases have the words.
    """
    exact = list(among.filter(number__iexact=text.split(" ", maxsplit=1)[0]))
    own = [case for case in exact if organization and case.organization_id == organization.pk]
    if own or exact:
        return own or exact
    for word in text.split():
        among = among.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return list(among.order_by("-opened")[:20])
