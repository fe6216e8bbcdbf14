"""Acts that the command line asks for by the ids of records, done as the screens do them."""

from uuid import UUID

from django.utils.translation import gettext as _

from meetings.models import Meeting, WorkingRecord
from meetings.selectors.keepers import keeps
from meetings.services.erasure import erase
from meetings.services.publishing import agenda_records, publish, withdraw
from portal.accounts.models import User
from portal.core.errors import DomainError, NotAllowed
from portal.ledger.models import Act
from portal.ledger.ports import ActRequest
from portal.ledger.states import Verb


def act_on_request(request: ActRequest) -> Act | None:
    """The act asked for; None when none of the ids is a working record's.

    A meeting goes with its items, cases and papers, as in the registry. Raises NotAllowed for
    a record of another registry, DomainError for a stranger among the ids, and what the
    services raise.
    """
    records = [record for id_ in request.record_ids for record in _with_id(id_)]
    if not records:
        return None
    if len(records) < len(request.record_ids):
        raise DomainError(_("Några av posterna finns inte i registraturen."))
    _check_keeper(request, records)
    return DOES.get(request.verb, _publish)(request, records)


def _with_id(record_id: UUID) -> list[WorkingRecord]:
    models = WorkingRecord.__subclasses__()
    found = (model._default_manager.filter(record_id=record_id).first() for model in models)
    return [record for record in found if record is not None]


def _check_keeper(request: ActRequest, records: list[WorkingRecord]) -> None:
    user = User.objects.filter(pk=request.actor.user_id or 0).first()
    for record in records:
        if user is None or not keeps(user, record):
            raise NotAllowed(
                _("%(user)s sköter inte ”%(record)s”.") % {"user": user, "record": record}
            )


def _publish(request: ActRequest, records: list[WorkingRecord]) -> Act:
    return publish(
        records=[each for record in records for each in _with_papers(record)],
        actor=request.actor,
        key=request.key,
        reason=request.reason,
        override=request.override,
    )


def _with_papers(record: WorkingRecord) -> list[WorkingRecord]:
    return agenda_records(record) if isinstance(record, Meeting) else [record]


def _withdraw(request: ActRequest, records: list[WorkingRecord]) -> Act:
    [record] = records
    return withdraw(
        record=record,
        actor=request.actor,
        reason=request.reason,
        key=request.key,
        ground=request.ground,
    )


def _erase(request: ActRequest, records: list[WorkingRecord]) -> Act:
    [record] = records
    return erase(
        record=record,
        actor=request.actor,
        reason=request.reason,
        ground=request.ground,
        key=request.key,
    )


DOES = {Verb.WITHDRAWN: _withdraw, Verb.ERASED: _erase}
