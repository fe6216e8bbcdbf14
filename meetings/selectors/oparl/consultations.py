"""Consultations: a paper on an agenda. An object for each pair that has been public."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from meetings.contents import AgendaItemContent
from meetings.selectors.oparl.question import NoSuchPlace, Wanted, between
from meetings.selectors.oparl.records import NOTHING
from meetings.selectors.oparl.times import (
    DOCUMENT,
    ITEM,
    newest_entry,
    oldest,
    own_newest,
    public_entries,
    standing,
)
from portal.ledger.models import Mention, Record
from portal.ledger.readers import PUBLIC
from portal.ledger.versions import newest_versions

NEVER = 2**62
"""A number that no entry reaches."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """`content` is that of the agenda item; None when item, paper or the link is gone."""

    item: UUID
    paper: UUID
    created: datetime.datetime
    modified: datetime.datetime
    content: AgendaItemContent | None


def list_consultations(wanted: Wanted, organization: UUID | None = None) -> list[Consultation]:
    """In the order in which the papers came to the agendas."""
    scope = Q(record__organization=organization) if organization else NOTHING
    found = between(_with_times(scope), wanted)
    found = found.filter(_was_public() if wanted.shows_deleted else _stands())
    found = _after(found, wanted.after).order_by("since", "target", "record")
    return _consultations(found[: wanted.limit])


def find_consultation(item: UUID, paper: UUID) -> Consultation | None:
    found = _with_times(Q(record=item, target=paper)).filter(_was_public())
    return next(iter(_consultations(found)), None)


def consultations_of_papers(papers: Iterable[UUID]) -> list[Consultation]:
    """Those that stand, in the order of the agendas' days, for embedding."""
    named = Mention.objects.filter(target__in=list(papers)).values_list("pk", flat=True)
    found = _consultations(_with_times(Q(pk__in=list(named))).filter(_stands()))
    return sorted(found, key=lambda each: (str(each.content and each.content.date), each.item))


def public_papers_of_items(items: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Which pairs of item and paper anybody may read."""
    pairs = Mention.objects.filter(_stands(), record__in=list(items))
    return set(pairs.values_list("record", "target"))


def _with_times(scope: Q) -> QuerySet[Mention, Any]:
    first = oldest(public_entries(record=OuterRef("record")))
    paper = oldest(public_entries(record=OuterRef("target")))
    named = Subquery(public_entries(pk=OuterRef("since")).values("recorded_at"))
    items = Record.objects.filter(pk=OuterRef("record"), kind=ITEM)  # asked of each, not joined:
    # else the database begins with all items instead of with the order or the papers asked for
    return Mention.objects.filter(scope, Exists(items)).annotate(
        created=Greatest(first, paper, Coalesce(named, first)),
        modified=Greatest(own_newest("record__"), newest_entry(OuterRef("target"))),
    )


def _stands() -> Q:
    papers = Record.objects.filter(standing(), pk=OuterRef("target"), kind=DOCUMENT)
    return standing("record__") & Q(Exists(papers), until=None)


def _was_public() -> Q:
    """Both were public, and the item named the paper while it was."""
    named = public_entries(
        record=OuterRef("record"),
        pk__gte=OuterRef("since"),
        pk__lt=Coalesce(OuterRef("until"), Value(NEVER)),
    )
    papers = public_entries(record=OuterRef("target"), record__kind=DOCUMENT)
    return Q(Exists(named), Exists(papers))


def _after(found: "QuerySet[Mention, Any]", after: str) -> "QuerySet[Mention, Any]":
    if not after:
        return found
    place = Mention.objects.filter(_pair(after)).first()
    if place is None:
        raise NoSuchPlace(after)
    later = Q(since__gt=place.since) | Q(since=place.since, target__gt=place.target)
    return found.filter(later, since__gte=place.since)


def _pair(after: str) -> Q:
    item, _slash, paper = after.partition("/")
    try:
        return Q(record=UUID(item), target=UUID(paper))
    except ValueError:
        raise NoSuchPlace(after) from None


def _consultations(found: "QuerySet[Mention, Any]") -> list[Consultation]:
    pairs = list(found)
    papers = Record.objects.filter(standing(), pk__in={each.target for each in pairs})
    read = set(papers.values_list("pk", flat=True))
    named = [each for each in pairs if each.until is None and each.target in read]
    items = {each.record_id for each in named}
    versions = newest_versions(Record.objects.filter(pk__in=items, audience=PUBLIC))
    contents = {
        (each.record_id, each.target): versions[each.record_id].content
        for each in named
        if each.record_id in versions
    }
    return [_consultation(each, contents.get((each.record_id, each.target))) for each in pairs]


def _consultation(pair: Any, content: object) -> Consultation:
    return Consultation(
        item=pair.record_id,
        paper=pair.target,
        created=pair.created,
        modified=pair.modified,
        content=content if isinstance(content, AgendaItemContent) else None,
    )
