"""What the ledger measures of itself."""

from collections.abc import Iterator

from portal.core.clock import now
from portal.core.gauges import Gauge
from portal.ledger.models import Entry
from portal.ledger.relay import Lag, lags
from portal.ledger.selectors import head_seq

LAG = "radslag_relay_lag_entries", "Entries that a subscriber has not been given yet."
AGE = "radslag_relay_age_seconds", "How long the oldest of them has waited."
STOPPED = "radslag_relay_stopped", "1 when the subscriber's last delivery failed."


def measure() -> Iterator[Gauge]:
    """Head of the ledger; lag, age and failure of each subscriber."""
    yield Gauge("radslag_ledger_head", "The newest entry's number.", head_seq())
    for lag in lags():
        labels = {"subscriber": lag.subscriber}
        yield Gauge(*LAG, lag.behind, labels)
        yield Gauge(*AGE, _age(lag), labels)
        yield Gauge(*STOPPED, 1 if lag.failed else 0, labels)


def _age(lag: Lag) -> float:
    if not lag.behind:
        return 0
    waiting = Entry.objects.filter(seq__gt=lag.seq).order_by("seq")
    oldest = waiting.values_list("recorded_at", flat=True).first()
    return (now() - oldest).total_seconds() if oldest else 0
