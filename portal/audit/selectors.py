"""Reading the log, as far as the reader may."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.audit.models import AuditEvent
from portal.audit.ports import account_names
from portal.core.clock import city_zone


@dataclass(frozen=True)
class Sought:
    """What of the log is asked for; both days are included. Empty fields ask for everything."""

    kind: str = ""
    words: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.kind or self.words or self.first or self.last)


def events(organizations: Collection[UUID], sought: Sought) -> QuerySet[AuditEvent]:
    """Events of these organizations and those of none, the newest first."""
    found = AuditEvent.objects.filter(Q(organization__in=organizations) | Q(organization=None))
    if sought.kind:
        found = found.filter(kind=sought.kind)
    if sought.words:
        found = found.filter(subject__icontains=sought.words)
    if sought.first:
        found = found.filter(at__gte=_midnight(sought.first))
    if sought.last:
        found = found.filter(at__lt=_midnight(sought.last + timedelta(days=1)))
    return found.order_by("-pk")


def names_of(found: Collection[AuditEvent]) -> dict[int, str]:
    """Who the actors are; a user that is gone is called by its number alone."""
    actors = {event.actor for event in found if event.actor is not None}
    names: dict[int, str] = {}
    for answer in account_names.ask(actors):
        names |= answer
    return {actor: names.get(actor, f"#{actor}") for actor in actors}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=city_zone())
