"""Threads, and who may read them: whoever may read what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.ledger.readers import ANONYMOUS, Reader
from portal.ledger.selectors import find_versions, parts_of, parts_of_many
from portal.ledger.versions import Version
from streaming.threads.models import Thread


@dataclass(frozen=True)
class Discussed:
    """A thread with the record that it is about and its own record, both as the reader may."""

    thread: Thread
    subject: Version
    record: Version

    @property
    def title(self) -> str:
        return self.subject.content.title if self.subject.content else ""


def discussed(number: int, reader: Reader) -> Discussed | None:
    """None where there is no such thread, or none that the reader may know of."""
    found = Thread.objects.filter(number=number)
    return next(iter(_with_records(list(found), reader)), None)


def thread_of(subject: UUID) -> Thread | None:
    return Thread.objects.filter(subject=subject).first()


def newest_threads(reader: Reader, most: int = 50) -> list[Discussed]:
    """Where somebody wrote last, first."""
    found = Thread.objects.exclude(last_at=None).order_by("-last_at")[:most]
    return _with_records(list(found), reader)


def is_public(thread: Thread) -> bool:
    return bool(_with_records([thread], ANONYMOUS))


def record_of_thread(subject: UUID, reader: Reader) -> Version | None:
    """The thread's record as the ledger has it: one question, told, so a page may be remembered."""
    found = [each for each in parts_of(subject, "thread", reader) if not each.is_tombstone]
    return found[0] if found else None


def records_of_threads(subjects: Sequence[UUID], reader: Reader) -> list[Version]:
    """The same for many, in one question."""
    found = parts_of_many(subjects, "thread", reader, order=["pk"])
    return [each for each in found if each.content is not None]


def _with_records(threads: Sequence[Thread], reader: Reader) -> list[Discussed]:
    ids = [pk for each in threads for pk in (each.subject, each.record_id)]
    found = find_versions(ids, reader)
    return [
        Discussed(each, found[each.subject], found[each.record_id])
        for each in threads
        if all(pk in found and not found[pk].is_tombstone for pk in (each.subject, each.record_id))
    ]
