"""One reader of a stream: a way to send, and the number it has got to. It has no queue.

Sending is driven by hand: a send that ends at once costs no task and no turn of the loop. One
that has to wait, since the reader does not read, is handed to a task of its own, so no reader
ever waits for another.
"""

import asyncio
import types
from collections.abc import Awaitable, Callable, Generator, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


class Client:
    """`cursor` is the number of the newest frame handed over; `stalled_since` is loop time.

    `task` serves the connection: cancelling it ends the connection. `session` is the key of
    the reader's login; empty on a stream for everyone.
    """

    __slots__ = (
        "_send",
        "as_events",
        "cursor",
        "leaves",
        "pending",
        "session",
        "stalled_since",
        "task",
    )

    def __init__(self, send: Send, cursor: int, *, as_events: bool, session: str = "") -> None:
        self._send = send
        self.as_events = as_events
        self.cursor = cursor
        self.session = session
        self.pending: asyncio.Task[None] | None = None
        self.stalled_since = 0.0
        self.leaves = False
        self.task = asyncio.current_task()

    @property
    def is_busy(self) -> bool:
        return self.pending is not None

    def hand_over(self, payload: bytes, then: Callable[["Client"], None]) -> None:
        """Send now or as soon as the reader reads; `then` is called only after a wait.

        Whoever is being sent away is told nothing more.
        """
        if self.leaves:
            return
        sending = self._send(_message(payload, as_events=self.as_events)).__await__()
        try:
            waits_for = next(sending)
        except StopIteration:
            return
        except Exception:  # the connection is gone
            self.end()
            return
        loop = asyncio.get_running_loop()
        self.stalled_since = loop.time()
        self.pending = loop.create_task(_resume(waits_for, sending))
        self.pending.add_done_callback(lambda task: self._caught_up(task, then))

    def end(self) -> None:
        """End the connection, whatever it is waiting for."""
        self.leaves = True
        if self.pending is not None:
            self.pending.cancel()
        if self.task is not None:
            self.task.cancel()

    def _caught_up(self, task: "asyncio.Task[None]", then: Callable[["Client"], None]) -> None:
        self.pending = None
        if self.leaves:
            return
        if task.cancelled() or task.exception() is not None:
            self.end()
        else:
            then(self)


def _message(payload: bytes, *, as_events: bool) -> Message:
    if as_events:
        return {"type": "http.response.body", "body": payload, "more_body": True}
    return {"type": "websocket.send", "text": payload.decode()}


async def _resume(waits_for: Any, sending: Generator[Any, None, None]) -> None:
    await _rest_of(waits_for, sending)


@types.coroutine
def _rest_of(waits_for: Any, sending: Generator[Any, None, None]) -> Generator[Any, None, None]:
    """Go on with what was begun outside a task: first what it waits for, then the rest."""
    yield waits_for
    yield from sending
