"""Working records as they stand in their newest draft, loaded in bulk.

Wagtail reads one draft at a time and asks the database for every foreign key; an agenda
with 200 documents would cost thousands of queries. Here each model costs one, however
many foreign keys lead to it: a row that is in memory already is not asked for again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from meetings.models import Case, Document, Meeting, WorkingRecord

R = TypeVar("R", bound=WorkingRecord)


Loaded = dict[tuple[type[models.Model], Any], models.Model]
"""Rows in memory by model and primary key. What refers to one of them refers to this object."""


def newest(model: type[R], keys: Iterable[int], loaded: Loaded | None = None) -> list[R]:
    """The newest draft of each row, in order of primary key.

    They join `loaded`, and what they refer to is taken from there where it can be.
    """
    found: Loaded = {} if loaded is None else loaded
    drafts = _drafts(model, keys, found)
    load_related(drafts, found)
    return drafts


def newest_of(record: R) -> R:
    """The newest draft of one record."""
    return newest(type(record), [record.pk])[0]


def newest_agenda(meeting: Meeting) -> tuple[list[Case], list[Document], Meeting]:
    """The meeting's newest draft, and those of everything that it refers to.

    The agenda refers to these very drafts: what is published together agrees.
    """
    loaded: Loaded = {}
    [draft] = _drafts(Meeting, [meeting.pk], loaded)
    load_children([draft])
    items = list(draft.items.all())
    paper_keys = {paper.document_id for item in items for paper in item.papers.all()}
    papers = _drafts(Document, paper_keys, loaded)
    case_keys = {each.case_id for each in (*items, *papers)} - {None}
    cases = newest(Case, case_keys, loaded)
    load_related([*papers, draft], loaded)
    return cases, papers, draft


def _drafts(model: type[R], keys: Iterable[int], loaded: Loaded) -> list[R]:
    rows = model._default_manager.filter(pk__in=list(keys)).select_related("latest_revision")
    drafts = [_draft(row) for row in rows.order_by("pk")]
    loaded.update({(model, draft.pk): draft for draft in drafts})
    return drafts


def _draft(row: R) -> R:
    """A row with unpublished changes as its revision tells it; otherwise the row itself."""
    if row.latest_revision is None or not row.has_unpublished_changes:
        return row
    draft: R = row.drafted(row.latest_revision.content)
    draft.latest_revision = row.latest_revision
    return draft


def load_related(objects: Sequence[models.Model], loaded: Loaded | None = None) -> None:
    """Fill the foreign keys of these objects and of their inline children, in bulk."""
    load_children(objects)
    found: Loaded = {} if loaded is None else loaded
    for model, group in _by_model(_with_children(objects)).items():
        _load_foreign(model, group, found)


def load_children(objects: Sequence[models.Model]) -> None:
    """Fill the inline children of these objects, and theirs, in bulk."""
    for model, group in _by_model(objects).items():
        for name in child_names(model):
            _prefetch_children(model, group, name)
            load_children([child for parent in group for child in getattr(parent, name).all()])
        for m2m in get_all_child_m2m_relations(model):
            _prefetch_many(group, m2m)


def _with_children(objects: Iterable[Any]) -> list[Any]:
    found = []
    for each in objects:
        children = (getattr(each, name).all() for name in child_names(type(each)))
        found += [each, *_with_children(child for group in children for child in group)]
    return found


def _load_foreign(model: type[models.Model], group: list[Any], loaded: Loaded) -> None:
    for field in _foreign_keys(model):
        _attach(group, field, loaded)


def _by_model(objects: Sequence[models.Model]) -> dict[type[models.Model], list[Any]]:
    groups: dict[type[models.Model], list[Any]] = defaultdict(list)
    for each in objects:
        groups[type(each)].append(each)
    return groups


def child_names(model: type[models.Model]) -> list[str]:
    """Accessor names of a model's inline children."""
    return [relation.get_accessor_name() for relation in get_all_child_relations(model)]


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name not in _BOOKKEEPING
    ]


_BOOKKEEPING = {"latest_revision", "live_revision", "locked_by", "user"}


def _prefetch_children(model: type[models.Model], group: list[Any], name: str) -> None:
    """Rows read from the database get their children in one query; drafts have theirs."""
    stored = [each for each in group if not _holds_children(each, name)]
    relation = next(r for r in get_all_child_relations(model) if r.get_accessor_name() == name)
    children = relation.related_model._default_manager.filter(
        **{f"{relation.field.name}__in": [each.pk for each in stored]}
    )
    by_parent: dict[int, list[Any]] = defaultdict(list)
    for child in children if stored else ():
        by_parent[getattr(child, relation.field.attname)].append(child)
    for each in stored:
        setattr(each, name, by_parent[each.pk])


def _prefetch_many(group: list[Any], field: models.ManyToManyField[Any, Any]) -> None:
    stored = [each for each in group if not _holds_children(each, field.name)]
    source, target = field.m2m_column_name(), field.m2m_reverse_name()
    through: Any = field.remote_field.through
    keys = [each.pk for each in stored]
    links = through._default_manager.filter(**{f"{source}__in": keys}) if keys else []
    linked = [(getattr(link, source), getattr(link, target)) for link in links]
    found = field.related_model._default_manager.in_bulk({key for _, key in linked})
    by_source: dict[int, list[Any]] = defaultdict(list)
    for pk, key in linked:
        by_source[pk].append(found[key])
    for each in stored:
        setattr(each, field.name, by_source[each.pk])


def _holds_children(each: models.Model, name: str) -> bool:
    return each.pk is None or name in getattr(each, "_cluster_related_objects", {})


def _attach(group: list[Any], field: models.ForeignKey[Any, Any], loaded: Loaded) -> None:
    """Give every object its related row; equal rows are the same object."""
    missing = [each for each in group if not field.is_cached(each)]
    target = field.related_model
    assert not isinstance(target, str)
    keys = {getattr(each, field.attname) for each in missing} - {None}
    _load(target, {key for key in keys if (target, key) not in loaded}, loaded)
    for each in missing:
        setattr(each, field.name, loaded.get((target, getattr(each, field.attname))))


def _load(target: type[models.Model], keys: set[Any], loaded: Loaded) -> None:
    if not keys:
        return
    found = target._default_manager.in_bulk(keys)
    loaded.update({(target, key): row for key, row in found.items()})
    _load_foreign(target, list(found.values()), loaded)
