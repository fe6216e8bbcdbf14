"""Streams over HTTP: server-sent events, sockets, and answers that any cache may keep.

    /api/v1/streams/<id>/events?e=<epoch>&s=<seq>   server-sent events (or `Last-Event-ID`)
    /api/v1/streams/<id>/socket?e=<epoch>&s=<seq>   WebSocket: JSON lists of frames
    /api/v1/streams/<id>/snapshot                   every section, with epoch and number
    /api/v1/streams/<id>/since/<seq>?e=<epoch>      the frames after a number, for polling
    /api/v1/streams/<id>/at/<milliseconds>          the sections at a time, and what came next

Raw ASGI, before Django: a reader of a public stream costs no session, no middleware and no
query. What is not public asks who is there, and answers 404 to those who may not know of it.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.db import DatabaseError

from portal.ledger.readers import PUBLIC
from streaming.hub import answers
from streaming.hub.client import Client
from streaming.hub.crowd import CROWD
from streaming.hub.fanout import Fanout
from streaming.hub.hub import Hub, hub_here
from streaming.hub.past import past_of
from streaming.hub.visitors import is_same_origin, may_follow, session_of

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

PREFIX = "/api/v1/streams/"
PATH = re.compile(
    r"/api/v1/streams/(?P<stream>[0-9a-f-]{36})"
    r"/(?:(?P<what>events|socket|snapshot)"
    r"|since/(?P<since>\d{1,18})|at/(?P<at>\d{1,18}))$"
)
BLOCK = 100
"""An answer to `since` holds so many frames at most."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a stream, read from its address."""

    fanout: Fanout
    epoch: str
    seq: int
    session: str


class Streams:
    """Answers for streams and passes everything else on."""

    def __init__(self, others: App) -> None:
        self._others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and scope["path"].startswith(PREFIX):
            await _serve(scope, receive, send)
        else:
            await self._others(scope, receive, send)


async def _serve(scope: Scope, receive: Receive, send: Send) -> None:
    match = PATH.match(scope["path"])
    is_socket = scope["type"] == "websocket"
    if match is None or is_socket != (match["what"] == "socket"):
        await answers.not_found(send, is_socket=is_socket)
    elif not is_socket and scope["method"] != "GET":
        await answers.not_allowed(send)
    else:
        await _find(scope, receive, send, match)


async def _find(scope: Scope, receive: Receive, send: Send, match: re.Match[str]) -> None:
    is_socket = scope["type"] == "websocket"
    hub = hub_here()
    try:
        asked = None if hub.is_leaving else await _asked(hub, scope, match)
    except DatabaseError:
        log.exception("the database is away")
        await answers.away(send, is_socket=is_socket)
        return
    if hub.is_leaving:
        await answers.away(send, is_socket=is_socket)
    elif asked is None:
        await answers.not_found(send, is_socket=is_socket)
    else:
        await _answer(hub, asked, match, scope, receive, send)


async def _answer(
    hub: Hub, asked: Asked, match: re.Match[str], scope: Scope, receive: Receive, send: Send
) -> None:
    if match["since"] is not None:
        await _answer_since(asked, send)
    elif match["at"] is not None:
        await _answer_past(hub, asked, int(match["at"]), send)
    elif match["what"] == "snapshot":
        await _answer_snapshot(hub, asked, scope, send)
    elif match["what"] == "socket":
        await _follow_by_socket(asked, scope, receive, send)
    else:
        await _follow_by_events(asked, scope, receive, send)


async def _asked(hub: Hub, scope: Scope, match: re.Match[str]) -> Asked | None:
    fanout = await hub.follow(UUID(match["stream"]))
    if fanout is None:
        return None
    session = ""
    if fanout.audience != PUBLIC:
        if not is_same_origin(scope):
            return None
        session = session_of(scope)
        if not await hub.source.ask(lambda: may_follow(session, fanout.audience)):
            return None
    epoch, seq = _place(scope, match["since"])
    return Asked(fanout, epoch, seq, session)


def _place(scope: Scope, since: str | None) -> tuple[str, int]:
    """Epoch and number: from the address, or from where a broken connection got to."""
    last = answers.header(scope, b"last-event-id").partition(".")
    if last[2].isdigit():
        return last[0], int(last[2][:18])
    query = parse_qs(scope["query_string"].decode("latin-1"))
    number = since or query.get("s", [""])[0]
    return query.get("e", [""])[0], int(number) if number.isdigit() and len(number) < 19 else -1


async def _answer_snapshot(hub: Hub, asked: Asked, scope: Scope, send: Send) -> None:
    snapshot = await hub.snapshot(asked.fanout)
    await answers.json_answer(
        send,
        snapshot.body,
        etag=snapshot.etag,
        known=answers.header(scope, b"if-none-match"),
        is_public=asked.fanout.audience == PUBLIC,
    )


async def _answer_since(asked: Asked, send: Send) -> None:
    """At most a block, kept for a second: what is in it may be forgotten (a hidden comment)."""
    fanout = asked.fanout
    if asked.epoch != fanout.epoch or not fanout.ring.holds_all_after(asked.seq):
        body = fanout.welcome("", -1, as_events=False)
    else:
        body = answers.block(fanout.ring.after(asked.seq), BLOCK)
    await answers.json_answer(send, body, is_public=fanout.audience == PUBLIC)


async def _answer_past(hub: Hub, asked: Asked, milliseconds: int, send: Send) -> None:
    """Kept for a second, like a block of frames and for the same reason."""
    body = await past_of(hub.source, asked.fanout, milliseconds)
    await answers.json_answer(send, body, is_public=asked.fanout.audience == PUBLIC)


async def _follow_by_events(asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
    if not CROWD.enter(scope):
        await answers.too_many(send)
        return
    try:
        await answers.begin_events(send, is_public=asked.fanout.audience == PUBLIC)
        client = Client(send, asked.fanout.head, as_events=True, session=asked.session)
        await _follow(client, asked, receive, "http.disconnect")
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        CROWD.leave(scope)


async def _follow_by_socket(asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
    if not CROWD.enter(scope):
        await answers.too_many(send, is_socket=True)
        return
    try:
        await receive()  # websocket.connect
        await send({"type": "websocket.accept"})
        client = Client(send, asked.fanout.head, as_events=False, session=asked.session)
        if await _follow(client, asked, receive, "websocket.disconnect"):
            await send({"type": "websocket.close", "code": 1001})
    finally:
        CROWD.leave(scope)


async def _follow(client: Client, asked: Asked, receive: Receive, farewell: str) -> bool:
    """Until the reader goes (False) or is sent away (True). Every word they say is passed by."""
    fanout = asked.fanout
    fanout.clients.add(client)
    try:
        client.hand_over(
            fanout.welcome(asked.epoch, asked.seq, as_events=client.as_events), fanout.serve
        )
        while (await receive())["type"] != farewell:
            pass
        return False
    except asyncio.CancelledError:
        if not client.leaves:
            raise
        return True
    finally:
        fanout.clients.discard(client)
