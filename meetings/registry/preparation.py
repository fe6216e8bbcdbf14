"""What an act would do, shown before it is done: change by change, with what the gate saw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from meetings.models import Meeting, WorkingRecord
from meetings.registry.differences import FieldChange, field_changes
from meetings.registry.words import audience_word, kind_word
from meetings.selectors.keepers import keeps
from meetings.services.publishing import agenda_records, digest_of, doubts, planned
from portal.ledger.changes import Change
from portal.ledger.findings import Finding
from portal.ledger.gate import scan
from portal.ledger.models import Record
from portal.ledger.selectors import versions_of
from portal.ledger.states import STANDING, Verb
from portal.ledger.versions import Version


@dataclass(frozen=True)
class PlannedChange:
    """One line of the page: a record, the version it would get, and what differs."""

    kind: str
    title: str
    path: str
    version: int
    says: str
    audience: str
    is_public: bool
    standing: bool
    withdrawn: bool
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Preparation:
    """Everything that the page of an act shows. `digest` tells whether it still holds."""

    changes: tuple[PlannedChange, ...]
    findings: tuple[Finding, ...]
    digest: str
    left_out: tuple[WorkingRecord, ...] = ()

    @property
    def stopping(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.stops)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.stops)

    @property
    def corrects(self) -> bool:
        """Whether something that stands would get a new version."""
        return any(change.standing for change in self.changes)

    @property
    def owes_reason(self) -> bool:
        return any(change.withdrawn for change in self.changes)


def records_of(record: WorkingRecord, user: Any) -> tuple[list[WorkingRecord], list[WorkingRecord]]:
    """What one act from this record's page takes along, and what another office must publish."""
    records = agenda_records(record) if isinstance(record, Meeting) else [record]
    mine = [each for each in records if keeps(user, each)]
    others = [each for each in records if each not in mine and not each.live]
    return mine, others


def prepare(
    records: Iterable[WorkingRecord], left_out: Sequence[WorkingRecord] = ()
) -> Preparation:
    """Raises ValidationError or AgendaConflict for a draft that cannot be published."""
    records = list(records)
    return prepared(planned(records), doubts(records), left_out)


def prepared(
    changes: Sequence[Change],
    doubtful: Iterable[Finding] = (),
    left_out: Sequence[WorkingRecord] = (),
) -> Preparation:
    """What these changes would do."""
    heads = Record.objects.in_bulk([change.record_id for change in changes])
    before = versions_of(heads.values())
    titles = {str(each.record_id): each.content.title for each in changes if each.content}
    return Preparation(
        changes=tuple(_planned(change, before.get(change.record_id), titles) for change in changes),
        findings=(*scan(changes), *doubtful),
        digest=digest_of(changes),
        left_out=tuple(left_out),
    )


def _planned(change: Change, before: Version | None, titles: Mapping[str, str]) -> PlannedChange:
    head = before.record if before else None
    content, version = change.content, (head.version if head else 0) + 1
    title = content.title if content else head.title if head else ""
    audience = change.audience if content else head.audience if head else ""
    standing = head is not None and head.verb in STANDING
    old = before.content if before and standing else None
    return PlannedChange(
        kind=kind_word(content.kind if content else head.kind if head else ""),
        title=title,
        path=content.path if content else head.path if head else "",
        version=version,
        says=_says(change, standing),
        audience=audience_word(audience),
        is_public=audience == "public",
        standing=standing and content is not None,
        withdrawn=change.verb == Verb.WITHDRAWN,
        fields=field_changes(old, content, titles) if old and content else (),
    )


def _says(change: Change, standing: bool) -> str:
    if change.verb == Verb.WITHDRAWN:
        return _("återtas")
    return _("ny version") if standing else _("publiceras")
