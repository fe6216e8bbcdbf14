"""Undoing an act within five minutes: a new act that says so; the ledger forgets nothing."""

import datetime
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.errors import TooLate
from meetings.models import Case, Decision, Document, Meeting, WorkingRecord
from meetings.services.working_rows import mark_not_live
from portal.core.clock import now
from portal.core.errors import Conflict
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Act, Entry, Record
from portal.ledger.services import publish_act
from portal.ledger.states import STANDING, Verb

MINUTES = 5
UNDOABLE = frozenset({"meeting", "agenda-item", "case", "document", "registration"})
"""Kinds that nothing but readers depends on: grants follow a membership, and a decision's votes
are sealed."""

WORKING: tuple[type[WorkingRecord], ...] = (Meeting, Case, Document, Decision)


def undoable_until(act: Act) -> datetime.datetime:
    return act.recorded_at + datetime.timedelta(minutes=MINUTES)


def can_be_undone(act: Act) -> bool:
    """Whether it is early enough, and about nothing that has consequences of its own."""
    kinds = set(act.entries.values_list("record__kind", flat=True))
    erased = act.entries.filter(verb=Verb.ERASED).exists()
    return kinds <= UNDOABLE and not erased and now() < undoable_until(act)


def undo(*, act: Act, actor: Actor, key: str, reason: str = "") -> Act:
    """Give readers back what they had before the act; what was new to them is withdrawn.

    The drafts keep what was published, so that it can be mended and published again. Raises
    TooLate, and Conflict where somebody has acted on one of the records since.
    """
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    if not can_be_undone(act):
        raise TooLate(
            _("Akten kan bara ångras inom %(minutes)s minuter. Rätta eller återta i stället.")
            % {"minutes": MINUTES}
        )
    said = _("Ångrad inom %(minutes)s minuter.") % {"minutes": MINUTES}
    changes = list(_changes(act, f"{said} {reason}".strip()))
    return publish_act(
        actor=actor,
        changes=changes,
        key=key,
        reason=changes[0].reason if changes else said,
        apply=lambda: _give_back([change.record_id for change in changes]),
    )


def _changes(act: Act, reason: str) -> Iterable[Change]:
    """Parts before what they are parts of, as a withdrawal does it."""
    entries = list(act.entries.order_by("-seq").select_related("record"))
    first = {entry.record_id: entry for entry in entries}
    for record_id, oldest in first.items():
        head = oldest.record
        _check_untouched(head, [entry for entry in entries if entry.record_id == record_id])
        before = head.entries.filter(version=oldest.version - 1).first()
        yield from _back(head, before, reason)


def _check_untouched(head: Record, own: Sequence[Entry]) -> None:
    if head.version != max(entry.version for entry in own):
        raise Conflict(
            _("”%(title)s” har ändrats sedan dess. Rätta i stället.") % {"title": head.title}
        )


def _back(head: Record, before: Entry | None, reason: str) -> Iterable[Change]:
    stood = before is not None and before.verb in STANDING
    if not stood:
        if head.verb in STANDING:
            yield _withdrawn(head, head.version, reason)
        return
    assert before is not None
    content, version = before.content.typed(), head.version
    same_readers = head.audience == before.audience
    if head.verb in STANDING and not same_readers:
        yield _withdrawn(head, version, reason)
        version += 1
    corrects = head.verb in STANDING and same_readers
    yield Change(
        head.pk,
        Verb.CORRECTED if corrects else Verb.PUBLISHED,
        content,
        before.audience,
        reason=reason,
        expected_version=version,
    )


def _withdrawn(head: Record, version: int, reason: str) -> Change:
    return Change(head.pk, Verb.WITHDRAWN, reason=reason, expected_version=version)


def _give_back(ids: Sequence[UUID]) -> None:
    """Rows of what was never public are drafts again; the others differ from what is public."""
    parents = Record.objects.filter(pk__in=ids).values_list("parent", flat=True)
    touched = {*ids, *(parent for parent in parents if parent)}
    new = set(
        Entry.objects.filter(record__in=ids, version=1, act__in=_latest_acts(ids)).values_list(
            "record", flat=True
        )
    )
    for model in WORKING:
        rows = list(model._default_manager.filter(record_id__in=touched, live=True))
        mark_not_live([row for row in rows if row.record_id in new])
        kept = [row.pk for row in rows if row.record_id not in new]
        model._default_manager.filter(pk__in=kept).update(has_unpublished_changes=True)


def _latest_acts(ids: Sequence[UUID]) -> Iterable[UUID]:
    heads = Record.objects.filter(pk__in=ids).values_list("seq", flat=True)
    return Entry.objects.filter(seq__in=list(heads)).values_list("act", flat=True)
