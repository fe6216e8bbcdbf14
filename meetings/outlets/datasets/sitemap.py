"""The sitemap: an index and its parts, each of a bounded number of pages (sitemaps.org)."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from meetings.outlets.links import absolute, encoded
from portal.core.clock import local_iso
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import Heads, records

IN_A_PART = 5_000
"""The format allows 50 000; a part of this size is made in a moment."""

XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def pages() -> Heads:
    """What stands and anybody may read, in an order that new records only add to."""
    return records(ANONYMOUS).standing().order_by("first_recorded_at", "pk")


def part_count() -> int:
    return -(-pages().count() // IN_A_PART)


def index() -> Iterator[bytes]:
    yield f"{HEAD}<sitemapindex {XMLNS}>\n".encode()
    for number in range(1, part_count() + 1):
        yield f"<sitemap><loc>{absolute(f'/sitemap-{number}.xml')}</loc></sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def part(number: int) -> Iterator[bytes]:
    """The pages of a part, as they are read."""
    start = (number - 1) * IN_A_PART
    found = pages().values_list("path", "recorded_at")[start : start + IN_A_PART]
    yield f"{HEAD}<urlset {XMLNS}>\n".encode()
    for path, changed in found.iterator(chunk_size=500):
        address, day = escape(absolute(encoded(path))), local_iso(changed)
        yield f"<url><loc>{address}</loc><lastmod>{day}</lastmod></url>\n".encode()
    yield b"</urlset>\n"
