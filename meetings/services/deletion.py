"""Deleting drafts: only what was never published and nothing points at."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Revision

from meetings.errors import NotDeletable
from meetings.models import Case, Document, Meeting, WorkingRecord
from meetings.selectors.publication import was_ever_published
from portal.ledger.models import Record


def check_deletable(record: WorkingRecord) -> None:
    """Raises NotDeletable for what the public has seen or an open agenda refers to."""
    if was_ever_published(record):
        raise NotDeletable(
            _("”%(record)s” har publicerats och kan inte tas bort. Återta den med en akt.")
            % {"record": record}
        )
    if _has_had_public_parts(record):
        raise NotDeletable(
            _("”%(record)s” står i diariet och kan inte tas bort. Återta raden med en akt.")
            % {"record": record}
        )
    holder = _drafted_agenda_with(record)
    if holder is not None:
        raise NotDeletable(
            _("”%(record)s” står på ett utkast till %(meeting)s. Ta bort den därifrån först.")
            % {"record": record, "meeting": holder}
        )


def _has_had_public_parts(record: WorkingRecord) -> bool:
    parts = [part.record_id for part in record.parts()]
    return Record.objects.filter(pk__in=parts).exists()


def _drafted_agenda_with(record: WorkingRecord) -> Meeting | None:
    """A draft lies in its revision, where no foreign key protects what it names."""
    if not isinstance(record, Case | Document):
        return None
    for meeting, agenda in _drafted_agendas():
        if any(_names(item, record) for item in agenda):
            return meeting
    return None


def _drafted_agendas() -> list[tuple[Meeting, list[dict[str, object]]]]:
    open_drafts = Meeting.objects.filter(live=True, has_unpublished_changes=True)
    revisions = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Meeting),
        pk__in=open_drafts.values("latest_revision"),
    )
    by_id = {revision.pk: revision.content for revision in revisions}
    return [(m, by_id.get(m.latest_revision_id, {}).get("items", [])) for m in open_drafts]


def _names(item: dict[str, object], record: WorkingRecord) -> bool:
    if isinstance(record, Case):
        return bool(item.get("case") == record.pk)
    papers = item.get("papers", [])
    assert isinstance(papers, list)
    return any(paper.get("document") == record.pk for paper in papers)
