"""A cache from its address: the place where limits are counted."""

from typing import Any

MOST_COUNTED = 200_000
"""Entries in memory; Django throws a third away when there are more."""


def cache(address: str) -> dict[str, Any]:
    """`redis://host:port/0` is shared by all processes; nothing is memory of each process.

    Raises ValueError for any other scheme.
    """
    if not address:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": MOST_COUNTED},
        }
    if address.startswith(("redis://", "rediss://", "unix://")):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": address}
    raise ValueError("CACHE_URL begins with redis://, rediss:// or unix://, or is empty")
