"""Keeping drafts, and new ones that begin as something else."""

from typing import TypeVar

from django.db import transaction

from meetings.models import WorkingRecord
from meetings.services.settling import settle
from portal.accounts.models import User

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


def store_draft(record: WorkingRecord, user: User | None) -> None:
    """Keep this state as the newest draft; what is public stays as it is."""
    with transaction.atomic():
        if not record.live:
            record.save()
        record.save_revision(user=user, clean=False, log_action=True)
        settle(record)
