"""Fetching one file from an address that a stranger wrote.

Nothing inside our own walls is reached: every connection, a redirect's too, is made to an
address that was looked up and found to be public. Only the source itself, which a person named,
may be anywhere.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT = 30.0
"""Seconds without a byte."""

LONGEST = 900.0
"""Seconds for a whole file."""

AGENT = "Radslag import (OParl 1.1)"
PORTS = frozenset({80, 443})
DEFAULT_PORTS = {"http": 80, "https": 443}
FOR_GOOD = frozenset({400, 401, 403, 404, 405, 410, 414, 451})

Place = tuple[str, int]
"""Host and port."""


class NotFetched(Exception):
    """The file did not come; `for_good`: it will not come another time either."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.why, self.for_good = why, for_good


class Forbidden(OSError):
    """The address leads where a stranger must not send us."""


@dataclass
class Arriving:
    """The bytes as they come. Ends with NotFetched when fewer come than were announced."""

    answer: http.client.HTTPResponse
    media_type: str
    expected: int | None
    until: float
    count: int = 0

    def read(self, size: int, /) -> bytes:
        try:
            data = self.answer.read(size)
        except (OSError, http.client.HTTPException) as error:
            raise NotFetched(type(error).__name__) from error
        self.count += len(data)
        if not data and self.expected is not None and self.count < self.expected:
            raise NotFetched("cut short")
        if time.monotonic() > self.until:
            raise NotFetched("too slow")
        return data


@dataclass(frozen=True)
class Fetcher:
    """Fetches files of a source; `trusted` is where the source itself is, if it is a server."""

    trusted: Place | None = None

    @contextmanager
    def fetched(self, address: str) -> Iterator[Arriving]:
        """The file at an address. Raises NotFetched."""
        if urlsplit(address).scheme not in DEFAULT_PORTS:
            raise NotFetched("scheme", for_good=True)
        request = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310  asked above
        try:
            with self._opener().open(request, timeout=TIMEOUT) as answer:
                yield self._arriving(answer)
        except urllib.error.HTTPError as error:
            raise NotFetched(f"HTTP {error.code}", for_good=error.code in FOR_GOOD) from error
        except urllib.error.URLError as error:
            forbidden = isinstance(error.reason, Forbidden)
            said = "forbidden" if forbidden else type(error.reason).__name__
            raise NotFetched(said, for_good=forbidden) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetched(type(error).__name__) from error

    def _arriving(self, answer: http.client.HTTPResponse) -> Arriving:
        expected = _length(answer.headers)
        if expected is not None and expected > settings.FILE_MAX_SIZE:
            raise NotFetched(f"{expected} bytes", for_good=True)
        until = time.monotonic() + LONGEST
        return Arriving(answer, answer.headers.get_content_type(), expected, until)

    def _opener(self) -> urllib.request.OpenerDirector:
        """With nothing but HTTP: no files, no FTP, no proxy that could reach further than we."""
        opener = urllib.request.OpenerDirector()
        for handler in (
            _Http(self.trusted),
            _Https(self.trusted),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.UnknownHandler(),
        ):
            opener.add_handler(handler)
        return opener


def connected(place: Place, timeout: float | None, trusted: Place | None) -> socket.socket:
    """A connection to the host, at one of its public addresses. Raises Forbidden, OSError.

    What is looked up is what is connected to, so that a name cannot change in between.
    """
    host, port = place
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if place != trusted:
        if port not in PORTS:
            raise Forbidden(f"port {port}")
        if not all(is_public(str(where[0])) for *_rest, where in found):
            raise Forbidden(host)
    return socket.create_connection((str(found[0][4][0]), port), timeout)


def is_public(address: str) -> bool:
    """Whether an address belongs to the open internet: no loopback, private net or metadata."""
    number = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if inner is not None:
            return is_public(str(inner))
    return number.is_global and not number.is_multicast


class _Connection(http.client.HTTPConnection):
    trusted: Place | None = None

    def connect(self) -> None:
        self.sock = connected((self.host, self.port), self.timeout, self.trusted)


class _SecureConnection(http.client.HTTPSConnection):
    trusted: Place | None = None

    def connect(self) -> None:
        plain = connected((self.host, self.port), self.timeout, self.trusted)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, trusted: Place | None) -> None:
        super().__init__()
        self.connection: Any = type("Trusting", (_Connection,), {"trusted": trusted})

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self.connection, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, trusted: Place | None) -> None:
        super().__init__()
        self.connection: Any = type("Trusting", (_SecureConnection,), {"trusted": trusted})

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self.connection, req)


def place_of(address: str) -> Place | None:
    """Host and port of a server's address; None for a folder or an archive."""
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.hostname, port) if parts.hostname and port else None


def _length(headers: Message) -> int | None:
    said = headers.get("Content-Length", "")
    return int(said) if said.isascii() and said.isdigit() else None
