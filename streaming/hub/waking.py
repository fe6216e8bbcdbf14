"""Saying that a stream has news: a hint only, since every hub also looks by itself.

The hub of this process is told at once, those of other processes through Redis where
`REDIS_URL` names one. A hint that is lost costs half a second, never a frame.
"""

import logging
from collections.abc import Callable
from functools import cache
from uuid import UUID

import redis
from django.conf import settings

CHANNEL = "radslag:streams"
PATIENCE = 0.5
"""Seconds that a writer waits for Redis at the very most."""

log = logging.getLogger(__name__)

_here: list[Callable[[UUID], None]] = []


def when_told(listener: Callable[[UUID], None]) -> None:
    """Let a hub of this process hear hints; it is called in the writer's thread."""
    _here.append(listener)


def forget_listener(listener: Callable[[UUID], None]) -> None:
    if listener in _here:
        _here.remove(listener)


def tell(stream: UUID) -> None:
    """A stream has news."""
    for listener in _here:
        listener(stream)
    if settings.REDIS_URL:
        _publish(stream)


def _publish(stream: UUID) -> None:
    try:
        _redis(settings.REDIS_URL).publish(CHANNEL, str(stream))
    except redis.RedisError as error:
        log.warning("Redis does not answer (%s); other processes look by themselves", error)


@cache
def _redis(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, health_check_interval=30
    )
