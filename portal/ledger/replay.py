"""Heads made anew from the entries, by the same rules that moved them act by act."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from django.db import transaction

from portal.core.progress import Progress, silent
from portal.ledger.append import take_lock
from portal.ledger.contents import Content
from portal.ledger.heads import (
    HEAD_FIELDS,
    free_all_paths,
    give_way,
    moved_head,
    moved_mentions,
    store_addresses,
    store_links,
    store_numbers,
    upsert,
    upsert_mentions,
)
from portal.ledger.models import Entry, Mention, Record
from portal.ledger.states import Verb

CHUNK = 1_000
FACETS = ("kind", "public_number", "path", "organization", "date", "status", "parent", "position")


@dataclass
class Replay:
    """Heads as the entries make them. `words` is the last content of each, `standing` of those
    that stand; an erased record's facets can only be taken from the head it has."""

    heads: dict[UUID, Record] = field(default_factory=dict)
    words: dict[UUID, Content] = field(default_factory=dict)
    erased: dict[UUID, Record] = field(default_factory=dict)
    paths: dict[str, UUID] = field(default_factory=dict)
    mentions: dict[UUID, dict[UUID, Mention]] = field(default_factory=dict)

    @property
    def standing(self) -> dict[UUID, Content]:
        return {pk: words for pk, words in self.words.items() if self.heads[pk].is_standing}


def replay(progress: Progress = silent) -> Replay:
    """Read the whole ledger and derive every head. Raises what contents raise when damaged."""
    erased = Record.objects.filter(entries__verb=Verb.ERASED).in_bulk()
    made = Replay(erased=erased)
    total, done = Entry.objects.count(), 0
    for _act, entries in groupby(_entries(), key=lambda entry: entry.act_id):
        done += _replay_act(made, list(entries))
        progress("huvuden", done, total)
    return made


def rebuild_heads(progress: Progress = silent) -> int:
    """Write every head, number, link and address anew; returns how many heads there are."""
    with transaction.atomic():
        take_lock()
        made = replay(progress)
        heads = list(made.heads.values())
        free_all_paths()
        upsert(heads)
        store_addresses(heads)
        store_numbers(made.words, made.words)
        store_links([head.pk for head in heads], made.standing)
        _store_mentions(made)
    return len(heads)


def differing_fields(head: Record, made: Record) -> list[str]:
    """Names of the columns in which a head is not what its entries make of it."""
    names = [name for name in HEAD_FIELDS if getattr(head, name) != getattr(made, name)]
    if "path" in names and not made.is_standing and head.path == f"/post/{head.pk}/":
        # It gave way to a record that has been erased since, so nothing tells of it any more.
        names.remove("path")
    return names


def _store_mentions(made: Replay) -> None:
    """What erased contents named, nobody can derive any more: theirs stay as they are."""
    Mention.objects.exclude(record__in=made.erased).delete()
    named = (named for pk, named in made.mentions.items() if pk not in made.erased)
    upsert_mentions([mention for each in named for mention in each.values()])


def _entries() -> Iterator[Entry]:
    return Entry.objects.select_related("content").order_by("seq").iterator(chunk_size=CHUNK)


def _replay_act(made: Replay, entries: list[Entry]) -> int:
    moved = {entry.record_id: _move(made, entry) for entry in entries}
    settled = [head for pk, head in moved.items() if pk not in made.erased]
    wanted = {made.paths.get(head.path) for head in settled if head.is_standing}
    owners = [made.heads[pk] for pk in wanted if pk is not None and pk not in moved]
    for head in [*settled, *give_way(settled, owners)]:
        made.paths[head.path] = head.pk
    for pk, head in moved.items():
        targets = made.words[pk].links if head.is_standing and pk in made.words else ()
        moved_mentions(head, targets, made.mentions.setdefault(pk, {}))
    return len(entries)


def _move(made: Replay, entry: Entry) -> Record:
    before = made.heads.get(entry.record_id)
    if before is not None and made.paths.get(before.path) == before.pk:
        del made.paths[before.path]
    stored = getattr(entry, "content", None)
    content = stored.typed() if stored else None
    head = moved_head(before, entry, content, stored.sha256 if stored else "")
    if content is not None:
        made.words[head.pk] = content
    elif head.pk in made.erased:
        _take_facets(head, made.erased[head.pk])
    made.heads[head.pk] = head
    return head


def _take_facets(head: Record, known: Record) -> None:
    for name in FACETS:
        setattr(head, name, getattr(known, name))
