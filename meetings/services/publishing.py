"""Publishing, correcting and withdrawing: one act for every outlet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from meetings.decision_contents import DecisionContent
from meetings.errors import NothingToPublish, ReasonMissing
from meetings.models import Decision, Document, Meeting, Membership, WorkingPart, WorkingRecord
from meetings.selectors.drafts import newest, newest_agenda
from meetings.services.completeness import check_complete, doubts_about, explain
from meetings.services.memberships import write_grant
from meetings.services.working_rows import mark_not_live, store_live
from portal.accounts.services import end_role
from portal.core.canonical import canonical_bytes, sha256_hex
from portal.core.clock import now
from portal.ledger.changes import Actor, Change
from portal.ledger.findings import Finding
from portal.ledger.models import Act, Record
from portal.ledger.services import publish_act
from portal.ledger.states import STANDING, Verb

PARTS = frozenset({"agenda-item", "registration", "vote"})
"""Kinds of records that live inside another one."""


def publish(
    *,
    records: Iterable[WorkingRecord],
    actor: Actor,
    key: str,
    reason: str = "",
    override: str = "",
    source_time: datetime | None = None,
) -> Act:
    """Publish the newest draft of these records in one act; with a reason, as a correction.

    `source_time` is when it was public before it came here (imported history).
    What already stands as published is left alone. A part that is gone from its draft
    (an item dropped from the agenda) is withdrawn, and that owes a reason.

    Raises NothingToPublish, ReasonMissing, AgendaConflict, ValidationError and what
    `publish_act` raises.
    """
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    return _publish(_newest(records), actor, key, reason, override, source_time)


def _publish(
    drafts: Sequence[WorkingRecord],
    actor: Actor,
    key: str,
    reason: str,
    override: str,
    source_time: datetime | None,
) -> Act:
    for draft in drafts:
        check_complete(draft)
    changes = _changes(drafts, reason, source_time)
    _check_dropped(changes)
    if not changes:
        keep_quietly(drafts)
        raise NothingToPublish(_("Allt är redan publicerat så som det står."))
    try:
        return publish_act(
            actor=actor,
            changes=changes,
            key=key,
            reason=reason,
            override=override,
            apply=lambda: _store(drafts),
        )
    except IntegrityError as error:
        raise explain(drafts, error) from error


def keep_quietly(drafts: Iterable[WorkingRecord]) -> None:
    """Drafts of live records that say what the public already has become the rows.

    So a list says "published" of them, and what is never published (why a number looks odd) stays.
    """
    for draft in drafts:
        if draft.live and draft.has_unpublished_changes:
            store_live([draft], draft.last_published_at or now())


def publish_agenda(
    *,
    meeting: Meeting,
    actor: Actor,
    key: str,
    reason: str = "",
    override: str = "",
    source_time: datetime | None = None,
) -> Act:
    """The meeting with its items, their cases and their papers, all in one act."""
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    cases, papers, draft = newest_agenda(meeting)
    return _publish([*cases, *papers, draft], actor, key, reason, override, source_time)


def publish_lines(*, document: Document, actor: Actor, key: str) -> Act:
    """A document's lines in the diaries alone; the document itself stays a draft (law.md D1).

    The draft's rows are stored already. Raises NothingToPublish and what `publish_act` raises.
    """
    lines = document.parts()
    heads = Record.objects.in_bulk([line.record_id for line in lines])
    changes = [_change(line, heads.get(line.record_id), "") for line in lines]
    made = [change for change in changes if change]
    if not made:
        raise NothingToPublish(_("Raden står redan i diariet."))
    return publish_act(actor=actor, changes=made, key=key)


def planned(records: Iterable[WorkingRecord], reason: str = "") -> list[Change]:
    """What publishing the newest drafts of these would do, in order; nothing is written.

    Raises ValidationError or AgendaConflict for a draft that cannot be published.
    """
    return changes_of(_newest(records), reason)


def doubts(records: Iterable[WorkingRecord]) -> Iterator[Finding]:
    """What the newest drafts of these say that should be looked at once more."""
    decisions = [record for record in records if isinstance(record, Decision)]
    return doubts_about(_newest(decisions))


def changes_of(drafts: Sequence[WorkingRecord], reason: str = "") -> list[Change]:
    """What publishing these very states would do. Raises as `planned`."""
    for draft in drafts:
        check_complete(draft)
    return _changes(drafts, reason, None)


def agenda_records(meeting: Meeting) -> list[WorkingRecord]:
    """The meeting and everything its newest draft refers to."""
    cases, papers, draft = newest_agenda(meeting)
    return [*cases, *papers, draft]


def referred_to(agenda: Meeting) -> list[WorkingRecord]:
    """The cases and papers that this state of an agenda refers to."""
    items = list(agenda.items.all())
    papers = [paper.document for item in items for paper in item.papers.all()]
    cases = [item.case for item in items if item.case]
    cases += [paper.case for paper in papers if paper.case]
    return [*_unique(cases), *_unique(papers)]


def withdraw(
    *, record: WorkingRecord, actor: Actor, reason: str, key: str, ground: str = ""
) -> Act:
    """Take a record back with everything that is a part of it; tombstones stay.

    A document's lines in the diaries fall with it, since their older versions say what it was
    called. Each keeps its row with number, date and reason: no silent gap (law.md D2). With a
    meeting fall its items, what was decided in them, and the votes.
    """
    parts = _standing_below(record.record_id)
    alone = not Record.objects.filter(pk=record.record_id).exists()
    ids = parts if alone and parts else [*parts, record.record_id]
    changes = [Change(id_, Verb.WITHDRAWN, reason=reason, ground=ground) for id_ in ids]
    return publish_act(
        actor=actor,
        changes=changes,
        key=key,
        reason=reason,
        apply=lambda: _take_back(record, parts),
    )


def _newest(records: Iterable[WorkingRecord]) -> list[WorkingRecord]:
    by_model: dict[type[WorkingRecord], list[int]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    return [draft for model, keys in by_model.items() for draft in newest(model, keys)]


def _unique(records: Iterable[WorkingRecord]) -> list[WorkingRecord]:
    return list({(type(record), record.pk): record for record in records}.values())


def _changes(
    drafts: Sequence[WorkingRecord], reason: str, source_time: datetime | None
) -> list[Change]:
    publishable: list[WorkingRecord | WorkingPart] = []
    for draft in drafts:
        publishable += [draft, *draft.parts()]
    heads = Record.objects.in_bulk([each.record_id for each in publishable])
    changes = (_change(each, heads.get(each.record_id), reason) for each in publishable)
    dropped = _dropped(drafts, reason)
    made = [*dropped, *(change for change in changes if change)]
    return [replace(change, source_time=source_time) for change in made]


def part_changes(states: Sequence[WorkingRecord | WorkingPart], reason: str) -> list[Change]:
    """What publishing these alone would do, without their parts."""
    heads = Record.objects.in_bulk([each.record_id for each in states])
    changes = [_change(each, heads.get(each.record_id), reason) for each in states]
    return [change for change in changes if change]


def _change(record: WorkingRecord | WorkingPart, head: Record | None, reason: str) -> Change | None:
    """What publishing this would do; None where it would change nothing."""
    content, audience = record.to_record(), record.audience()
    standing = head is not None and head.verb in STANDING
    if head and standing and (head.sha256, head.audience) == (content.sha256, audience):
        return None
    # A correction keeps its readers; what is given to more of them is published anew.
    keeps_readers = head is not None and standing and head.audience == audience
    return Change(
        record.record_id,
        Verb.CORRECTED if keeps_readers and reason else Verb.PUBLISHED,
        content,
        audience,
        reason=reason if standing else "",
        expected_version=head.version if head else 0,
    )


def _dropped(drafts: Sequence[WorkingRecord], reason: str) -> list[Change]:
    """Parts that stand published and are in these drafts no more.

    A line of the diary may stand before its document does.
    """
    kept = {part.record_id for draft in drafts for part in draft.parts()}
    parents = [
        draft.record_id for draft in drafts if isinstance(draft, Meeting | Document | Decision)
    ]
    gone = Record.objects.standing().filter(parent__in=parents, kind__in=PARTS)
    dropped = gone.exclude(pk__in=kept).order_by("pk")
    return [Change(record.pk, Verb.WITHDRAWN, reason=reason) for record in dropped]


def _check_dropped(changes: Sequence[Change]) -> None:
    unexplained = [change.record_id for change in changes if _is_unexplained(change)]
    if unexplained:
        titles = Record.objects.filter(pk__in=unexplained).values_list("title", flat=True)
        raise ReasonMissing(
            _("Publicerat har tagits bort ur utkastet: %(titles)s. Ange varför.")
            % {"titles": ", ".join(titles)}
        )


def _is_unexplained(change: Change) -> bool:
    return change.verb == Verb.WITHDRAWN and not change.reason.strip()


def _standing_below(record: UUID) -> list[UUID]:
    """Parts and decisions, those of each part before itself. An item that fell already may have
    a decision that stands."""
    below = Record.objects.filter(kind__in=[*PARTS, DecisionContent.kind]).order_by("pk")
    levels = [[record]]
    while levels[-1]:
        levels.append(list(below.filter(parent__in=levels[-1]).values_list("pk", flat=True)))
    found = [pk for level in reversed(levels[1:]) for pk in level]
    standing = Record.objects.standing().in_bulk(found)
    return [pk for pk in found if pk in standing]


def _take_back(record: WorkingRecord, parts: Sequence[UUID]) -> None:
    decisions = Decision.objects.filter(record_id__in=parts)
    mark_not_live([record, *decisions])
    if isinstance(record, Membership):
        end_role(source=record.record_id)


def _store(drafts: Sequence[WorkingRecord]) -> None:
    store_live(drafts, now())
    for draft in drafts:
        if isinstance(draft, Membership):
            write_grant(draft)


def digest_of(changes: Sequence[Change]) -> str:
    """The same as long as an act would do the same."""
    said = [
        [
            str(change.record_id),
            change.verb.value if change.verb == Verb.WITHDRAWN else "",
            change.content.sha256 if change.content else "",
            change.audience,
            change.expected_version,
        ]
        for change in changes
    ]
    return sha256_hex(canonical_bytes(said))
