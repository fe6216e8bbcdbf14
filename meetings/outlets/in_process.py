"""Asking the portal itself, without a server: the same views, addresses and gate.

`ledger reconcile` and the proof page read here what an outlet really answers.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import resolve
from django.utils.translation import override

from portal.ledger.readers import Reader


class Somebody(AnonymousUser):
    """A visitor who is logged in; what they may read is told by the reader alone."""

    @property
    def is_authenticated(self) -> bool:  # type: ignore[override]  # the base says: never
        return True


def answer_of(address: str, reader: Reader) -> bytes | None:
    """The bytes that this reader gets, tombstones (410) included; None where nothing is.

    The answer is in the language of the city.
    """
    request = _request(address, reader)
    with override(settings.LANGUAGE_CODE):
        try:
            found = request.resolver_match = resolve(request.path_info)
            answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        except Http404:
            return None
    return answer.content if answer.status_code in {200, 410} else None


def _request(address: str, reader: Reader) -> HttpRequest:
    parts, request = urlsplit(address), HttpRequest()
    request.method = "GET"
    request.path = request.path_info = parts.path
    request.GET = QueryDict(parts.query)
    request.user = Somebody() if reader else AnonymousUser()
    request.reader = reader  # type: ignore[attr-defined]  # as ReaderMiddleware does
    return request
