"""Publishing what was read, in small acts: each is whole or absent, and others get in between."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import F

from meetings.importing.mapping.context import Context, Made
from meetings.importing.rules import Rule
from meetings.models import ImportedObject, WorkingPart, WorkingRecord
from meetings.services.working_rows import create_live, store_live
from portal.core.canonical import canonical_bytes, sha256_hex
from portal.core.clock import now
from portal.core.errors import DomainError
from portal.ledger.changes import Actor, Change
from portal.ledger.errors import GateStopped
from portal.ledger.models import Record
from portal.ledger.services import publish_act
from portal.ledger.states import STANDING, Verb

ACTOR = Actor(role="import")
MOST = 500
"""Entries of an act (DESIGN §3)."""

LEAST = 60
HOLD = 0.1
"""Seconds that an act may hold the ledger's lock: a registrar waits for at most one act."""


@dataclass
class Pace:
    """How many entries an act has: fewer where they take long, so that others get in between."""

    entries: int = 150
    longest: float = 0.0

    def learn(self, entries: int, seconds: float) -> None:
        self.longest = max(self.longest, seconds)
        fitting = int(entries * HOLD / max(seconds, 0.001))
        self.entries = max(LEAST, min(MOST, (self.entries + fitting) // 2))


@dataclass
class Writer:
    """Writes what objects became. `on_written` hears how many objects are done with."""

    context: Context
    on_written: Callable[[int], None]
    pace: Pace = field(default_factory=Pace)

    def write(self, made: Iterable[Made]) -> None:
        for act in self._acts(made):
            self._publish(act)
            self.on_written(sum(each.of.size for each in act))

    def _acts(self, made: Iterable[Made]) -> Iterator[list[Made]]:
        act: list[Made] = []
        entries = 0
        for each in made:
            if act and entries + each.entries > self.pace.entries:
                yield act
                act, entries = [], 0
            act.append(each)
            entries += each.entries
        if act:
            yield act

    def _publish(self, act: Sequence[Made]) -> None:
        """All of it; where something in it stops, each object by itself."""
        try:
            self._attempt(act)
        except (DomainError, ValidationError, DatabaseError, ValueError) as error:
            if len(act) == 1:
                self._refused(act[0], error)
                return
            for each in act:
                _forget(each)
                self._publish([each])

    def _attempt(self, act: Sequence[Made]) -> None:
        new, changed, changes = self._changes(act)
        objects = [each.of.pk for each in act]

        began = 0.0

        def apply() -> None:
            nonlocal began
            began, at = time.perf_counter(), now()
            create_live(new, at)
            store_live(changed, at)
            written = ImportedObject.objects.filter(pk__in=objects)
            written.update(written_sha256=F("sha256"))

        if not changes:
            apply()
            return
        publish_act(actor=ACTOR, changes=changes, key=_key(act, changes), apply=apply)
        self.pace.learn(len(changes), time.perf_counter() - began)
        for change in changes:
            if change.content is not None:
                self.context.report.written[change.content.kind] += 1

    def _changes(
        self, act: Sequence[Made]
    ) -> tuple[list[WorkingRecord], list[WorkingRecord], list[Change]]:
        """New rows, rows that exist and differ, and what publishing both would do."""
        pairs = [(row, each.time) for each in act for row in each.rows]
        parts = {key: inside for each in act for key, inside in each.parts.items()}
        ids = [*parts, *(part.record_id for each in parts.values() for part in each)]
        heads = Record.objects.in_bulk(ids)
        new, changed, changes = [], [], []
        for row, moment in pairs:
            mine = _row_changes([row, *parts[row.record_id]], heads, moment)
            mine += _dropped(row, parts[row.record_id]) if row.pk else []
            self.context.report.unchanged += 1 + len(parts[row.record_id]) - len(mine)
            if row.pk is None:
                new.append(row)
            elif mine:
                changed.append(row)
            changes += mine
        return new, changed, changes

    def _refused(self, made: Made, error: Exception) -> None:
        rule = Rule.GATE_STOPPED if isinstance(error, GateStopped) else Rule.CONFLICT
        said = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        self.context.report.deviation(rule, made.of.kind, made.of.key, said)


def _row_changes(
    records: Sequence[WorkingRecord | WorkingPart],
    heads: dict[UUID, Record],
    moment: datetime | None,
) -> list[Change]:
    changes = []
    for record in records:
        content, head = record.to_record(), heads.get(record.record_id)
        if head and head.verb in STANDING and head.sha256 == content.sha256:
            continue
        changes.append(
            Change(
                record.record_id,
                Verb.PUBLISHED,
                content,
                record.audience(),
                source_time=moment,
                expected_version=head.version if head else 0,
            )
        )
    return changes


def _dropped(row: WorkingRecord, parts: Sequence[WorkingPart]) -> list[Change]:
    """Items that the source no longer has on the agenda."""
    if row._meta.model_name != "meeting":
        return []
    kept = [part.record_id for part in parts]
    gone = Record.objects.standing().filter(parent=row.record_id, kind="agenda-item")
    ids = gone.exclude(pk__in=kept).order_by("pk").values_list("pk", flat=True)
    return [Change(id_, Verb.WITHDRAWN, reason=DROPPED) for id_ in ids]


DROPPED = "Punkten finns inte längre på dagordningen hos källan."


def _forget(made: Made) -> None:
    """A transaction that failed has given rows keys that nothing has."""
    for row in made.rows:
        with suppress(AttributeError):
            if row._state.adding or not type(row)._default_manager.filter(pk=row.pk).exists():
                row.pk = None
                row._state.adding = True


def _key(act: Sequence[Made], changes: Sequence[Change]) -> str:
    """The same states of the same objects, written over the same versions, are the same act."""
    states = [[each.of.key, each.of.sha256] for each in act]
    versions = [[str(each.record_id), each.expected_version] for each in changes]
    return sha256_hex(canonical_bytes([states, versions]))
