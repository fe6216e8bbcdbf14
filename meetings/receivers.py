"""Rules that hold whoever writes to the working tables, and by whatever way."""

from typing import Any

from django.db.models.signals import pre_delete

from meetings.models import WorkingRecord
from meetings.services.deletion import check_deletable


def connect() -> None:
    for model in WorkingRecord.__subclasses__():
        pre_delete.connect(refuse_deletion, sender=model, dispatch_uid=f"keep {model.__name__}")


def refuse_deletion(sender: type[WorkingRecord], instance: WorkingRecord, **_kwargs: Any) -> None:
    check_deletable(instance)
