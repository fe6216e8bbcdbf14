"""Asking a server: bounded in size, in time and in tries."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from meetings.conformance.findings import Findings, Rule

TIMEOUT = 30.0
LARGEST = 64 * 1024 * 1024
CHUNK = 256 * 1024
PAUSES = (1.0, 4.0)
"""Seconds before each further try of what may pass: no answer, or a server's own fault."""

AGENT = "radslag-oparl-check"


@dataclass(frozen=True)
class Answer:
    """A whole answer; `headers` are lower case."""

    status: int
    headers: dict[str, str]
    body: bytes = b""


class Unreachable(Exception):
    """No whole answer came; `rule` says why."""

    def __init__(self, rule: Rule, why: str) -> None:
        super().__init__(why)
        self.rule = rule


class Server:
    """Asks addresses and tells of what every answer must keep."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def object_at(self, address: str, about: str) -> Any | None:
        """The JSON at an address, or None and a deviation. `about` names where it was found."""
        try:
            answer = self.get(address)
        except Unreachable as error:
            self._findings.add(error.rule, "", about, f"{address}: {error}")
            return None
        if answer.status != 200:
            self._findings.add(Rule.UNREACHABLE, "", about, f"{address}: {answer.status}")
            return None
        found = _parsed(answer.body, address, about, self._findings)
        if found is not None:
            self._check_headers(answer, address, about)
        return found

    def get(self, address: str, *, method: str = "GET") -> Answer:
        """Raises Unreachable."""
        if not address.startswith(("http://", "https://")):
            raise Unreachable(Rule.UNREACHABLE, "är ingen adress på webben")
        for pause in (*PAUSES, None):
            try:
                answer = _ask(address, method)
                if answer.status < 500 or pause is None:
                    return answer
            except (OSError, http.client.HTTPException, ValueError) as error:
                if pause is None:
                    raise Unreachable(Rule.UNREACHABLE, repr(error)) from error
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _check_headers(self, answer: Answer, address: str, about: str) -> None:
        if answer.headers.get("content-type", "").partition(";")[0] != "application/json":
            self._findings.add(Rule.MEDIA_TYPE, "", about, address)
        if answer.headers.get("access-control-allow-origin") != "*":
            self._findings.add(Rule.NO_CORS, "", about, address)


def _ask(address: str, method: str) -> Answer:
    request = Request(  # noqa: S310  the scheme was asked
        address, headers={"Accept": "application/json, */*", "User-Agent": AGENT}, method=method
    )
    try:
        with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310  http and https only
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, headers, _body(answer))
    except HTTPError as error:
        return Answer(error.code, {name.lower(): value for name, value in error.headers.items()})


def _body(answer: IO[bytes]) -> bytes:
    """Bounded in time too, where the bytes come one by one."""
    until, data = time.monotonic() + 10 * TIMEOUT, bytearray()
    while chunk := answer.read(CHUNK):
        data += chunk
        if len(data) > LARGEST:
            raise Unreachable(Rule.TOO_LARGE, f"mer än {LARGEST} byte")
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(data)


def _parsed(body: bytes, address: str, about: str, findings: Findings) -> Any | None:
    """JSON that is null is no answer either."""
    text = body
    if body.startswith(b"\xef\xbb\xbf"):
        findings.add(Rule.NOT_UTF8, "", about, address)
        text = body[3:]
    try:
        found = json.loads(text.decode())
    except UnicodeDecodeError:
        findings.add(Rule.NOT_UTF8, "", about, address)
        return None
    except (ValueError, RecursionError):
        findings.add(Rule.NOT_JSON, "", about, f"{address}: {body[:40]!r}")
        return None
    if found is None:
        findings.add(Rule.NOT_JSON, "", about, f"{address}: null")
    return found
