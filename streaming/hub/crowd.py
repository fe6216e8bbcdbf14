"""How many follow at once: in all, and from one address. In memory only, and only while they do."""

from collections import Counter
from collections.abc import MutableMapping
from typing import Any

from django.conf import settings

from portal.core.client_address import address_behind, household_of
from streaming.hub.answers import header

Scope = MutableMapping[str, Any]


class Crowd:
    """Counts open connections. An address is forgotten when its last one closes."""

    def __init__(self) -> None:
        self._from: Counter[str] = Counter()
        self.total = 0

    def enter(self, scope: Scope) -> bool:
        """False where the process, or the address, has as many as the settings allow."""
        address = _address(scope)
        if self.total >= settings.STREAM_READERS:
            return False
        if self._from[address] >= settings.STREAM_READERS_PER_ADDRESS:
            return False
        self.total += 1
        self._from[address] += 1
        return True

    def leave(self, scope: Scope) -> None:
        address = _address(scope)
        self.total -= 1
        self._from[address] -= 1
        if not self._from[address]:
            del self._from[address]


def _address(scope: Scope) -> str:
    direct = str((scope.get("client") or ("",))[0])
    return household_of(address_behind(direct, header(scope, b"x-forwarded-for")))


CROWD = Crowd()
