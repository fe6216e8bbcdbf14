"""What a change may do to the record that it meets. Pure: each rule raises or is silent."""

from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from portal.ledger.changes import Change
from portal.ledger.errors import AudienceConflict, VersionConflict, WrongVerb
from portal.ledger.readers import PUBLIC
from portal.ledger.states import ALLOWED_AFTER, REASONED, STANDING, Verb


class Head(Protocol):
    """What the rules ask of a record's newest version."""

    id: UUID
    kind: str
    path: str
    title: str
    version: int
    verb: str
    audience: str


def check_change(change: Change, head: Head | None) -> None:
    """Raises VersionConflict, WrongVerb, AudienceConflict, and ValueError for a wrong kind."""
    _check_version(change, head)
    _check_verb(change, head)
    _check_reason(change)
    if head is not None:
        _check_kind(change, head)
        _check_audience(change, head)


def _check_version(change: Change, head: Head | None) -> None:
    found = head.version if head else 0
    if change.expected_version not in (None, found):
        raise VersionConflict(_name(change, head), change.expected_version or 0, found)


def _check_verb(change: Change, head: Head | None) -> None:
    before = head.verb if head else None
    if change.verb not in ALLOWED_AFTER[before]:
        raise WrongVerb(
            _("”%(record)s” är %(before)s och kan inte bli %(verb)s.")
            % {
                "record": _name(change, head),
                "before": Verb(before).label if before else _("inte publicerad"),
                "verb": change.verb.label,
            }
        )
    if (change.content is not None) != (change.verb in STANDING):
        raise WrongVerb(_("Innehåll hör till publicering och rättning, inte till annat."))


def _check_reason(change: Change) -> None:
    if change.verb in REASONED and not change.reason.strip():
        raise WrongVerb(_("Ange en anledning: den visas för alla."))


def _check_kind(change: Change, head: Head) -> None:
    if change.content and change.content.kind != head.kind:
        raise ValueError(f"{head.id} is a {head.kind} and cannot become a {change.content.kind}")


def _check_audience(change: Change, head: Head) -> None:
    """CONTRACT, Versions and verbs: to narrow is to withdraw and publish to the narrower one.

    A correction keeps its readers, so that nothing becomes public by being mended.
    """
    if head.verb not in STANDING or not change.content or change.audience == head.audience:
        return
    if change.verb == Verb.CORRECTED or change.audience != PUBLIC:
        raise AudienceConflict(_name(change, head))


def _name(change: Change, head: Head | None) -> str:
    if change.content:
        return change.content.title
    return head.title or head.path if head else str(change.record_id)
