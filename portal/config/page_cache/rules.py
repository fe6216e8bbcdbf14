"""What may be kept and who may be given it. Header names are lower case."""

from collections.abc import Iterable

from django.conf import settings

from portal.config.page_cache.store import Headers, StoredPage

LARGEST = 2 * 1024 * 1024
NOT_KEPT = (b"private", b"no-store")


def personal_cookies() -> frozenset[bytes]:
    """Cookies that make a request somebody's own."""
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
    return frozenset(name.encode() for name in names)


def is_anonymous(headers: Iterable[tuple[bytes, bytes]], cookies: frozenset[bytes]) -> bool:
    """Nothing in the request says who asks, and it asks for the whole."""
    for name, value in headers:
        if name in {b"authorization", b"range"}:
            return False
        if name == b"cookie" and cookies & _names(value):
            return False
    return True


def may_keep(status: int, headers: Headers, size: int) -> bool:
    if status != 200 or size > LARGEST:
        return False
    for name, value in headers:
        if name == b"set-cookie" or (name == b"cache-control" and _forbids(value)):
            return False
    return True


def accepts_gzip(value: bytes) -> bool:
    return b"gzip" in value and b"gzip;q=0" not in value.replace(b" ", b"")


def answer(page: StoredPage, *, wants_gzip: bool, none_match: bytes) -> tuple[int, Headers, bytes]:
    """Status, headers and body for one reader."""
    etag = page.header(b"etag")
    if etag and none_match and etag in {_strong(tag) for tag in none_match.split(b",")}:
        return 304, _without(page, b"content-length", b"content-type"), b""
    if not (wants_gzip and page.gzipped):
        return 200, page.headers, page.body
    kept = _without(page, b"content-length", b"etag")
    weak = ((b"etag", b"W/" + etag),) if etag else ()
    length = str(len(page.gzipped)).encode()
    added = ((b"content-encoding", b"gzip"), (b"content-length", length))
    return 200, (*kept, *weak, *added), page.gzipped


def _names(cookie: bytes) -> set[bytes]:
    return {part.partition(b"=")[0].strip() for part in cookie.split(b";")}


def _forbids(cache_control: bytes) -> bool:
    return any(word in cache_control for word in NOT_KEPT)


def _strong(tag: bytes) -> bytes:
    return tag.strip().removeprefix(b"W/")


def _without(page: StoredPage, *names: bytes) -> Headers:
    return tuple(header for header in page.headers if header[0] not in names)
