"""What the ledger itself does after an act: pictures are made ready, erased files destroyed."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from portal.core.clock import now
from portal.core.errors import DomainError
from portal.ledger.append import take_lock
from portal.ledger.models import Entry, FilePage, FileUse, StoredFile
from portal.ledger.page_images import WIDTHS, page_image
from portal.ledger.readers import PUBLIC
from portal.ledger.relay import Subscriber, register_subscriber
from portal.ledger.states import Verb
from portal.ledger.storage import destroy


def prerender(entries: Sequence[Entry]) -> None:
    """Make the picture of the first page of every PDF that has become public."""
    public = [entry.seq for entry in entries if entry.audience == PUBLIC]
    files = StoredFile.objects.filter(uses__entry__in=public, pages__gt=0, erased_at=None)
    for sha256 in files.values_list("pk", flat=True).distinct():
        for width in WIDTHS[:2]:
            _try_page_image(sha256, width)


def destroy_erased_files(entries: Sequence[Entry]) -> None:
    """Destroy the files of erased records that no other record lists.

    The contents went in the act itself; files lie outside the database and go here. What
    lists them is forgotten last, so that a crash half-way is mended by the next delivery.
    """
    for entry in entries:
        if entry.verb == Verb.ERASED:
            uses = FileUse.objects.filter(entry__record=entry.record_id)
            _destroy_files(set(uses.values_list("file", flat=True)), entry.record_id)
            uses.delete()


def register() -> None:
    register_subscriber(Subscriber("erased-files", destroy_erased_files))
    register_subscriber(Subscriber("page-images", prerender, batch=20))


def _try_page_image(sha256: str, width: int) -> None:
    """A file that is gone or will not be drawn holds up nobody: the viewer says so itself."""
    try:
        page_image(sha256, 1, width)
    except DomainError:
        return


def _destroy_files(hashes: Iterable[str], record_id: UUID) -> None:
    for sha256 in hashes:
        if _mark_erased(sha256, record_id):
            destroy(sha256)
            FilePage.objects.filter(file=sha256).delete()


def _mark_erased(sha256: str, record_id: UUID) -> bool:
    """Close the file unless another record needs it; no act may list it meanwhile."""
    with transaction.atomic():
        take_lock()
        others = FileUse.objects.filter(file=sha256).exclude(entry__record=record_id)
        if others.exists():
            return False
        StoredFile.objects.filter(pk=sha256).update(erased_at=now(), metadata={}, attachments=[])
        return True
