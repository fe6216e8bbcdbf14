"""New drafts that begin as something else."""

from typing import TypeVar

from meetings.models import WorkingRecord

R = TypeVar("R", bound=WorkingRecord)


def copy_of(record: R) -> R:
    """A new draft, unsaved, with the record's own fields: none of its rows, names or numbers."""
    bookkeeping = {field.name for field in WorkingRecord._meta.get_fields()}
    fields = {
        field.name: getattr(record, field.name)
        for field in type(record)._meta.concrete_fields
        if field.editable and not field.unique and field.name not in bookkeeping
    }
    return type(record)(**fields)
