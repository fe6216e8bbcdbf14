"""What each app measures of itself: one number under one name, for /metrics."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from portal.core.ports import Port


@dataclass(frozen=True)
class Gauge:
    """A number as it is now. `name` begins with `radslag_` and ends in its unit; `help` says what.

    Labels are few and fixed: never a person, an address or a title.
    """

    name: str
    help: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


gauges: Port[[], Iterable[Gauge]] = Port()
"""Filled in `AppConfig.ready()`; asked at each scrape, so it costs a query or two and no more."""
