"""/metrics in the text format of Prometheus, for those whom the city lets see it."""

import secrets
from collections.abc import Iterable, Iterator
from ipaddress import ip_address, ip_network
from itertools import accumulate
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.config.operations.counters import (
    BUCKETS,
    CLASSES,
    EXCEPTIONS,
    METHODS,
    MICROSECONDS,
    REQUESTS,
    totals,
)
from portal.core.client_address import client_address, is_forwarded
from portal.core.gauges import Gauge, gauges

TYPE = "text/plain; version=0.0.4; charset=utf-8"


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for all others: that there is something here is nobody's business."""
    if not _may_see(request):
        raise Http404
    return HttpResponse("".join(_lines()), content_type=TYPE)


def _may_see(request: HttpRequest) -> bool:
    """The right token, or an address of the list; never through a proxy that we do not trust."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and secrets.compare_digest(given.encode(), token.encode()):
        return True
    if is_forwarded(request) and not settings.TRUSTED_PROXIES:
        return False
    return _is_listed(client_address(request))


def _is_listed(address: str) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in ip_network(each) for each in settings.METRICS_ADDRESSES)


def _lines() -> Iterator[str]:
    yield from _requests(totals(Path(settings.VAR_DIR) / "metrics"))
    yield from gauge_lines(each for answer in gauges.ask() for each in answer)


def _requests(counts: tuple[int, ...]) -> Iterator[str]:
    yield "# HELP radslag_requests_total Requests that reached Django.\n"
    yield "# TYPE radslag_requests_total counter\n"
    for place, method in enumerate(METHODS):
        for at, status in enumerate(CLASSES):
            labels = f'{{method="{method}",status="{status}"}}'
            yield f"radslag_requests_total{labels} {counts[place * len(CLASSES) + at]}\n"
    yield "# HELP radslag_exceptions_total Exceptions that no view caught.\n"
    yield "# TYPE radslag_exceptions_total counter\n"
    yield f"radslag_exceptions_total {counts[EXCEPTIONS]}\n"
    yield from _histogram(counts)


def _histogram(counts: tuple[int, ...]) -> Iterator[str]:
    name = "radslag_request_duration_seconds"
    yield f"# HELP {name} How long a request took in Django.\n# TYPE {name} histogram\n"
    sums = list(accumulate(counts[REQUESTS : REQUESTS + len(BUCKETS) + 1]))
    for end, count in zip([*map(str, BUCKETS), "+Inf"], sums, strict=True):
        yield f'{name}_bucket{{le="{end}"}} {count}\n'
    yield f"{name}_sum {counts[MICROSECONDS] / 1_000_000}\n{name}_count {sums[-1]}\n"


def gauge_lines(measured: Iterable[Gauge]) -> Iterator[str]:
    """Each name once with its help, then its values."""
    by_name: dict[str, list[Gauge]] = {}
    for each in measured:
        by_name.setdefault(each.name, []).append(each)
    for name, group in by_name.items():
        yield f"# HELP {name} {group[0].help}\n# TYPE {name} gauge\n"
        for each in group:
            labels = ",".join(f'{key}="{_escaped(value)}"' for key, value in each.labels.items())
            yield f"{name}{{{labels}}} {each.value:g}\n" if labels else f"{name} {each.value:g}\n"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
