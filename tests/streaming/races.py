"""Several people at once, each in a thread of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from portal.core.errors import DomainError


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What each was refused, by the name of the error, and "" for what was done."""

    def one(deed: Callable[[], Any]) -> str:
        try:
            deed()
        except DomainError as error:
            return type(error).__name__
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(one, deeds))
