"""A publication that is taken back before anybody sees it.

Inside the block the ledger is as it would be after the act, so whoever reads it there shows
just what would be published: the same code, the same rows, the same hashes. Nothing is kept.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from meetings.models import WorkingRecord
from meetings.services.publishing import changes_of
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.services import publish_act

REHEARSAL = "rehearsal"


@contextmanager
def rehearsed(drafts: Sequence[WorkingRecord]) -> Iterator[None]:
    """Raises what publishing these states would raise, except that the gate stops nothing.

    Holds the ledger's lock until the block ends: read and render, nothing else.
    """
    changes = changes_of(drafts)
    with transaction.atomic():
        if changes:
            publish_act(
                actor=Actor(role=REHEARSAL),
                changes=changes,
                key=str(new_id()),
                reason=REHEARSAL,
                override=REHEARSAL,
            )
        yield
        transaction.set_rollback(True)
