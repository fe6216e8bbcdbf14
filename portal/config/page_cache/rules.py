"""What may be kept and who may be given it. Header names are lower case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from portal.config.page_cache.store import Headers, StoredPage

LARGEST = 2 * 1024 * 1024
NOT_KEPT = ("private", "no-store")
VARIES_BY = frozenset({"", "cookie", "accept-language"})
"""What an answer may depend on and be kept. Personal cookies are asked elsewhere; the
language stands in the address, whatever the browser prefers."""

ONE_READERS = frozenset({b"authorization", b"range"})


def personal_cookies() -> tuple[bytes, ...]:
    """Cookies that make a request somebody's own."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
    return tuple(name.encode() for name in names)


@dataclass(slots=True)
class Asked:
    """What an answer from the cache depends on, of a request that is nobody's own."""

    host: bytes = b""
    accept_encoding: bytes = b""
    none_match: bytes = b""


def anonymous(headers: Iterable[tuple[bytes, bytes]], cookies: tuple[bytes, ...]) -> Asked | None:
    """None unless nothing in the request says who asks, and it asks for the whole.

    A personal name anywhere in the header counts: how a cookie is taken apart is Django's
    affair, and to differ from it by a space would be to give away a member's page.
    """
    asked = Asked()
    for name, value in headers:
        if name == b"cookie":
            if any(cookie in value for cookie in cookies):
                return None
        elif name in ONE_READERS:
            return None
        elif name == b"host":
            asked.host = asked.host or value
        elif name == b"accept-encoding":
            asked.accept_encoding = value
        elif name == b"if-none-match":
            asked.none_match = value
    return asked


def may_keep(status: int, headers: Headers) -> bool:
    """Whether an answer is for everyone, and whole: a stream does not tell its length."""
    if status != 200 or not _is_whole(headers):
        return False
    return all(_allows(name, value.decode("latin-1").lower()) for name, value in headers)


def accepts_gzip(value: bytes) -> bool:
    return b"gzip" in value and b"gzip;q=0" not in value.replace(b" ", b"")


def answer(page: StoredPage, asked: Asked) -> tuple[int, Headers, bytes]:
    """Status, headers and body for one reader."""
    if asked.none_match and _names(asked.none_match, page.header(b"etag")):
        return 304, _without(page, b"content-length", b"content-type"), b""
    if page.gzipped and accepts_gzip(asked.accept_encoding):
        return 200, page.gzip_headers, page.gzipped
    return 200, page.headers, page.body


def _is_whole(headers: Headers) -> bool:
    lengths = [value for name, value in headers if name == b"content-length"]
    return len(lengths) == 1 and lengths[0].isdigit() and int(lengths[0]) <= LARGEST


def _allows(name: bytes, value: str) -> bool:
    if name in {b"set-cookie", b"content-encoding", b"content-range"}:
        return False
    if name == b"cache-control":
        return not any(word in value for word in NOT_KEPT)
    if name == b"vary":
        return VARIES_BY.issuperset(each.strip() for each in value.split(","))
    return True


def _names(none_match: bytes, etag: bytes) -> bool:
    """RFC 9110, 13.1.2: weak comparison; `*` is whatever there is."""
    if not etag:
        return False
    asked = {tag.strip().removeprefix(b"W/") for tag in none_match.split(b",")}
    return not asked.isdisjoint({etag, b"*"})


def _without(page: StoredPage, *names: bytes) -> Headers:
    return tuple(header for header in page.headers if header[0] not in names)
