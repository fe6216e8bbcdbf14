"""Opening and locking threads: part of the record, so each is an entry in the ledger."""

from collections.abc import Callable
from uuid import UUID

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.roles import Role
from portal.core.clock import local, local_iso, now
from portal.core.errors import NotAllowed
from portal.core.ids import new_id
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Record
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions, record_at
from portal.ledger.services import next_public_number, publish_act
from portal.ledger.states import Verb
from streaming.threads.addresses import thread_path
from streaming.threads.contents import ThreadContent
from streaming.threads.errors import NotDiscussed
from streaming.threads.models import Thread
from streaming.threads.selectors.policies import city_terms
from streaming.threads.selectors.threads import thread_of
from streaming.threads.services.telling import open_thread_stream, tell_thread
from streaming.threads.states import ThreadState

DISCUSSABLE = frozenset({"agenda-item", "case", "proposal", "page"})
"""Kinds of records that may be talked about."""
PAGE, NEWS = "page", "news"


def is_discussable(record: Record) -> bool:
    """Of the city's own pages news alone; nobody comments on the page about cookies."""
    return record.kind in DISCUSSABLE and (record.kind != PAGE or record.status == NEWS)


def open_thread(*, subject: UUID, actor: Actor, organization: UUID | None = None) -> Thread:
    """The thread of a public record; the one that is there already, as it is.

    `organization` answers for it where the record itself names none (the city's own pages).
    Raises NotDiscussed for a record that is not for all, of no such kind, or nobody's.
    """
    if (known := thread_of(subject)) is not None:
        return known
    version = find_versions([subject], ANONYMOUS).get(subject)
    if version is None or version.content is None or not is_discussable(version.record):
        raise NotDiscussed
    keeper = version.content.organization or organization
    if keeper is None:
        raise NotDiscussed
    thread = Thread(
        number=next_public_number("thread"),
        subject=subject,
        subject_kind=version.record.kind,
        organization=keeper,
        opened_at=now(),
    )
    thread.full_clean()

    def apply() -> None:
        thread.save(force_insert=True)
        open_thread_stream(thread)

    _record(thread, version.content.title, actor, apply)
    return thread


def open_at(*, path: str, by: User) -> Thread:
    """A moderator opens the thread of the record that stands at this path.

    Raises NotDiscussed, and NotAllowed where another organization's moderators keep it.
    """
    record = record_at(path, ANONYMOUS)
    if record is None or not is_discussable(record):
        raise NotDiscussed
    keeper = record.organization or city_terms().pages_kept_by
    if keeper is None:
        raise NotDiscussed
    if not may(by, Permission.MODERATE, keeper):
        raise NotAllowed
    actor = Actor(role=Role.MODERATOR, user_id=by.pk)
    return open_thread(subject=record.pk, actor=actor, organization=keeper)


def lock_thread(*, thread: Thread, actor: Actor, reason: str, key: str = "") -> Thread:
    """Nobody writes in it any more; everybody reads it, and its moderators still moderate.

    With a `key` it is locked once by it, however often and from wherever that is asked.
    """
    return _turn(thread, ThreadState.LOCKED, actor, reason, key)


def unlock_thread(*, thread: Thread, actor: Actor, reason: str) -> Thread:
    """It may be written in again."""
    return _turn(thread, ThreadState.OPEN, actor, reason, "")


def lock_thread_of(*, subject: UUID, actor: Actor, reason: str) -> Thread | None:
    """The gavel: lock the thread of an agenda item; None where it has none."""
    thread = thread_of(subject)
    return lock_thread(thread=thread, actor=actor, reason=reason) if thread else None


def _turn(thread: Thread, state: ThreadState, actor: Actor, reason: str, key: str) -> Thread:
    if not reason.strip():
        raise NotAllowed
    title = _title(thread)

    def apply() -> None:
        row = Thread.objects.select_for_update().get(pk=thread.pk)
        row.state, row.state_reason = state, reason.strip()[:500]
        row.save(update_fields=["state", "state_reason"])
        tell_thread(row)

    if thread.state == state:
        return thread
    thread.state, thread.state_reason = state, reason.strip()[:500]
    _record(thread, title, actor, apply, key)
    return Thread.objects.get(pk=thread.pk)


def _record(
    thread: Thread, title: str, actor: Actor, apply: Callable[[], None], key: str = ""
) -> None:
    change = Change(thread.record_id, Verb.PUBLISHED, content_of(thread, title))
    publish_act(actor=actor, changes=[change], key=key or str(new_id()), apply=apply)


def content_of(thread: Thread, title: str) -> ThreadContent:
    return ThreadContent(
        id=thread.record_id,
        path=thread_path(thread.number),
        title=title,
        organization=thread.organization,
        date=local(thread.opened_at).date(),
        number=thread.number,
        subject=thread.subject,
        subject_kind=thread.subject_kind,
        state=thread.state,
        reason=thread.state_reason,
        changed=local_iso(now()),
    )


def _title(thread: Thread) -> str:
    found = find_versions([thread.record_id], ANONYMOUS).get(thread.record_id)
    return found.content.title if found and found.content else ""
