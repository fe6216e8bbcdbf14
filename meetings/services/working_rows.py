"""Writing working rows as published, in bulk.

Wagtail's own publication of 260 records costs some thousand queries; here each table costs
a few. Inline children are replaced: their primary keys mean nothing, `record_id` does.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from meetings.models import Decision, WorkingRecord
from portal.core.bulk import insert_objects

BATCH = 1_000
"""Rows in one statement; a database that takes fewer is given fewer."""

HELD = "_cluster_related_objects"
"""Where a row keeps the relations that were set before it was stored."""


def store_live(drafts: Sequence[WorkingRecord], at: datetime) -> None:
    """Make these drafts the live rows. The upsert locks them one by one as they are given, in
    order of primary key: to lock them first would cost a query and no more."""
    for model, group in _by_model(drafts).items():
        for draft in group:
            _mark_live(draft, at)
        _upsert(model, group)
        _replace_children(model, group)
        if model is Decision:
            _seal(group)


def create_live(rows: Iterable[WorkingRecord], at: datetime) -> None:
    """Store new rows as published, with their children and without a revision, in bulk.

    A row may refer to another of these that stands before it.
    """
    groups: dict[type[WorkingRecord], list[WorkingRecord]] = defaultdict(list)
    for row in rows:
        groups[type(row)].append(row)
    for model, group in groups.items():
        for row in group:
            _mark_live(row, at)
            refresh_keys(row)
        model._default_manager.bulk_create(group, batch_size=BATCH)
        _replace_children(model, group, new=True)


def refresh_keys(row: models.Model) -> None:
    """A row that was made before its parent had a primary key learns it now."""
    for each in row._meta.concrete_fields:
        if isinstance(each, models.ForeignKey) and each.is_cached(row):
            related = getattr(row, each.name)
            setattr(row, each.attname, related.pk if related else None)


def replace_part(part: Any, parent: WorkingRecord) -> None:
    """Write one part of a live record as it is drafted; its siblings stay as they are."""
    model = type(part)
    field = next(r.field for r in get_all_child_relations(type(parent)) if r.related_model is model)
    stored = model._default_manager
    stored.filter(record_id=part.record_id).delete()
    _placed(part, field, parent, part.sort_order or 0)
    stored.bulk_create([part])
    _replace_children(model, [part], new=True)


def store_rows(draft: WorkingRecord) -> None:
    """Write a record that is not live, and all inside it, with a constant number of queries."""
    model = type(draft)
    _lock(model, [draft])
    _upsert(model, [draft])
    _replace_children(model, [draft])


def _seal(decisions: Sequence[WorkingRecord]) -> None:
    """The database asks now whether votes and ballots hold what the decisions claim."""
    Decision.objects.filter(pk__in=[each.pk for each in decisions]).update(sealed=True)


def mark_not_live(records: Iterable[WorkingRecord]) -> None:
    """What an act withdrew is a draft again."""
    for model, group in _by_model(records).items():
        _lock(model, group)
        keys = [record.pk for record in group]
        model._default_manager.filter(pk__in=keys).update(live=False, has_unpublished_changes=True)
        if model is Decision:
            Decision.objects.filter(pk__in=keys).update(sealed=False)


def _by_model(
    objects: Iterable[WorkingRecord],
) -> dict[type[WorkingRecord], list[WorkingRecord]]:
    groups: dict[type[WorkingRecord], list[WorkingRecord]] = defaultdict(list)
    for each in sorted(objects, key=lambda each: (each._meta.label, each.pk)):
        groups[type(each)].append(each)
    return groups


def _lock(model: type[WorkingRecord], group: Sequence[WorkingRecord]) -> None:
    if not connection.features.has_select_for_update:
        return  # the transaction has locked the whole database (SQLite, IMMEDIATE)
    keys = [each.pk for each in group]
    rows = model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _mark_live(draft: WorkingRecord, at: datetime) -> None:
    draft.live = True
    draft.has_unpublished_changes = False
    draft.live_revision_id = draft.latest_revision_id
    draft.first_published_at = draft.first_published_at or at
    draft.last_published_at = at
    if isinstance(draft, Decision):
        draft.sealed = False


def _upsert(model: type[models.Model], group: Sequence[models.Model]) -> None:
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    insert_objects(group, unique=["id"], update=fields)


def _replace_children(
    model: type[models.Model], parents: Sequence[Any], *, new: bool = False
) -> None:
    """Parents that are `new` have no rows under them yet."""
    for relation in get_all_child_relations(model):
        _replace(relation, parents, new=new)
    for field in get_all_child_m2m_relations(model):
        _relink(field, parents, new=new)


def _replace(relation: Any, parents: Sequence[Any], *, new: bool) -> None:
    child_model, field = relation.related_model, relation.field
    accessor = relation.get_accessor_name()
    children = [
        _placed(child, field, parent, place)
        for parent in parents
        for place, child in enumerate(_children(parent, accessor, new=new))
    ]
    if not new:
        keys = [parent.pk for parent in parents]
        child_model._default_manager.filter(**{f"{field.name}__in": keys}).delete()
    _create(child_model, children)
    _replace_children(child_model, children, new=True)


def _create(model: type[models.Model], rows: Sequence[Any]) -> None:
    """Only what has rows below it must know its primary key afterwards."""
    if get_all_child_relations(model) or get_all_child_m2m_relations(model):
        model._default_manager.bulk_create(rows, batch_size=BATCH)
    else:
        insert_objects(rows)


def _children(parent: Any, accessor: str, *, new: bool) -> Iterable[Any]:
    """Those of a new parent are all in memory, and quicker read there."""
    if new:
        held: Iterable[Any] = parent.__dict__.get(HELD, {}).get(accessor, ())
        return held
    found: Iterable[Any] = getattr(parent, accessor).all()
    return found


def _placed(child: Any, field: Any, parent: Any, place: int) -> Any:
    child.pk = None
    child._state.adding = True
    child.sort_order = place
    setattr(child, field.name, parent)
    return child


def _relink(field: models.ManyToManyField[Any, Any], parents: Sequence[Any], *, new: bool) -> None:
    if new and not any(field.name in each.__dict__.get(HELD, ()) for each in parents):
        return
    through: Any = field.remote_field.through
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    links = [
        through(**{source: parent.pk, target: other.pk})
        for parent in parents
        for other in getattr(parent, field.name).all()
    ]
    through._default_manager.filter(**{f"{source}__in": [p.pk for p in parents]}).delete()
    through._default_manager.bulk_create(links, batch_size=BATCH)
