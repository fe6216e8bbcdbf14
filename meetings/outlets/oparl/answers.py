"""How OParl is answered: JSON for every origin, with entity tag and time, and errors as objects."""

import datetime
import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from meetings.outlets.oparl.addresses import type_url
from portal.core.canonical import sha256_hex

R = TypeVar("R", bound=HttpResponseBase)

JSON = "application/json; charset=utf-8"
METHODS = "GET, HEAD, OPTIONS"


def answer(
    request: HttpRequest, said: Any, *, modified: datetime.datetime | None = None
) -> HttpResponse:
    """200, or 304 when the client has it already (RFC 9110, 13)."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    tag = quote_etag(sha256_hex(body)[:32])
    response = HttpResponse(body, content_type=JSON, headers={"ETag": tag})
    if modified is not None:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    seconds = int(modified.timestamp()) if modified is not None else None
    kept = get_conditional_response(request, tag, seconds, response)
    return open_to_all(kept if isinstance(kept, HttpResponse) else response)


def error(status: int, message: str, known: Iterable[str] = ()) -> HttpResponse:
    """OParl 1.1, errors: an object of the type Error with a status of its own."""
    said: dict[str, Any] = {"type": type_url("Error"), "message": message}
    if known:
        said["radslag:known"] = list(known)
        said["debug"] = ", ".join(known)
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return open_to_all(HttpResponse(body, status=status, content_type=JSON))


def preflight() -> HttpResponse:
    """What a browser asks before it sends a condition from another origin."""
    response = HttpResponse(status=204, headers={"Allow": METHODS})
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = "86400"
    return open_to_all(response)


def open_to_all(response: R) -> R:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    response.headers["Cache-Control"] = "no-cache"
    return response
