"""Which lines of the diary a reader asks for, and in what order."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from portal.ledger.readers import Reader
from portal.ledger.selectors import Head, Heads, records, versions_of
from portal.ledger.versions import Version

REGISTRATION = "registration"
PAGE_SIZE = 50
LONGEST_QUERY = 200
MOST_WORDS = 10

ORDER = ("-date", "-position", "-pk")


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a line in the order: what `?efter=` carries."""

    date: datetime.date
    position: str
    pk: UUID

    def __str__(self) -> str:
        return f"{self.date}~{self.position}~{self.pk}"


@dataclass(frozen=True, slots=True)
class Part:
    """A page of the diary; `last` is the key of its last line when there are more after it."""

    lines: list[Version]
    last: str


def registrations(reader: Reader) -> Heads:
    """Every line of every diary, withdrawn ones included."""
    return records(reader).filter(kind=REGISTRATION)


def matching(heads: Heads, query: str, reader: Reader) -> Heads:
    """Lines in which every word stands: number, counterpart, matter, or the paper's title."""
    for word in query[:LONGEST_QUERY].casefold().split()[:MOST_WORDS]:
        heads = heads.filter(_says(word, reader))
    return heads


def part_after(heads: Heads, after: str) -> Part:
    """The newest lines first, from the one after the key; a key that is none is the beginning."""
    key = key_of(after)
    if key:
        heads = heads.filter(_beyond(key))
    found = list(heads.order_by(*ORDER)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    last = _key(shown[-1]) if len(found) > PAGE_SIZE else ""
    return Part(list(versions_of(shown).values()), last)


def key_of(text: str) -> Key | None:
    date, _tilde, rest = text.partition("~")
    position, _tilde, pk = rest.rpartition("~")
    try:
        return Key(datetime.date.fromisoformat(date), position, UUID(pk))
    except ValueError:
        return None


def _key(head: Head) -> str:
    return str(Key(head.date, head.position, head.pk)) if head.date else ""


def _says(word: str, reader: Reader) -> Q:
    """A withdrawn line has lost its words and keeps its number."""
    numbered = registrations(reader).filter(numbers__number__icontains=word)
    papers = records(reader).standing().filter(kind="document", search_text__contains=word)
    return (
        Q(search_text__contains=word)
        | Q(pk__in=numbered.values("pk"))
        | Q(parent__in=papers.values("pk"))
    )


def _beyond(key: Key) -> Q:
    same_day = Q(date=key.date)
    same_position = same_day & Q(position=key.position)
    return (
        Q(date__lt=key.date)
        | same_day & Q(position__lt=key.position)
        | same_position & Q(pk__lt=key.pk)
    )
