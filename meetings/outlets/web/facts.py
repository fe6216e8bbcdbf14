"""The facts of a record, as components/facts.html shows them in the rail."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from meetings.outlets.web.known import Known
from meetings.outlets.words import day_words, moment_words, short_day_words
from portal.core.clock import local_iso


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: a text, with a link or an exact time behind it."""

    text: str
    url: str = ""
    datetime: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values; one without values says "uppgift saknas"."""

    label: str
    entries: tuple[Entry, ...] = ()


def fact(label: str, *entries: Entry | str | None) -> Fact:
    """Empty texts and None are left out."""
    ready = (Entry(each) if isinstance(each, str) else each for each in entries)
    return Fact(str(label), tuple(each for each in ready if each and each.text))


def on_day(day: datetime.date | None, *, weekday: bool = False) -> Entry | None:
    if day is None:
        return None
    return Entry(day_words(day) if weekday else short_day_words(day), datetime=str(day))


def at_moment(moment: datetime.datetime | None) -> Entry | None:
    return Entry(moment_words(moment), datetime=local_iso(moment)) if moment else None


def links(known: Known, ids: Iterable[UUID | None]) -> list[Entry]:
    """A link to each of these records that the reader may know of."""
    found = ((known.title(pk), known.url(pk)) for pk in ids)
    return [Entry(title, url) for title, url in found if title]
