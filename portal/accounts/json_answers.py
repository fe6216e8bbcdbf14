"""How data is answered: JSON with an entity tag, open to every origin for whoever is nobody."""

import json
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from portal.accounts.http import fresh, with_etag
from portal.core.questions import WrongQuestion
from portal.ledger.readers import PUBLIC

R = TypeVar("R", bound=HttpResponseBase)

JSON = "application/json; charset=utf-8"


def answer(
    request: HttpRequest,
    said: Any,
    *,
    status: int = 200,
    audience: str = PUBLIC,
    media_type: str = JSON,
) -> HttpResponse:
    """The answer as JSON; 304 when the client has it already."""
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, status=status, content_type=media_type)
    return open_to_all(request, with_etag(request, fresh(request, response, audience=audience)))


def refusal(request: HttpRequest, error: WrongQuestion) -> HttpResponse:
    """400: what was wrong, and what may be asked."""
    said: dict[str, Any] = {"error": str(error)}
    if error.known:
        said["known"] = error.known
    return answer(request, said, status=400)


def preflight(request: HttpRequest) -> HttpResponse:
    """What a browser asks before it sends `If-None-Match` from another origin."""
    response = HttpResponse(status=204)
    response.headers["Allow"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return open_to_all(request, response)


def open_to_all(request: HttpRequest, response: R) -> R:
    """A member's answer stays in the portal's own origin."""
    if not request.user.is_authenticated:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response
