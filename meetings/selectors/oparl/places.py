"""The places of meetings: an object of OParl for each meeting that has said where it is held."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from meetings.contents import MeetingContent
from meetings.selectors.oparl.question import Wanted, between
from meetings.selectors.oparl.records import Published, after_place, published
from meetings.selectors.oparl.times import (
    MEETING,
    first_public,
    oldest,
    once_public,
    own_newest,
    public_entries,
    standing,
)
from portal.ledger.models import Content, Entry, Record
from portal.ledger.states import Verb

NOWHERE = '"place":""'
"""In canonical JSON these characters stand nowhere else: in a text the quotes are escaped."""


def list_places(wanted: Wanted) -> list[Published]:
    """Meetings with a place; one that has none any more is among the deleted."""
    found = between(_with_times(), wanted)
    if wanted.shows_deleted:
        found = found.filter(once_public(), _ever_placed())
    else:
        here = Content.objects.filter(pk=OuterRef("seq")).exclude(canonical__contains=NOWHERE)
        found = found.filter(standing(), Exists(here))
    return [
        _placed(each)
        for each in published(after_place(found, MEETING, wanted.after)[: wanted.limit])
    ]


def find_place(meeting: UUID) -> Published | None:
    found = published(_with_times().filter(once_public(), _ever_placed(), pk=meeting))
    return _placed(found[0]) if found else None


def _with_times() -> QuerySet[Record, Any]:
    return Record.objects.filter(kind=MEETING).annotate(
        created=Coalesce(oldest(_placed_entries()), first_public()), modified=own_newest()
    )


def _placed_entries() -> QuerySet[Entry]:
    entries = public_entries(record=OuterRef("pk"), content__isnull=False)
    return entries.exclude(content__canonical__contains=NOWHERE)


def _ever_placed() -> Q:
    """What an erased meeting said nobody knows any more: it may have had a place."""
    return Q(Exists(_placed_entries())) | Q(verb=Verb.ERASED)


def _placed(meeting: Published) -> Published:
    content = meeting.content
    has_place = isinstance(content, MeetingContent) and content.place
    return meeting if has_place else replace(meeting, content=None, sha256="")
