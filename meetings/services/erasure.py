"""Destroying a record by law: in the ledger, in every working table and in the file store.

The tombstone stays for ever with its reason and ground; the words are gone. Backups and
PostgreSQL's log are the operators' (docs/operations.md).
"""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from meetings.errors import ReasonMissing
from meetings.models import (
    AgendaEdit,
    Decision,
    Document,
    DocumentFile,
    Drop,
    DroppedFile,
    Meeting,
    Review,
    WorkingRecord,
)
from meetings.services.publishing import PARTS
from portal.ledger.changes import Actor, Change
from portal.ledger.erasure import destroy_unlisted, reclaim
from portal.ledger.models import Act, Record
from portal.ledger.services import publish_act
from portal.ledger.states import Verb

GONE = "raderad"
KEPT = frozenset({"short_name", "slug", "provision"})
"""Columns that addresses and constraints need."""


def erase(*, record: WorkingRecord, actor: Actor, reason: str, ground: str, key: str) -> Act:
    """Erase a published record with its parts. `ground` is the decision that orders it (J1).

    Raises ReasonMissing, and WrongVerb for what was never published or is erased already.
    """
    if not ground.strip():
        raise ReasonMissing(_("Ange beslutet som raderingen vilar på."))
    files = set(_files_of(record))
    ids = [*_parts_ever(record.record_id), record.record_id]
    act = publish_act(
        actor=actor,
        changes=[Change(pk, Verb.ERASED, reason=reason, ground=ground) for pk in ids],
        key=key,
        reason=reason,
        apply=lambda: _scrub(record),
    )
    destroy_unlisted(files - _files_of_others(files))
    reclaim()
    return act


def _parts_ever(parent: UUID) -> list[UUID]:
    """Its parts, those that were withdrawn long ago too."""
    parts = Record.objects.filter(parent=parent, kind__in=PARTS).exclude(verb=Verb.ERASED)
    return list(parts.order_by("pk").values_list("pk", flat=True))


def _files_of(record: WorkingRecord) -> Iterator[str]:
    """Every file that the record or any of its drafts has listed."""
    if not isinstance(record, Document):
        return
    yield from record.files.values_list("file", flat=True)
    for content in _revisions(record).values_list("content", flat=True):
        yield from (file["file"] for file in content.get("files", []))


def _files_of_others(files: set[str]) -> set[str]:
    """Called after the scrub, when the record's own rows are gone."""
    return set(DocumentFile.objects.filter(file__in=files).values_list("file", flat=True))


def _scrub(record: WorkingRecord) -> None:
    """Empty the row, which others may point at, and delete everything else about it."""
    with transaction.atomic():
        _revisions(record).delete()
        ModelLogEntry.objects.for_instance(record).delete()
        ReferenceIndex.remove_for_object(record)
        _delete_drops(record)
        _delete_children(record)
        empty = dict(_emptied(type(record)))
        type(record)._default_manager.filter(pk=record.pk).update(**empty)


def _revisions(record: WorkingRecord) -> models.QuerySet[Revision]:
    kind = ContentType.objects.get_for_model(record)
    found: models.QuerySet[Revision] = Revision.objects.filter(
        content_type=kind, object_id=str(record.pk)
    )
    return found


def _delete_drops(record: WorkingRecord) -> None:
    """What the registry remembers of how it came and was written may repeat its words."""
    if isinstance(record, Document):
        DroppedFile.objects.filter(document=record).delete()
        DroppedFile.objects.filter(file__in=record.files.values("file")).delete()
    if isinstance(record, Document) and record.bundle:
        Drop.objects.filter(sha256=record.bundle).delete()
    Review.objects.filter(record=record.record_id).delete()
    if isinstance(record, Meeting):
        AgendaEdit.objects.filter(meeting=record).delete()
        DroppedFile.objects.filter(meeting=record).delete()


def _delete_children(record: WorkingRecord) -> None:
    if isinstance(record, Decision):
        Decision.objects.filter(pk=record.pk).update(sealed=False)
    for relation in get_all_child_relations(type(record)):
        children = relation.related_model._default_manager
        children.filter(**{relation.field.name: record.pk}).delete()
    for field in get_all_child_m2m_relations(type(record)):
        through = field.remote_field.through._default_manager
        through.filter(**{field.m2m_column_name(): record.pk}).delete()


def _emptied(model: type[models.Model]) -> Iterator[tuple[str, Any]]:
    """What each column becomes: no words, and never live again."""
    yield from {"live": False, "has_unpublished_changes": False}.items()
    yield from {"latest_revision": None, "live_revision": None}.items()
    for field in _wordy(model._meta.concrete_fields):
        yield field.name, {} if isinstance(field, models.JSONField) else _empty_text(field)


def _wordy(fields: Sequence[Any]) -> Iterator[Any]:
    for field in fields:
        textual = isinstance(field, models.CharField | models.TextField | models.JSONField)
        if textual and not field.choices and not field.is_relation and field.name not in KEPT:
            yield field


def _empty_text(field: Any) -> str:
    return "" if field.blank or field.name == "bundle" else GONE
