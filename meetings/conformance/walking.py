"""Walking a live server: from the system to every list, page by page, and along some references."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from meetings.conformance.fetching import Server, Unreachable
from meetings.conformance.findings import Findings, Rule
from meetings.conformance.objects import Json, addresses_in, check_object
from meetings.conformance.shapes import LISTS
from portal.core.progress import Progress, silent

MOST_PAGES = 20_000
MOST_SAMPLED = 60
"""Pages of one list, and references that are followed of one type."""

FAR = "2100-01-01T00:00:00+01:00"
LONG_AGO = "1970-01-01T00:00:00+01:00"
FILTERS = ("created_since", "created_until", "modified_since", "modified_until")


class NoSystem(Exception):
    """There is no OParl at the address."""


@dataclass
class Sampled:
    """Some of the references of each list, chosen evenly (Vitter's reservoir)."""

    most: int = MOST_SAMPLED
    chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311
    seen: int = 0
    kept: list[str] = field(default_factory=list)

    def add(self, address: str) -> None:
        self.seen += 1
        if len(self.kept) < self.most:
            self.kept.append(address)
        elif (place := self.chance.randrange(self.seen)) < self.most:
            self.kept[place] = address


class Walk:
    """One walk; `most` bounds the objects that are read of each list."""

    def __init__(
        self, findings: Findings, progress: Progress = silent, most: int = 1_000_000
    ) -> None:
        self.findings = findings
        self._progress = progress
        self._most = most
        self._server = Server(findings)
        self._host = ""
        self._references = {name: Sampled() for name in LISTS}
        self._files: list[Json] = []

    def system(self, address: str) -> None:
        """Everything. Raises NoSystem where not even a system or a body is found."""
        self._host = _host(address)
        found = self._server.object_at(address, "system")
        if not isinstance(found, dict):
            raise NoSystem(address)
        check_object(found, "System", self.findings)
        self._own(address, "system", found)
        bodies = found.get("body")
        if not isinstance(bodies, str):
            raise NoSystem(address)
        for body in self._list(bodies, "Body", "body"):
            self._body(body)
        self._follow_references()
        self._follow_files()

    def _body(self, body: Json) -> None:
        for name, kind in LISTS.items():
            address = body.get(name)
            if isinstance(address, str):
                for _each in self._list(address, kind, name):
                    pass
                self._check_filters(address, name)

    def _list(self, address: str, kind: str, name: str) -> Iterator[Json]:
        """The objects of a list, checked as they come."""
        seen: set[int] = set()
        for page in self._pages(address, name):
            for found in page:
                check_object(found, kind, self.findings)
                if isinstance(found, dict):
                    self._look_at(found, name, seen)
                    yield found
            self._progress(name, len(seen), len(seen) + 1)
            if len(seen) >= self._most:
                break
        self._progress(name, len(seen), len(seen))

    def _look_at(self, found: Json, name: str, seen: set[int]) -> None:
        identity = found.get("id")
        if not isinstance(identity, str):
            return
        if hash(identity) in seen:
            self.findings.add(Rule.DUPLICATE_ID, "", name, identity)
        seen.add(hash(identity))
        if _host(identity) != self._host:
            self.findings.add(Rule.OTHER_HOST, "", name, identity)
        if found.get("deleted") is True:
            self.findings.add(Rule.DELETED_LISTED, "", name, identity)
        sampled = self._references.get(name)
        if sampled is not None:
            for each in (identity, *addresses_in(found)):
                sampled.add(each)
        if name == "file" and len(self._files) < 3 and not found.get("deleted"):
            self._files.append(found)

    def _pages(self, address: str, name: str) -> Iterator[list[Any]]:
        """The data of each page. A loop, another host or what is no page ends the list."""
        been: set[str] = set()
        size = 0
        while address and len(been) < MOST_PAGES:
            been.add(address)
            page = self._server.object_at(address, name)
            if page is None:
                return
            data = page.get("data") if isinstance(page, dict) else None
            if not isinstance(data, list):
                self.findings.add(Rule.NOT_A_LIST, "", name, f"{address}: {type(data).__name__}")
                return
            following = self._next(page, address, name, been)
            if following and size and len(data) != size:
                self.findings.add(Rule.PAGE_SIZE, "", name, address)
            size = size or len(data)
            yield data
            address = following

    def _next(self, page: Json, address: str, name: str, been: set[str]) -> str:
        """Where the list goes on; empty at its end and where it cannot be followed."""
        links, pagination = page.get("links"), page.get("pagination")
        if not isinstance(links, dict) or not isinstance(pagination, dict):
            self.findings.add(Rule.NO_LINKS, "", name, address)
        following = links.get("next") if isinstance(links, dict) else None
        if following is None:
            return ""
        if not isinstance(following, str):
            self.findings.add(Rule.NO_LINKS, "", name, f"{address}: {following!r}")
        elif _host(following) != self._host:
            self.findings.add(Rule.OTHER_HOST, "", name, following)
        elif following in been:
            self.findings.add(Rule.PAGE_LOOP, "", name, following)
        else:
            return following
        return ""

    def _check_filters(self, address: str, name: str) -> None:
        """Nothing was created or modified in the year 2100, and filters stay in the links."""
        for each in FILTERS:
            moment = FAR if each.endswith("since") else LONG_AGO
            asked = _with(address, **{each: moment})
            page = self._server.object_at(asked, name)
            data = page.get("data") if isinstance(page, dict) else None
            if data:
                self.findings.add(Rule.FILTER_IGNORED, "", f"{name} {each}", asked)
        asked = _with(address, modified_since=LONG_AGO, created_until=FAR)
        page = self._server.object_at(asked, name)
        links = page.get("links") if isinstance(page, dict) else None
        for which, link in links.items() if isinstance(links, dict) else ():
            known = parse_qs(urlsplit(link).query) if isinstance(link, str) else {}
            if which != "web" and not {"modified_since", "created_until"} <= known.keys():
                self.findings.add(Rule.FILTER_LOST, "", name, f"{which}: {link}")

    def _follow_references(self) -> None:
        """Every object must be found at its address, embedded ones too."""
        for name, sampled in self._references.items():
            for address in dict.fromkeys(sampled.kept):
                found = self._resolved(address, name)
                if found is not None:
                    self._own(address, name, found)

    def _resolved(self, address: str, name: str) -> Json | None:
        try:
            answer = self._server.get(address)
        except Unreachable as error:
            self.findings.add(Rule.UNRESOLVED, "", name, f"{address}: {error}")
            return None
        if answer.status != 200:
            self.findings.add(Rule.UNRESOLVED, "", name, f"{address}: {answer.status}")
            return None
        found = self._server.object_at(address, name)
        return found if isinstance(found, dict) else None

    def _own(self, address: str, name: str, found: Json) -> None:
        if found.get("id") != address:
            self.findings.add(Rule.OTHER_ID, "", name, f"{address}: {found.get('id')}")

    def _follow_files(self) -> None:
        """OParl 1.1, files: one address to look at it, the other to keep it under a name."""
        for file in self._files:
            access, download = file.get("accessUrl"), file.get("downloadUrl")
            if isinstance(access, str) and "attachment" in self._disposition(access):
                self.findings.add(Rule.FILE_ATTACHED, "File", "accessUrl", access)
            if isinstance(download, str):
                sent = self._disposition(download)
                if not (sent.startswith("attachment") and "filename" in sent):
                    self.findings.add(Rule.FILE_NOT_ATTACHED, "File", "downloadUrl", download)

    def _disposition(self, address: str) -> str:
        try:
            answer = self._server.get(address, method="HEAD")
        except Unreachable as error:
            self.findings.add(Rule.UNRESOLVED, "File", "", f"{address}: {error}")
            return ""
        if answer.status != 200:
            self.findings.add(Rule.UNRESOLVED, "File", "", f"{address}: {answer.status}")
        return answer.headers.get("content-disposition", "")


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""


def _with(address: str, **filters: str) -> str:
    mark = "&" if urlsplit(address).query else "?"
    return f"{address}{mark}{urlencode(filters)}"
