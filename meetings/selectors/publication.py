"""Where a working record stands between its draft and what the public has."""

from typing import Any

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from meetings.models import WorkingRecord
from portal.ledger.models import Record
from portal.ledger.readers import PUBLIC
from portal.ledger.states import STANDING, Verb


class Standing(models.TextChoices):
    """The state that every list and form shows."""

    DRAFT = "draft", _("utkast")
    PUBLISHED = "published", _("publicerad")
    CHANGED = "changed", _("ändrad sedan publicering")
    WITHDRAWN = "withdrawn", _("återtagen")
    ERASED = "erased", _("raderad")


def with_verb(records: QuerySet[WorkingRecord]) -> QuerySet[WorkingRecord]:
    """The records with `newest_verb`: what the ledger last did to each; None for nothing."""
    heads = Record.objects.filter(pk=OuterRef("record_id")).values("verb")
    found: QuerySet[WorkingRecord] = records.annotate(newest_verb=Subquery(heads[:1]))
    return found


def standing_of(record: WorkingRecord) -> Standing:
    """The state of one record; asks the ledger unless `with_verb` has."""
    verb = _verb(record)
    if verb is None:
        return Standing.DRAFT
    if verb not in STANDING:
        return Standing(verb)
    return Standing.CHANGED if record.has_unpublished_changes else Standing.PUBLISHED


def was_ever_published(record: WorkingRecord) -> bool:
    return _verb(record) is not None


def has_public_parts(record: WorkingRecord) -> bool:
    """Whether something inside it stands: a line of the diary may, before its document does."""
    parts = [part.record_id for part in record.parts()] if record.pk else []
    return bool(parts) and Record.objects.standing().filter(pk__in=parts).exists()


def published_to_all() -> QuerySet[Record, Any]:
    """The ids of what everybody may read now."""
    return Record.objects.standing().filter(audience=PUBLIC).values("pk")


def _verb(record: WorkingRecord) -> Verb | None:
    if hasattr(record, "newest_verb"):
        verb = record.newest_verb
    else:
        verb = Record.objects.filter(pk=record.record_id).values_list("verb", flat=True).first()
    return Verb(verb) if verb else None
