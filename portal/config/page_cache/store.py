"""Pages kept in memory, the least used thrown out first."""

import gzip
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock

Headers = tuple[tuple[bytes, bytes], ...]

WORTH_COMPRESSING = 1_000
TEXT = (b"text/", b"application/json", b"application/atom+xml")


@dataclass
class StoredPage:
    """A whole answer with status 200. `headers` are lower case."""

    headers: Headers
    body: bytes
    gzipped: bytes = field(init=False, default=b"")

    def __post_init__(self) -> None:
        if self._is_compressible():
            self.gzipped = gzip.compress(self.body, compresslevel=5, mtime=0)

    @property
    def size(self) -> int:
        return len(self.body) + len(self.gzipped)

    def header(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key == name), b"")

    def _is_compressible(self) -> bool:
        plain = not self.header(b"content-encoding")
        is_text = self.header(b"content-type").startswith(TEXT)
        return plain and is_text and len(self.body) > WORTH_COMPRESSING


class PageStore:
    """A bounded memory of pages, each valid for one head and minute."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._held = most_bytes, 0
        self._pages: OrderedDict[Hashable, tuple[Hashable, StoredPage]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, valid: Hashable) -> StoredPage | None:
        with self._lock:
            found = self._pages.get(key)
            if found is None or found[0] != valid:
                return None
            self._pages.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, valid: Hashable, page: StoredPage) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = (valid, page)
            self._held += page.size
            while self._held > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: Hashable) -> None:
        _valid, page = self._pages.pop(key, (None, None))
        self._held -= page.size if page else 0
