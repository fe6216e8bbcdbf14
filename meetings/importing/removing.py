"""What the source deleted is withdrawn here, with a reason that all may read."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.importing.mapping.context import Context
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated, host_of
from meetings.importing.writing import ACTOR
from meetings.models import (
    Case,
    Document,
    ImportedObject,
    Meeting,
    Membership,
    Organization,
    Person,
)
from meetings.services.working_rows import mark_not_live
from portal.core.canonical import canonical_bytes, sha256_hex
from portal.ledger.changes import Change
from portal.ledger.models import Record
from portal.ledger.services import publish_act
from portal.ledger.states import Verb

MODELS = (Organization, Person, Membership, Meeting, Document, Case)


def remove(of: ImportedObject, stated: Stated, context: Context) -> None:
    """Withdraw the record and what is a part of it; nothing where it was never here."""
    standing = _standing(context.id_of(stated))
    if standing:
        reason = _reason(of, stated)
        publish_act(
            actor=ACTOR,
            changes=[Change(each, Verb.WITHDRAWN, reason=reason) for each in standing],
            key=_key(standing),
            apply=lambda: _take_back(standing),
        )
        context.report.withdrawn[of.kind] += 1
    else:
        stated.deviation(Rule.DELETED_UNKNOWN)
    ImportedObject.objects.filter(pk=of.pk).update(written_sha256=of.sha256)


def _standing(record: UUID) -> list[UUID]:
    found = Record.objects.standing()
    own = list(found.filter(pk=record).values_list("pk", flat=True))
    if not own:
        return []
    parts = found.filter(parent=record, kind__in=("agenda-item", "membership", "registration"))
    return [*parts.order_by("pk").values_list("pk", flat=True), *own, *_lonely_case(record)]


def _lonely_case(record: UUID) -> Iterator[UUID]:
    """The case of a paper goes with the last of its papers, if it came with them."""
    document = Document.objects.filter(record_id=record).select_related("case").first()
    case = document.case if document else None
    if case is None or case.source is None:
        return
    others = Record.objects.standing().filter(kind="document", parent=case.record_id)
    if not others.exclude(pk=record).exists():
        yield from Record.objects.standing().filter(pk=case.record_id).values_list("pk", flat=True)


def _take_back(standing: Sequence[UUID]) -> None:
    for model in MODELS:
        mark_not_live(model._default_manager.filter(record_id__in=standing))


def _reason(of: ImportedObject, stated: Stated) -> str:
    day = stated.date("modified")
    said = {"host": host_of(of.source.system) or of.source.name, "day": day or "–"}
    return _("Borttagen hos källan %(host)s (%(day)s).") % said


def _key(standing: Sequence[UUID]) -> str:
    seq = Record.objects.filter(pk__in=standing).values_list("seq", flat=True)
    return sha256_hex(canonical_bytes(["withdrawn", *sorted(seq)]))
