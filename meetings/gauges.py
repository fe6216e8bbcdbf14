"""What the record's own queue measures of itself."""

from collections.abc import Iterator

from meetings.models import ScheduledAct
from meetings.models.scheduled import ScheduledState
from portal.core.clock import now
from portal.core.gauges import Gauge


def measure() -> Iterator[Gauge]:
    """How long the oldest scheduled act has waited past its moment, and how many were stopped."""
    waiting = ScheduledAct.objects.filter(state=ScheduledState.WAITING, due__lt=now())
    oldest = waiting.order_by("due").values_list("due", flat=True).first()
    overdue = (now() - oldest).total_seconds() if oldest else 0
    yield Gauge(
        "radslag_scheduled_overdue_seconds", "Age of the oldest act past its time.", overdue
    )
    stopped = ScheduledAct.objects.filter(state=ScheduledState.FAILED).count()
    yield Gauge("radslag_scheduled_stopped", "Scheduled acts that were stopped.", stopped)
