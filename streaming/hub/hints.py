"""Hints from other processes through Redis, for as long as the process lives."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from uuid import UUID

import redis.asyncio as redis
from redis.exceptions import RedisError

from streaming.hub.waking import CHANNEL

REST = 2.0
"""Seconds between attempts to reach a Redis that is away."""

log = logging.getLogger(__name__)


async def hints(url: str, hear: Callable[[UUID], None]) -> None:
    """Call `hear` for each; begins again whenever Redis comes back. Ends by cancellation."""
    while True:
        try:
            await _listen(url, hear)
        except (RedisError, OSError) as error:
            log.warning("Redis is away (%s); the hub looks by itself", error)
        await asyncio.sleep(REST)


async def _listen(url: str, hear: Callable[[UUID], None]) -> None:
    # No time-out: a stream without news is silent, which is no fault.
    async with redis.Redis.from_url(url, socket_timeout=None) as client, client.pubsub() as own:
        await own.subscribe(CHANNEL)
        async for message in own.listen():
            if message["type"] == "message":
                with contextlib.suppress(ValueError):
                    hear(UUID(message["data"].decode()))
