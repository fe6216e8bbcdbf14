"""Small applications that stand behind the cache, and heads that a test moves by hand."""

from collections.abc import Iterable
from typing import Any

from portal.config.page_cache.heads import Head

PAGE = (("Content-Type", "text/plain; charset=utf-8"), ("ETag", '"made"'))


class HeadsByHand:
    """The head is what the test says."""

    def __init__(self) -> None:
        self.head: Head | None = 1

    def current(self) -> Head | None:
        return self.head


class Counted:
    """Answers with how often it was asked, in both servers' ways."""

    def __init__(
        self, *, status: int = 200, headers: Iterable[tuple[str, str]] = (), length: bool = True
    ) -> None:
        self.times = 0
        self.status, self.more, self.length = status, tuple(headers), length

    async def asgi(self, scope: Any, receive: Any, send: Any) -> None:
        body, headers = self._made()
        pairs = [(name.encode(), value.encode()) for name, value in headers]
        await send({"type": "http.response.start", "status": self.status, "headers": pairs})
        half = len(body) // 2
        await send({"type": "http.response.body", "body": body[:half], "more_body": True})
        await send({"type": "http.response.body", "body": body[half:]})

    def wsgi(self, environ: Any, start_response: Any) -> list[bytes]:
        body, headers = self._made()
        start_response(f"{self.status} As told", headers)
        return [body]

    def _made(self) -> tuple[bytes, list[tuple[str, str]]]:
        self.times += 1
        body = f"made {self.times} times ".encode() * 100
        length = [("Content-Length", str(len(body)))] if self.length else []
        return body, [*PAGE, *self.more, *length]
