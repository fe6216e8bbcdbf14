"""The gavel locks the thread of its item: an entry in the ledger, done once, also after a crash."""

from datetime import timedelta
from uuid import UUID

from meetings.moments import Moment, moments_of
from portal.core.clock import today
from portal.ledger.changes import Actor
from portal.ledger.models import Record
from streaming.threads.models import Thread
from streaming.threads.services.opening import lock_thread
from streaming.threads.services.sitting import ITEM, gavel_of
from streaming.threads.states import ThreadState

LATELY = timedelta(days=2)
REASON = "Punkten är avslutad på sammanträdet."
BY_GAVEL = Actor(role="secretary")


def lock_gavelled() -> int:
    """Answer of `portal.ledger.ports.due_work`: lock what meetings have closed; how many."""
    own = Thread.objects.filter(subject_kind=ITEM, state=ThreadState.OPEN)
    recent = Record.objects.filter(kind=ITEM, date__gte=today() - LATELY)
    pairs = recent.filter(pk__in=own.values("subject")).values_list("pk", "parent")
    items: dict[UUID, UUID] = {pk: meeting for pk, meeting in pairs if meeting}
    if not items:
        return 0
    told = {meeting: moments_of(meeting) for meeting in set(items.values())}
    threads = own.filter(subject__in=items)
    return sum(_lock(each, told.get(items[each.subject], [])) for each in threads)


def _lock(thread: Thread, told: list[Moment]) -> int:
    gavel = gavel_of(thread.subject, told)
    if gavel is None:
        return 0
    lock_thread(thread=thread, actor=BY_GAVEL, reason=REASON, key=_key(thread.record_id, gavel))
    return 1


def _key(thread: UUID, gavel: Moment) -> str:
    """One gavel is one entry, however many processes look."""
    return f"gavel-{thread}-{gavel.seq}"
