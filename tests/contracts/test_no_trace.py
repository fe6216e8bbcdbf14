"""Who only reads gets no cookie and is sent to nobody else (TF 2:18, law.md D4, K3).

Every page type is asked on the server; `tests/journeys/test_every_page.py` does it in a browser.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.contracts.city import City, file_hash
from tests.contracts.crawl import crawl
from tests.contracts.test_audience_matrix import EXAMPLES, MATRIX, WITHOUT_RECORDS

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
DOORS = re.compile(r"^(?:/en)?/(?:logga-in|konto|registrator)/")
"""A form that changes something sets the cookie that guards it."""

FETCHES = re.compile(
    r"""<(?:script|img|iframe|video|audio|source|track|embed|object|input)\b[^>]*?"""
    r"""\b(?:src|srcset|data|poster)\s*=\s*["']([^"']+)"""
    r"""|<link\b(?![^>]*\brel="(?:alternate|canonical)")[^>]*?\bhref\s*=\s*["']([^"']+)"""
    r"""|<form\b[^>]*?\baction\s*=\s*["']([^"']+)"""
    r"""|url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^(?!data:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class Remembering(Client):
    """A reader that writes down who set a cookie and which page would fetch what elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setters: list[str] = []
        self.fetches: list[tuple[str, str]] = []
        self.seen = 0

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        path = request["PATH_INFO"]
        self.seen += 1
        if response.cookies and not DOORS.match(path):
            self.setters.append(path)
        if "html" in response.headers.get("Content-Type", ""):
            body = response.content.decode()
            self.fetches += [(path, each) for each in elsewhere(body)]
        self.cookies.clear()
        return response


def elsewhere(text: str) -> list[str]:
    """What a browser would fetch from, or send to, another origin of its own accord."""
    found = ("".join(groups) for groups in FETCHES.findall(text))
    return [each for each in found if ELSEWHERE.match(each)]


def every_address(city: City) -> Iterator[str]:
    """One of each address: a new one has its row in the matrix, and so stands here."""
    for row in (row for rows in MATRIX.values() for row in rows):
        place = city.places[row.kind, "public"]
        rest = place.path.strip("/").partition("/")[2] + "/"
        yield row.address.format(path=place.path, id=place.id, rest=rest, file=file_hash()[:16])
    yield from (f"/{EXAMPLES.get(route, route)}" for route in WITHOUT_RECORDS)


@pytest.mark.slow
@pytest.mark.one_engine
def test_a_reader_gets_no_cookie_and_asks_nobody_else(city: City, settings: Settings) -> None:
    reader = Remembering()
    settings.SITE_URL = "http://localhost:8000"
    pages = ["/", "/en/", "/moten/", "/arenden/", "/handlingar/11/", "/organ/", "/personer/"]
    pages += ["/beslut/", "/diarium/", "/sok/?q=handling", "/forslag/", "/rattelser/", "/api/"]
    pages += ["/integritet/", "/kakor/", "/finns-inte/", "/organ/ks/atom.xml", "/oparl/v1.1/"]
    crawl(reader, [*pages, "/moten/?per=2016-10-20", *every_address(city)])
    assert (reader.setters, reader.fetches) == ([], [])
    assert reader.seen > 150


def test_a_crawl_that_would_not_see_it_is_none() -> None:
    assert elsewhere('<img src="https://a.example/b.png">') == ["https://a.example/b.png"]
    assert elsewhere("<script src='//a.example/x.js'></script>") == ["//a.example/x.js"]
    assert elsewhere('<link rel="stylesheet" href="http://a.example/x">') == ["http://a.example/x"]
    assert elsewhere("a { background: url(https://a.example/x) }") == ["https://a.example/x"]
    assert elsewhere('<link rel="alternate" href="https://a.example/">') == []
    assert elsewhere('<img src="/static/a.png"><form action="/sok/">') == []


@pytest.mark.parametrize("folder", ["css", "js"])
def test_no_style_or_script_names_another_origin(folder: str) -> None:
    texts = {path.name: path.read_text() for path in (ROOT / "static" / folder).rglob("*.*s")}
    assert {name: found for name, text in texts.items() if (found := elsewhere(text))} == {}
    fetching = re.compile(r"""(?:fetch|import|EventSource|WebSocket)\(\s*["'`](?:https?:|//)""")
    assert [name for name, text in texts.items() if fetching.search(text)] == []
    assert [name for name, text in texts.items() if "document.cookie" in text] == []
