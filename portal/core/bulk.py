"""Many rows of one table in one statement, without a model instance for each.

`bulk_create` asks every field of every instance four times on its way to a statement, and on
PostgreSQL the client then writes each value into it by itself. Half the time of publishing an
agenda went there (`python -m bench publish`).
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, partial
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

MOST = 1_000
"""Rows in one statement; a database that takes fewer is given fewer."""

PLAIN: dict[type["models.Field[Any, Any]"], type] = {
    models.CharField: str,
    models.TextField: str,
    models.IntegerField: int,
    models.BooleanField: bool,
}
"""Fields that store a value of this type as it is."""


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
    _insert(model, [_field(model, name) for name in names], rows, _conflict(model, unique, update))


def insert_objects(
    objects: Sequence[models.Model], *, unique: Sequence[str] = (), update: Sequence[str] = ()
) -> None:
    """The same for instances of one model; the database chooses the primary keys that are None,
    and the instances do not learn of them."""
    if objects:
        model = type(objects[0])
        fields = _stored(objects[0])
        _insert(model, fields, _rows(objects, fields), _conflict(model, unique, update))


def create_objects(objects: Sequence[models.Model]) -> None:
    """The same for new instances that must know their primary keys afterwards.

    Raises ValueError for one that refers to an instance which is not stored.
    """
    if not objects:
        return
    for each in objects:
        each._prepare_related_fields_for_save(operation_name="create_objects")  # type: ignore[attr-defined]
    model, fields = type(objects[0]), _stored(objects[0])
    key_column = _quoted(str(model._meta.pk.column))
    keys = _insert(model, fields, _rows(objects, fields), f"RETURNING {key_column}")
    for each, (key,) in zip(objects, keys, strict=True):
        each.pk = key
        each._state.adding, each._state.db = False, connection.alias


def _stored(sample: models.Model) -> "list[models.Field[Any, Any]]":
    fields = sample._meta.concrete_fields
    return [each for each in fields if not each.primary_key or sample.pk is not None]


def _rows(
    objects: Iterable[models.Model], fields: "Sequence[models.Field[Any, Any]]"
) -> Iterable[list[Any]]:
    return ([field.pre_save(each, add=True) for field in fields] for each in objects)


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)
    return field


def _insert(
    model: type[models.Model],
    fields: "Sequence[models.Field[Any, Any]]",
    rows: Iterable[Sequence[Any]],
    tail: str,
) -> list[tuple[Any, ...]]:
    """Returns what the `tail` asks for, in the order of the rows."""
    prepared = _prepared(fields, rows)
    size = min(MOST, connection.ops.bulk_batch_size(fields, prepared) or MOST)
    statement = _from_json if connection.vendor == "postgresql" else _from_values
    returned: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for first in range(0, len(prepared), size):
            source, values = statement(model, fields, prepared[first : first + size])
            cursor.execute(f"INSERT INTO {_into(model, fields)} {source} {tail}", values)
            returned += cursor.fetchall() if cursor.description else []
    return returned


def _prepared(
    fields: "Sequence[models.Field[Any, Any]]", rows: Iterable[Sequence[Any]]
) -> list[tuple[Any, ...]]:
    """The rows as the database takes them."""
    database = connections[connection.alias]  # itself: its proxy costs as much as a value does
    columns = zip(*rows, strict=True)
    pairs = zip(fields, columns, strict=False)  # no rows have no columns
    return list(zip(*[_column(field, values, database) for field, values in pairs], strict=True))


def _column(
    field: "models.Field[Any, Any]", values: Sequence[Any], database: BaseDatabaseWrapper
) -> Iterable[Any]:
    """Times and identities come many times in an act, and are asked about once."""
    prepare = partial(field.get_db_prep_save, connection=database)
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    for kind, plain in PLAIN.items():
        if isinstance(stored, kind):
            return [
                each if each is None or type(each) is plain else prepare(each) for each in values
            ]
    return map(prepare if isinstance(stored, models.JSONField) else cache(prepare), values)


def _into(model: type[models.Model], fields: "Sequence[models.Field[Any, Any]]") -> str:
    return f"{_quoted(model._meta.db_table)} ({_columns(fields)})"


def _columns(fields: "Sequence[models.Field[Any, Any]]") -> str:
    return ", ".join(_quoted(str(field.column)) for field in fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _from_values(
    _model: type[models.Model],
    fields: "Sequence[models.Field[Any, Any]]",
    rows: Sequence[Sequence[Any]],
) -> tuple[str, list[Any]]:
    places = f"({', '.join(['%s'] * len(fields))})"
    return f"VALUES {', '.join([places] * len(rows))}", list(chain.from_iterable(rows))


def _from_json(
    model: type[models.Model],
    fields: "Sequence[models.Field[Any, Any]]",
    rows: Sequence[Sequence[Any]],
) -> tuple[str, list[Any]]:
    """All rows as one text, which the server takes apart: to write ten thousand values into a
    statement costs the client more than the server needs to store them."""
    names = [str(field.column) for field in fields]
    said = [dict(zip(names, row, strict=True)) for row in rows]
    text = json.dumps(said, ensure_ascii=False, check_circular=False, default=_as_json)
    kind = _quoted(model._meta.db_table)  # every table is a type
    source = f"FROM json_populate_recordset(NULL::{kind}, %s)"
    return f"SELECT {_columns(fields)} {source}", [text]


def _as_json(value: Any) -> Any:
    if isinstance(value, UUID | date | datetime):
        return str(value)
    return value.obj  # a JSON value in the wrapper that Django gives it


def _conflict(model: type[models.Model], unique: Sequence[str], update: Sequence[str]) -> str:
    if not unique:
        return ""
    found, changed = ([_field(model, name).column for name in names] for names in (unique, update))
    suffix: str = connection.ops.on_conflict_suffix_sql([], OnConflict.UPDATE, changed, found)
    return suffix
