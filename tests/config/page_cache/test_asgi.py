"""Several readers of one page at once: it is made once, and no one waits for ever."""

import asyncio
from typing import Any

import pytest

from portal.config.page_cache.asgi import CachedPages
from tests.config.page_cache.applications import HeadsByHand
from tests.config.page_cache.asking import Answer, asgi_scope, ask_asgi, in_a_loop

ROOM = 10_000_000
PAGE = [(b"content-type", b"text/plain"), (b"content-length", b"4")]


class Slow:
    """Answers when the test says so; `answers` are taken in turn."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.times = list(answers), 0
        self.asked, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        answer, self.times = self.answers[self.times], self.times + 1
        self.asked.set()
        await self.go.wait()
        if isinstance(answer, Exception):
            raise answer
        await send({"type": "http.response.start", "status": answer, "headers": PAGE})
        await send({"type": "http.response.body", "body": b"page"})


async def _two_readers(inner: Slow) -> tuple[Answer | BaseException, Answer | BaseException]:
    pages = CachedPages(inner, HeadsByHand(), ROOM)
    first = asyncio.create_task(ask_asgi(pages, "/", "GET", {}))
    await inner.asked.wait()
    second = asyncio.create_task(ask_asgi(pages, "/", "GET", {}))
    await asyncio.sleep(0)
    inner.go.set()
    return await asyncio.gather(first, second, return_exceptions=True)


@in_a_loop
async def test_two_who_ask_at_once_share_one_page() -> None:
    inner = Slow(200)
    first, second = await _two_readers(inner)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert (first.body, second.body, inner.times) == (b"page", b"page", 1)


@in_a_loop
async def test_when_the_first_fails_the_second_asks_for_itself() -> None:
    inner = Slow(RuntimeError("broken"), 200)
    first, second = await _two_readers(inner)
    assert isinstance(first, RuntimeError)
    assert isinstance(second, Answer)
    assert (second.body, inner.times) == (b"page", 2)


@in_a_loop
async def test_an_answer_that_is_not_kept_is_asked_for_by_each() -> None:
    inner = Slow(404, 404)
    first, second = await _two_readers(inner)
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert (first.status, second.status, inner.times) == (404, 404, 2)


@in_a_loop
async def test_a_reader_on_a_slow_line_holds_up_nobody() -> None:
    inner = Slow(200)
    inner.go.set()
    pages = CachedPages(inner, HeadsByHand(), ROOM)
    never = asyncio.Event()

    async def stuck(event: Any) -> None:
        await never.wait()

    slow = asyncio.create_task(pages(asgi_scope("/"), _nothing, stuck))
    await inner.asked.wait()
    waiting = asyncio.create_task(ask_asgi(pages, "/", "GET", {}))
    await asyncio.sleep(0)
    slow.cancel()
    inner.answers.append(200)
    assert (await waiting).body == b"page"
    with pytest.raises(asyncio.CancelledError):
        await slow


@in_a_loop
async def test_the_page_is_there_before_its_first_reader_has_all_of_it() -> None:
    inner = Slow(200)
    inner.go.set()
    pages = CachedPages(inner, HeadsByHand(), ROOM)
    at_the_end, never = asyncio.Event(), asyncio.Event()

    async def stuck_at_the_end(event: Any) -> None:
        if event["type"] == "http.response.body":
            at_the_end.set()
            await never.wait()

    slow = asyncio.create_task(pages(asgi_scope("/"), _nothing, stuck_at_the_end))
    await at_the_end.wait()
    assert (await ask_asgi(pages, "/", "GET", {})).body == b"page"
    assert inner.times == 1
    slow.cancel()


@in_a_loop
async def test_a_stream_holds_up_nobody_and_is_not_remembered() -> None:
    never, begun = asyncio.Event(), asyncio.Event()
    times = 0

    async def stream(scope: Any, receive: Any, send: Any) -> None:
        nonlocal times
        times += 1
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"data: 1\n\n", "more_body": True})
        begun.set()
        await never.wait()

    pages = CachedPages(stream, HeadsByHand(), ROOM)
    tasks = [asyncio.create_task(ask_asgi(pages, "/", "GET", {})) for _ in range(2)]
    await begun.wait()
    while times < 2:
        await asyncio.sleep(0)
    assert times == 2
    for task in tasks:
        task.cancel()


@in_a_loop
async def test_what_is_published_while_a_page_is_made_is_not_missing_from_the_next() -> None:
    """The page is kept for the head that was read before it was made."""
    heads, inner = HeadsByHand(), Slow(200, 200)
    pages = CachedPages(inner, heads, ROOM)
    first = asyncio.create_task(ask_asgi(pages, "/", "GET", {}))
    await inner.asked.wait()
    heads.head = 2
    inner.go.set()
    await first
    await ask_asgi(pages, "/", "GET", {})
    assert inner.times == 2


@in_a_loop
async def test_what_is_no_http_passes() -> None:
    seen: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    pages = CachedPages(inner, HeadsByHand(), ROOM)
    await pages({"type": "websocket"}, _nothing, _nothing)
    await pages({"type": "lifespan"}, _nothing, _nothing)
    assert seen == ["websocket", "lifespan"]


async def _nothing(*_: Any) -> Any:
    await asyncio.Event().wait()
