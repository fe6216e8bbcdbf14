"""Pages kept in memory, the least used thrown out first."""

import gzip
import re
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from time import monotonic

Headers = tuple[tuple[bytes, bytes], ...]

WORTH_COMPRESSING = 1_000
TEXT = (b"text/", b"application/json", b"application/atom+xml")
LASTS = re.compile(rb"max-age=(\d{1,6})")
"""What a page says of itself in `Surrogate-Control` (W3C, Edge Architecture Specification)."""
OVERHEAD = 2_000
"""Bytes that a page costs besides its own: its address, headers and place."""


@dataclass
class StoredPage:
    """A whole answer with status 200. `headers` are lower case; a gzipped one is made once."""

    headers: Headers
    body: bytes
    gzipped: bytes = field(init=False, default=b"")
    gzip_headers: Headers = field(init=False, default=())

    def __post_init__(self) -> None:
        if self._is_compressible():
            self.headers = _varying(self.headers)
            self.gzipped = gzip.compress(self.body, compresslevel=5, mtime=0)
            self.gzip_headers = tuple(_gzip_headers(self.headers, len(self.gzipped)))

    @property
    def size(self) -> int:
        return len(self.body) + len(self.gzipped) + OVERHEAD

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key == name), b"")

    @property
    def seconds(self) -> float:
        """How long it holds at the most, by its own word."""
        said = LASTS.search(self.header(b"surrogate-control"))
        return int(said[1]) if said else inf

    def _is_compressible(self) -> bool:
        is_text = self.header(b"content-type").startswith(TEXT)
        return is_text and len(self.body) > WORTH_COMPRESSING


class PageStore:
    """A bounded memory of pages, each valid for one head and minute; shorter where it says so."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._pages: OrderedDict[Hashable, tuple[Hashable, float, StoredPage]] = OrderedDict()
        self._lock = Lock()

    @property
    def held(self) -> int:
        """Bytes in use; never more than the bound."""
        return self._held

    def get(self, key: Hashable, valid: Hashable) -> StoredPage | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != valid or found[1] <= monotonic():
                return None
            self._pages.move_to_end(key)
            return found[2]

    def put(self, key: Hashable, valid: Hashable, page: StoredPage) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = (valid, monotonic() + page.seconds, page)
            self._held += page.size
            while self._held > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        *_valid, page = self._pages.pop(key, (None, 0.0, None))
        self._held -= page.size if page else 0


def _varying(headers: Headers) -> Headers:
    """A cache behind us must know that there are two forms."""
    before = [value for name, value in headers if name == b"vary" and value]
    rest = tuple(header for header in headers if header[0] != b"vary")
    return (*rest, (b"vary", b", ".join([*before, b"Accept-Encoding"])))


def _gzip_headers(headers: Headers, length: int) -> Headers:
    """The tag is weak: the same page, not the same bytes."""
    changed = {b"content-length": str(length).encode()}
    plain = tuple((name, changed.get(name, value)) for name, value in headers)
    weak = ((name, b"W/" + value if name == b"etag" else value) for name, value in plain)
    return (*weak, (b"content-encoding", b"gzip"))
