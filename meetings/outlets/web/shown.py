"""What the web shows of a record, asked by `ledger reconcile` and the proof page: its own page."""

import re

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.utils.translation import override

from meetings.outlets.web import urls  # noqa: F401  # every page is registered when it is read
from meetings.outlets.web.resolve import PAGES, record_page
from portal.ledger.outlets import Outlet, Shown, register_outlet
from portal.ledger.readers import Reader
from portal.ledger.selectors import Head

MAIN = re.compile(r'<main[^>]* data-version="(\d+)" data-sha256="([0-9a-f]*)"')


def register_web() -> None:
    register_outlet(Outlet("web", shown=_shown, carries=_carries))


def _carries(head: Head, _reader: Reader) -> bool:
    """Pages that the city writes itself are served by Wagtail and are no outlet's."""
    return head.kind in PAGES


def _shown(head: Head, reader: Reader) -> Shown | None:
    """Version and hash as they stand on the page that this reader gets at the record's address."""
    if head.kind not in PAGES:
        return None
    try:
        with override(settings.LANGUAGE_CODE):
            answer = record_page(_request(head.path, reader))
    except Http404:
        return None
    found = MAIN.search(answer.content.decode())
    return Shown(int(found[1]), found[2]) if found else None


def _request(path: str, reader: Reader) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.user = AnonymousUser()
    request.reader = reader  # type: ignore[attr-defined]  # as ReaderMiddleware does
    return request
