"""Round every request that reaches Django: it is counted, and told to the access log.

The log says when, what and how it went, and from which network. Not which page of a search, not
which user, not whose address: reading leaves no trace (TF 2:18, law.md D4).
"""

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.config.operations.counters import Counters
from portal.core.client_address import client_address, network_of

Next = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("portal.access")

VOTE = re.compile(r"/forslag/\d+/rosta/")
"""Of a vote no line is written at all: not when, and not from which network."""

counters = Counters(Path(settings.VAR_DIR) / "metrics")


class RequestLogMiddleware:
    """The outermost: its time is what the reader waited for Django."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        counters.count(request.method or "", response.status_code, seconds)
        if settings.ACCESS_LOG and not VOTE.search(request.path):
            _tell(request, response.status_code, seconds)
        return response


def count_exception(**_kwargs: object) -> None:
    """Receiver of `got_request_exception`: what ends in an answer of 500."""
    counters.count_exception()


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    facts = {
        "method": request.method,
        "path": request.path,
        "status": status,
        "milliseconds": round(seconds * 1000),
        "network": network_of(client_address(request)),
    }
    log.info("%(method)s %(path)s %(status)s %(milliseconds)s ms %(network)s", facts, extra=facts)
