"""A live OParl server: followed from page to page with patience and with bounds."""

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import IO, Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.utils.translation import gettext as _

from meetings.importing.fields import LISTED, LISTS
from meetings.importing.report import Report
from meetings.importing.rules import Rule
from meetings.importing.sources.pages import (
    LARGEST,
    NoSource,
    SourcePage,
    Unreadable,
    listed,
    parse,
    type_of,
)
from meetings.importing.stated import host_of

TIMEOUT = 30.0
PAUSES = (1.0, 4.0, 15.0)
"""Seconds before each further try."""

FOR_GOOD = frozenset({400, 401, 403, 404, 405, 410, 451})
"""Answers that a further try does not change."""

CHUNK = 1024 * 1024
FINAL = frozenset(f"HTTP {code}" for code in FOR_GOOD)
AGENT = "Radslag import (OParl 1.1)"


@dataclass
class LiveSource:
    """`open` finds system and body; pages come from the lists that the body names."""

    address: str
    report: Report
    body_id: str = ""
    system: dict[str, Any] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    def open(self) -> "LiveSource":
        """Raises NoSource."""
        try:
            found = self._get(self.address)
            if type_of(found) == "System":
                self.system = found
                self.body = self._body(found)
            elif type_of(found) == "Body":
                self.body = found
        except Unreadable as error:
            raise NoSource(
                _("%(address)s svarar inte som ett OParl-system: %(why)s.")
                % {"address": self.address, "why": error.about or error.rule}
            ) from error
        if not self.body:
            raise NoSource(_("%(address)s är inget OParl-system.") % {"address": self.address})
        return self

    def _body(self, system: dict[str, Any]) -> dict[str, Any]:
        """The body that was asked for, or the first."""
        address = system.get("body")
        page = (
            listed(self._get(urljoin(self.address, address))) if isinstance(address, str) else None
        )
        bodies = [each for each in (page[0] if page else []) if isinstance(each, dict)]
        asked = [each for each in bodies if self.body_id in ("", each.get("id"))]
        return asked[0] if asked else {}

    def pages(self, since: str, position: dict[str, str]) -> Iterator[SourcePage]:
        for name in LISTS:
            if position.get(name) == "":
                continue
            first = self.body.get(name)
            if not isinstance(first, str):
                self.report.deviation(Rule.MISSING_FIELD, "Body", str(self.body.get("id")), name)
                continue
            start = position.get(name) or _filtered(urljoin(self.address, first), since)
            yield from self._list(LISTED[name], start)

    def _list(self, kind: str, start: str) -> Iterator[SourcePage]:
        seen: set[str] = set()
        address = start
        while address:
            if address in seen:
                self.report.deviation(Rule.PAGE_LOOP, kind, address)
                return
            seen.add(address)
            page = self._page(kind, address)
            if page is None:
                return
            yield page
            address = page.after

    def _page(self, kind: str, address: str) -> SourcePage | None:
        """None, and reported, where the list cannot be followed; a later run goes on there."""
        if host_of(address) != host_of(self.address):
            self.report.deviation(Rule.FOREIGN_ADDRESS, kind, address)
            return None
        try:
            found = listed(self._get(address))
            if found is None:
                raise Unreadable(Rule.NOT_JSON)
        except Unreadable as error:
            self.report.deviation(error.rule, kind, address, error.about)
            return None
        objects, after, total = found
        return SourcePage(kind, address, objects, urljoin(address, after) if after else "", total)

    def _get(self, address: str) -> Any:
        """The JSON at an address, after as many tries as there are pauses. Raises Unreadable."""
        for pause in (*PAUSES, None):
            try:
                return parse(self._bytes(address), address, self.report)
            except Unreadable as error:
                if pause is None or error.about in FINAL:
                    raise
                time.sleep(pause)
        raise AssertionError("unreachable")

    def _bytes(self, address: str) -> bytes:
        if urlsplit(address).scheme not in ("http", "https"):
            raise Unreadable(Rule.FOREIGN_ADDRESS, address[:20])
        request = urllib.request.Request(  # noqa: S310  the scheme is asked above
            address, headers={"Accept": "application/json", "User-Agent": AGENT}
        )
        try:
            with OPENER.open(request, timeout=TIMEOUT) as answer:
                return self._read(answer)
        except urllib.error.HTTPError as error:
            raise Unreadable(Rule.UNREACHABLE, f"HTTP {error.code}") from error
        except (OSError, HTTPException, ValueError) as error:
            raise Unreadable(Rule.UNREACHABLE, type(error).__name__) from error

    def _read(self, answer: IO[bytes]) -> bytes:
        """Bounded in size, and in time also where the bytes come one by one."""
        until, data = time.monotonic() + 10 * TIMEOUT, bytearray()
        while chunk := answer.read(CHUNK):
            data += chunk
            if len(data) > LARGEST:
                raise Unreadable(Rule.TOO_LARGE)
            if time.monotonic() > until:
                raise TimeoutError
        return bytes(data)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """A source leads to itself and nowhere else."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, *more: Any
    ) -> urllib.request.Request | None:
        if host_of(urljoin(req.full_url, str(more[-1]))) != host_of(req.full_url):
            raise Unreadable(Rule.FOREIGN_ADDRESS, str(more[-1])[:40])
        return super().redirect_request(req, fp, code, msg, *more)


OPENER = urllib.request.build_opener(_SameHost)


def _filtered(address: str, since: str) -> str:
    """With OParl's filter: what changed since, deleted objects with it."""
    if not since:
        return address
    mark = "&" if urlsplit(address).query else "?"
    return address + mark + urlencode({"modified_since": since})
