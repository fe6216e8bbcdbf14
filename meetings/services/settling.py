"""`has_unpublished_changes` follows what an act would do, not that somebody pressed save."""

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.models import WorkingRecord
from meetings.selectors.drafts import newest_of
from meetings.services.publishing import changes_of, keep_quietly
from portal.core.errors import DomainError


def settle(record: WorkingRecord) -> bool:
    """Mark a published record as unchanged where its draft says what the public already has.

    Fields that are never published (why a number looks odd) are kept. True if it was settled.
    """
    if not record.live or not record.has_unpublished_changes:
        return False
    draft = newest_of(record)
    try:
        if changes_of([draft]):
            return False
    except (DomainError, ValidationError):
        return False
    with transaction.atomic():
        keep_quietly([draft])
    record.has_unpublished_changes = False
    return True
