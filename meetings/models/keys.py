"""Primary keys of inline children in a draft.

A revision remembers the keys its children had when it was saved, and each publication gives
them new ones. A form needs those of today's rows, and none where there is no row.
"""

from collections.abc import Hashable, Sequence
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations


def point_to_rows(drafts: Sequence[Any]) -> None:
    """Give the children of these drafts (all of one model) the keys of today's rows."""
    for relation in get_all_child_relations(type(drafts[0])) if drafts else ():
        accessor = relation.get_accessor_name()
        children = [child for draft in drafts for child in getattr(draft, accessor).all()]
        today = _today(relation, drafts)
        for child in children:
            child.pk = today.get(identity(child))
        if children and isinstance(children[0], ClusterableModel):
            point_to_rows(children)


def identity(child: models.Model) -> Hashable:
    """What a child is known by: its record, or its row where it is no record."""
    return getattr(child, "record_id", None) or child.pk


def _today(relation: Any, parents: Sequence[Any]) -> dict[Hashable, int]:
    keys = [parent.pk for parent in parents if parent.pk]
    rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": keys})
    return {identity(row): row.pk for row in rows} if keys else {}
