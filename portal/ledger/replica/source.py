"""The other ledger, over HTTP: pages of its feed and files, with bounds on time and size."""

import http.client
import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from portal.core.errors import DomainError

PATH = "/api/v1/changes"
FILES = "/api/v1/files/"
PAGE = 2_000
TIMEOUT = 30.0
LONGEST_LINE = 32 * 1024 * 1024
LARGEST_FILE = 2 * 1024 * 1024 * 1024
CHUNK = 1024 * 1024
RETRIES = (1.0, 4.0, 10.0)
"""Seconds of rest before each new try."""


class Unreachable(DomainError):
    """The other side does not answer, or answers what no ledger answers."""


class Refused(Unreachable):
    """The other side says that the question is wrong: to ask again would not help."""


class Source:
    """A portal by its address: `https://…`, without a path."""

    def __init__(self, address: str, rest: Callable[[float], None] = time.sleep) -> None:
        if not address.startswith(("http://", "https://")):
            raise Refused(f"”{address}” är ingen adress. Den börjar med https:// eller http://.")
        self.address = address.rstrip("/")
        self._rest = rest

    def page(self, after: int, *, wait: int = 0) -> list[str]:
        """The lines after an entry; none when there is nothing new. Raises Unreachable."""
        asked: dict[str, Any] = {"after": after, "limit": PAGE, "format": "ndjson"}
        if wait:
            asked["wait"] = wait
        return self._again(lambda: self._lines(f"{PATH}?{urlencode(asked)}", TIMEOUT + wait))

    def file(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a file, some at a time. Raises Unreachable."""
        size = 0
        with self._open(f"{FILES}{sha256}", TIMEOUT) as answer:
            while piece := answer.read(CHUNK):
                size += len(piece)
                if size > LARGEST_FILE:
                    raise Refused(f"{sha256[:12]}: filen är större än 2 GB och hämtas inte.")
                yield piece

    def _lines(self, path: str, timeout: float) -> list[str]:
        with self._open(path, timeout) as answer:
            kind = answer.headers.get_content_type()
            if kind != "application/x-ndjson":
                raise Refused(f"{self.address}{path} svarar {kind}, inte application/x-ndjson.")
            return [_line(line) for line in iter(lambda: answer.readline(LONGEST_LINE + 1), b"")]

    def _open(self, path: str, timeout: float) -> Any:
        request = Request(f"{self.address}{path}", headers={"User-Agent": "radslag-replicate"})  # noqa: S310  checked
        try:
            return urlopen(request, timeout=timeout)  # noqa: S310  http and https only
        except HTTPError as error:
            raise _refusal(error, f"{self.address}{path}") from None
        except (URLError, OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{self.address}{path} svarar inte: {error}") from None

    def _again(self, ask: Callable[[], list[str]]) -> list[str]:
        for seconds in RETRIES:
            try:
                return ask()
            except Refused:
                raise
            except (Unreachable, OSError, http.client.HTTPException):
                self._rest(seconds)
        try:
            return ask()
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{self.address} svarar inte: {error}") from None


def _line(line: bytes) -> str:
    if len(line) > LONGEST_LINE:
        raise Refused("En rad i flödet är längre än 32 MB.")
    try:
        return line.decode().rstrip("\n")
    except UnicodeDecodeError:
        raise Refused("Flödet är inte UTF-8.") from None


def _refusal(error: HTTPError, address: str) -> Unreachable:
    told = error.read(10_000)
    try:
        said = json.loads(told)["error"]
    except (ValueError, LookupError, TypeError):
        said = ""
    text = f"{address} svarar {error.code}{': ' if said else ''}{said}"
    return Refused(text) if error.code < 500 and error.code != 429 else Unreachable(text)
