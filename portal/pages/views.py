"""Serving the city's own pages: Wagtail's way, and the ledger's for what is gone or moved."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.views import serve

from meetings.outlets.http import fresh, reader_of_request, with_etag
from meetings.outlets.web.resolve import canonical_path, record_page
from portal.ledger.selectors import record_at


def page_view(request: HttpRequest, path: str) -> HttpResponse:
    """A live page; a withdrawn one answers 410, a former address redirects."""
    try:
        response = serve(request, path)
    except Http404:
        return _former(request)
    if hasattr(response, "render"):
        response.render()
    answer: HttpResponse = with_etag(request, fresh(request, response))
    return answer


def _former(request: HttpRequest) -> HttpResponse:
    head = record_at(canonical_path(request), reader_of_request(request))
    if head is not None and head.is_standing:
        raise Http404
    return record_page(request)
