"""What may be kept and who may be given it. Header names are lower case."""

from collections.abc import Iterable

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


def is_anonymous(headers: Iterable[tuple[bytes, bytes]], cookies: tuple[bytes, ...]) -> bool:
    """Nothing in the request says who asks, and it asks for the whole.

    A personal name anywhere in the header counts: how a cookie is taken apart is Django's
    affair, and to differ from it by a space would be to give away a member's page.
    """
    for name, value in headers:
        if name in ONE_READERS:
            return False
        if name == b"cookie" and any(cookie in value for cookie in cookies):
            return False
    return True


def may_keep(status: int, headers: Headers) -> bool:
    """Whether an answer is for everyone, and whole: a stream does not tell its length."""
    if status != 200 or not _is_whole(headers):
        return False
    return all(_allows(name, value.decode("latin-1").lower()) for name, value in headers)


def accepts_gzip(value: bytes) -> bool:
    return b"gzip" in value and b"gzip;q=0" not in value.replace(b" ", b"")


def answer(page: StoredPage, *, wants_gzip: bool, none_match: bytes) -> tuple[int, Headers, bytes]:
    """Status, headers and body for one reader."""
    etag = page.header(b"etag")
    if etag and none_match and _names(none_match, etag):
        return 304, _without(page, b"content-length", b"content-type"), b""
    if wants_gzip and page.gzipped:
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
    asked = {tag.strip().removeprefix(b"W/") for tag in none_match.split(b",")}
    return not asked.isdisjoint({etag, b"*"})


def _without(page: StoredPage, *names: bytes) -> Headers:
    return tuple(header for header in page.headers if header[0] not in names)
