"""What the hub measures of itself."""

from collections.abc import Iterator

from portal.core.gauges import Gauge
from streaming.hub.crowd import CROWD


def measure() -> Iterator[Gauge]:
    """How many follow streams in this process."""
    yield Gauge("radslag_stream_readers", "Open connections to streams.", CROWD.total)
