"""`python -m deploy.demo_eid PORT SITE_URL KEY_FILE`: serves until it is ended.

KEY_FILE is the portal's own key; it is made when there is none.
"""

import json
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from deploy.demo_eid.keys import key_at
from deploy.demo_eid.page import POLICY, chooser, refusal
from deploy.demo_eid.provider import Provider, Refused

BACK = "/logga-in/e-legitimation/svar/"
LARGEST = 64 * 1024


class Answers(BaseHTTPRequestHandler):
    """HTTP for the provider; `provider` is set on the class that `serving` makes."""

    provider: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        match parts.path:
            case "/.well-known/openid-configuration":
                self._json(self.provider.metadata)
            case "/keys":
                self._json(self.provider.keys)
            case "/authorize":
                self._ask(dict(parse_qsl(parts.query)))
            case _:
                self._html(refusal("not_found"), 404)

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        form = dict(parse_qsl(self.rfile.read(length).decode()))
        match self.path:
            case "/authorize":
                self._send_back(form)
            case "/token":
                self._exchange(form)
            case _:
                self._html(refusal("not_found"), 404)

    def log_message(self, *_args: Any) -> None:
        """Nothing: addresses hold codes."""

    def _ask(self, asked: Mapping[str, str]) -> None:
        try:
            self._html(chooser(self.provider.check(asked)))
        except Refused as error:
            self._html(refusal(str(error)), 400)

    def _send_back(self, form: Mapping[str, str]) -> None:
        try:
            where = self.provider.chosen(form.get("who", ""), form)
        except Refused as error:
            self._html(refusal(str(error)), 400)
        else:
            self._answer(303, b"", "text/plain", Location=where)

    def _exchange(self, form: Mapping[str, str]) -> None:
        try:
            self._json(self.provider.token(form))
        except Refused as error:
            self._json({"error": str(error)}, 400)

    def _json(self, said: Mapping[str, Any], status: int = 200) -> None:
        self._answer(status, json.dumps(said).encode(), "application/json")

    def _html(self, text: str, status: int = 200) -> None:
        policy = {"Content-Security-Policy": POLICY}
        self._answer(status, text.encode(), "text/html; charset=utf-8", **policy)

    def _answer(self, status: int, body: bytes, media_type: str, **headers: str) -> None:
        self.send_response(status)
        said = {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}
        for name, value in {**said, "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def serving(port: int, site: str, key_file: Path, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server for the portal at `site`, ready to serve; its issuer is http://localhost:PORT."""
    key = key_at(key_file)
    handler = type("Handler", (Answers,), {})
    server = ThreadingHTTPServer((host, port), handler)
    issuer = f"http://localhost:{server.server_address[1]}"
    handler.provider = Provider(issuer, site + BACK, key.public_key())  # type: ignore[attr-defined]
    return server


if __name__ == "__main__":
    serving(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])).serve_forever()
