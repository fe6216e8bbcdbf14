"""What every outlet's answer has in common: entity tags, privacy, and the gate's refusals."""

from typing import TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from portal.audit.opening import record_opening
from portal.core.addresses import without_language
from portal.core.canonical import sha256_hex
from portal.ledger.readers import PUBLIC, Reader

R = TypeVar("R", bound=HttpResponseBase)


def reader_of_request(request: HttpRequest) -> Reader:
    """The reader that the middleware put on the request."""
    reader: Reader = request.reader  # type: ignore[attr-defined]  # set by ReaderMiddleware
    return reader


def with_etag(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tag the answer by its bytes; 304 when the client has them already."""
    tag = quote_etag(sha256_hex(response.content)[:32])
    response.headers["ETag"] = tag
    return unless_known(request, response)


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """304 instead of an answer that the client has already."""
    if response.status_code == 200 and has_tag(request, response.headers["ETag"]):
        return _not_modified(response)
    return response


def has_tag(request: HttpRequest, tag: str) -> bool:
    """Whether the client says that it has what this tag names."""
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in wanted or tag in {each.removeprefix("W/") for each in wanted}


def _not_modified(response: HttpResponse) -> HttpResponse:
    answer = HttpResponseNotModified()
    for name in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def not_modified(tag: str) -> HttpResponse:
    """304 before anything has been made."""
    return HttpResponseNotModified(headers={"ETag": tag})


def fresh(request: HttpRequest, response: R, *, audience: str = PUBLIC) -> R:
    """Never shown again without asking; what is not for all, or made for one, is kept nowhere.

    Every answer for fewer than all passes here, so here the audit log is told who opened it.
    """
    if audience != PUBLIC:
        _tell_the_log(request, audience)
    if audience == PUBLIC and not request.user.is_authenticated:
        patch_cache_control(response, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _tell_the_log(request: HttpRequest, audience: str) -> None:
    """Only of people: the portal also asks itself (`in_process`), as nobody with an account."""
    if request.user.pk is not None:
        record_opening(
            actor=request.user.pk,
            reader=reader_of_request(request),
            audience=audience,
            path=without_language(request.path),
        )
