"""Opening a case that begins elsewhere than in a received paper."""

import datetime
from uuid import UUID

from django.db import transaction

from meetings.models import Case, Organization
from meetings.services.drafting import store_draft
from meetings.services.numbering import series_of, take_number
from meetings.services.publishing import publish
from portal.core.ids import new_id
from portal.ledger.changes import Actor


def open_case(
    *,
    organization: Organization,
    title: str,
    summary: str,
    opened: datetime.date,
    actor: Actor,
    record_id: UUID | None = None,
    source_time: datetime.datetime | None = None,
) -> Case:
    """A published case under the next number of the authority's own series.

    The caller has asked whether the actor may, and may hold a transaction of its own: if that is
    rolled back, so is the number. Raises ValidationError where the series does not give numbers
    of the form that the authority uses, and what `publish_act` raises.
    """
    with transaction.atomic():
        number = take_number(series=series_of(organization), year=opened.year)
        case = Case(
            record_id=record_id or new_id(),
            organization=organization,
            number=number,
            title=title,
            summary=summary,
            opened=opened,
        )
        case.full_clean()
        store_draft(case, user=None)
        publish(records=[case], actor=actor, key=str(new_id()), source_time=source_time)
    return case
