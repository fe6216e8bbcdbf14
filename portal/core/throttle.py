"""How often something may be done: counted in a short window under a hash, and then forgotten.

What is counted (an address, a user name) is never kept: the key is an HMAC of it with a salt that
changes with every window, so nobody can tell afterwards who was counted (law.md D4).
"""

import hashlib
import hmac
import math
import re
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

RATE = re.compile(r"(\d+)/(\d*)([smh])")
SECONDS = {"s": 1, "m": 60, "h": 3600}


@dataclass(frozen=True)
class Rate:
    """At most `most` times in `seconds`."""

    most: int
    seconds: int


def rate(text: str) -> Rate:
    """`10/5m` is ten times in five minutes. Raises ValueError for anything else."""
    found = RATE.fullmatch(text.strip())
    if not found or int(found[1]) < 1 or found[2] == "0":
        raise ValueError(f"a rate is written 10/5m, not {text!r}")
    return Rate(int(found[1]), int(found[2] or 1) * SECONDS[found[3]])


def seconds_to_wait(action: str, who: str, allowed: Rate) -> int:
    """Count one more time for `who`; 0 while it is allowed, else the seconds until it is again.

    Never slower for a known name than for an unknown one, so it tells nothing of either.
    """
    at = time.time()
    window = int(at // allowed.seconds)
    key = f"throttle:{action}:{_hash(action, who, window)}"
    cache.add(key, 0, timeout=allowed.seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # thrown away between the two lines
        return 0
    return 0 if count <= allowed.most else math.ceil((window + 1) * allowed.seconds - at)


def _hash(action: str, who: str, window: int) -> str:
    salt = hmac.digest(settings.SECRET_KEY.encode(), f"{action}:{window}".encode(), "sha256")
    return hmac.new(salt, who.encode(), hashlib.sha256).hexdigest()[:32]
