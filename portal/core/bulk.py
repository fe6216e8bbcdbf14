"""Many rows of one table in one statement, without a model instance for each.

`bulk_create` asks every field of every instance four times on its way to a statement; a fifth of
the time of publishing an agenda went there (`python -m bench publish`).
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

MOST = 1_000
"""Rows in one statement; a database that takes fewer is given fewer."""


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    unique: Sequence[str] = (),
    update: Sequence[str] = (),
) -> None:
    """Insert rows of Python values in the order of the fields `names` (a relation by its key).

    With `unique` and `update`, a row whose unique fields are there already is updated instead.
    The caller holds the transaction; no signal is sent and no primary key comes back.
    """
    fields = [_field(model, name) for name in names]
    database = connections[connection.alias]  # itself: its proxy costs as much as a value does
    prepared = [_prepared(fields, row, database) for row in rows]
    size = min(MOST, connection.ops.bulk_batch_size(fields, prepared) or MOST)
    head = _head(model, fields)
    tail = _tail(model, unique, update)
    with connection.cursor() as cursor:
        for first in range(0, len(prepared), size):
            some = prepared[first : first + size]
            values = ", ".join([_places(len(fields))] * len(some))
            cursor.execute(f"{head} {values} {tail}", list(chain.from_iterable(some)))


def insert_objects(
    objects: Sequence[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()
) -> None:
    """The same for instances of one model; the database chooses the primary keys that are None,
    and the instances do not learn of them."""
    if objects:
        fields = [each for each in objects[0]._meta.concrete_fields if _is_stored(each, objects[0])]
        rows = ([field.pre_save(each, add=True) for field in fields] for each in objects)
        names = [field.name for field in fields]
        insert_rows(type(objects[0]), names, rows, unique=unique, update=update)


def _is_stored(field: "models.Field[Any, Any]", sample: models.Model) -> bool:
    return not field.primary_key or sample.pk is not None


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _prepared(
    fields: "Sequence[models.Field[Any, Any]]", row: Sequence[Any], database: BaseDatabaseWrapper
) -> list[Any]:
    return [
        field.get_db_prep_save(value, database) for field, value in zip(fields, row, strict=True)
    ]


def _head(model: type[models.Model], fields: "Sequence[models.Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES"


def _places(count: int) -> str:
    return f"({', '.join(['%s'] * count)})"


def _tail(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    if not unique:
        return ""
    found, changed = ([_field(model, name).column for name in names] for names in (unique, update))
    suffix: str = connection.ops.on_conflict_suffix_sql([], OnConflict.UPDATE, changed, found)
    return suffix
