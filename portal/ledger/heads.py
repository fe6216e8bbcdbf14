"""Heads: the newest version of every record in columns, derived from the entries alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from portal.core.bulk import insert_objects, insert_rows
from portal.ledger.contents import Content
from portal.ledger.errors import PathTaken
from portal.ledger.models import (
    Address,
    Entry,
    Mention,
    Record,
    RecordLink,
    RecordNumber,
    RecordQuerySet,
)

HEAD_FIELDS = [field.name for field in Record._meta.concrete_fields if field.name != "id"]


def moved_head(before: Record | None, entry: Entry, content: Content | None, sha256: str) -> Record:
    """The head as this entry leaves it. A withdrawn record keeps its place, not its words."""
    head = Record(id=entry.record_id) if before is None else before
    if before is None:
        head.first_recorded_at = entry.recorded_at
    head.version, head.seq, head.verb = entry.version, entry.seq, entry.verb
    head.audience, head.recorded_at = entry.audience, entry.recorded_at
    head.sha256, head.title, head.search_text = sha256, "", ""
    if content is not None:
        _describe(head, content)
    return head


def give_way(moved: Sequence[Record], owners: Sequence[Record]) -> list[Record]:
    """Settle who has which path: a record that stands takes it from a tombstone.

    `owners` are the records outside `moved` that have a path which one of them takes.
    Returns those that gave way. Raises PathTaken when both stand.
    """
    standing: dict[str, Record] = {}
    for head in moved:
        if head.is_standing and standing.setdefault(head.path, head) is not head:
            raise PathTaken(head.title, standing[head.path].title, head.path)
    fallen = [head for head in moved if not head.is_standing]
    for head in [*fallen, *owners]:
        _step_aside(head, standing)
    return list(owners)


def store_heads(
    moved: Sequence[Record], contents: Mapping[UUID, Content], paths_before: Mapping[UUID, str]
) -> None:
    """Write heads and everything they are found by. `contents` are those that stand now.

    `paths_before` are those of the heads that were there already.
    """
    known = set(paths_before)
    owners = _owners(moved)
    paths_before = {**paths_before, **{head.pk: head.path for head in owners}}
    heads = [*moved, *give_way(moved, owners)]
    _free_paths([head.pk for head in heads if paths_before.get(head.pk, head.path) != head.path])
    upsert(heads)
    store_addresses(heads)
    store_numbers(contents, known)
    store_links([head.pk for head in moved if head.pk in known], contents)
    store_mentions(moved, contents, known)


def store_addresses(heads: Sequence[Record]) -> None:
    rows = [(head.path, head.pk) for head in heads]
    insert_rows(Address, ("path", "record"), rows, unique=["path"], update=["record"])


def store_numbers(contents: Mapping[UUID, Content], known: Collection[UUID]) -> None:
    """The numbers of the newest contents; a tombstone is still found by its own.

    Only records that are `known` can have others.
    """
    RecordNumber.objects.filter(record__in=[pk for pk in contents if pk in known]).delete()
    rows = [
        (record_id, number)
        for record_id, content in contents.items()
        for number in sorted(set(content.references))
    ]
    insert_rows(RecordNumber, ("record", "number"), rows)


def store_links(known: Sequence[UUID], contents: Mapping[UUID, Content]) -> None:
    """What the contents name, instead of what the `known` records did; a withdrawn one names
    nothing any more."""
    RecordLink.objects.filter(record__in=known).delete()
    rows = [
        (record_id, target)
        for record_id, content in contents.items()
        for target in dict.fromkeys(content.links)
    ]
    insert_rows(RecordLink, ("record", "target"), rows)


def store_mentions(
    moved: Sequence[Record], contents: Mapping[UUID, Content], known: Collection[UUID]
) -> None:
    """Close what is named no longer, open what is named now; nothing is forgotten.

    Only records that are `known` can have named anything before.
    """
    before: dict[UUID, dict[UUID, Mention]] = defaultdict(dict)
    for mention in Mention.objects.filter(record__in=known) if known else ():
        before[mention.record_id][mention.target] = mention
    changed: list[Mention] = []
    for head in moved:
        content = contents.get(head.pk)
        changed += moved_mentions(head, content.links if content else (), before[head.pk])
    upsert_mentions(changed)


def moved_mentions(
    head: Record, targets: Iterable[UUID], before: dict[UUID, Mention]
) -> list[Mention]:
    """What changes in the mentions of a record as its head names these targets now."""
    named = dict.fromkeys(targets)
    closed = [each for each in before.values() if each.until is None and each.target not in named]
    opened = [each for each in before.values() if each.until is not None and each.target in named]
    for each in closed:
        each.until = head.seq
    for each in opened:
        each.until = None
    new = [
        Mention(record_id=head.pk, target=target, since=head.seq)
        for target in named
        if target not in before
    ]
    before.update({each.target: each for each in new})
    return [*closed, *opened, *new]


def upsert_mentions(mentions: Sequence[Mention]) -> None:
    names = ("record", "target", "since", "until")
    rows = [(each.record_id, each.target, each.since, each.until) for each in mentions]
    insert_rows(Mention, names, rows, unique=names[:2], update=names[2:])


def upsert(heads: Sequence[Record]) -> None:
    insert_objects(heads, unique=["id"], update=HEAD_FIELDS)


def free_all_paths() -> None:
    """Let go of every path, before all are taken anew."""
    _free(Record.objects.all())


def _describe(head: Record, content: Content) -> None:
    head.kind = content.kind
    head.public_number = content.public_number
    head.path = content.path
    head.title = content.title
    head.organization = content.organization
    head.date = content.date
    head.status = content.status
    head.parent = content.parent
    head.position = content.position
    head.search_text = content.search_text


def _step_aside(head: Record, standing: Mapping[str, Record]) -> None:
    if head.path not in standing:
        return
    if head.is_standing:
        raise PathTaken(standing[head.path].title, head.title, head.path)
    head.path = f"/post/{head.pk}/"


def _owners(moved: Sequence[Record]) -> list[Record]:
    paths = [head.path for head in moved if head.is_standing]
    return list(Record.objects.filter(path__in=paths).exclude(pk__in=[head.pk for head in moved]))


def _free_paths(moving: Sequence[UUID]) -> None:
    """Two records may swap paths in one act: let go of all before taking any."""
    if moving:
        _free(Record.objects.filter(pk__in=moving))


def _free(records: RecordQuerySet) -> None:
    records.update(path=Concat(Value("moving:"), Cast(F("id"), CharField(max_length=40))))
