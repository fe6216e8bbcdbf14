"""Writing the inline rows of a draft anew: two that swap numbers must not meet (traps, C3)."""

from typing import Any

from modelcluster.models import get_all_child_relations


def make_way(record: Any) -> None:
    """Delete the stored rows of every relation that is about to be written from memory.

    They are written again with the keys they had. The caller holds the transaction.
    """
    held = getattr(record, "_cluster_related_objects", {})
    for relation in get_all_child_relations(type(record)):
        rows = held.get(relation.get_accessor_name())
        if rows is None:
            continue
        for row in rows:
            _take_along(row)
        stored = relation.related_model._default_manager
        stored.filter(**{relation.field.name: record.pk}).delete()


def _take_along(row: Any) -> None:
    """Rows inside a row would be deleted with it: have them in memory first."""
    for relation in get_all_child_relations(type(row)):
        for inner in getattr(row, relation.get_accessor_name()).get_object_list():
            _take_along(inner)
