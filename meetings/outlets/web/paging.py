"""Lists paged by key, not by offset: `?efter=` names the last row that was seen.

A page costs the same however far down it lies, and nothing is shown twice when a record is
published in between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest

from portal.ledger.selectors import Heads, versions_of
from portal.ledger.versions import Version

AFTER = "efter"
PAGE_SIZE = 25
VALUES: dict[str, Callable[[str], object]] = {"date": date.fromisoformat, "position": str}
"""The columns that a list may be paged by, and how their values are read from a key."""


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of a list; `last` is the key of its last row when there are more after it."""

    versions: list[Version]
    last: str

    def next_url(self, request: HttpRequest) -> str:
        """The same list from here on; empty at its end."""
        return list_url(request, **{AFTER: self.last}) if self.last else ""


def page_of(
    heads: Heads, *, field: str, after: str, descending: bool = False, size: int = PAGE_SIZE
) -> Slice:
    """The rows after a key, by `field` and then by id. A key that is none means the beginning."""
    sign, beyond = ("-", "lt") if descending else ("", "gt")
    wanted = heads.order_by(f"{sign}{field}", f"{sign}pk")
    key = _key(after, VALUES[field])
    if key:
        value, pk = key
        same_value = Q(**{field: value, f"pk__{beyond}": pk})
        wanted = wanted.filter(Q(**{f"{field}__{beyond}": value}) | same_value)
    found = list(wanted[: size + 1])
    shown = found[:size]
    last = f"{getattr(shown[-1], field)}~{shown[-1].pk}" if len(found) > size else ""
    return Slice(list(versions_of(shown).values()), last)


def list_url(request: HttpRequest, **changed: str) -> str:
    """This list with other parameters; an empty one is left out."""
    query = {name: value for name, value in request.GET.items() if name != AFTER} | changed
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{request.path}?{kept}" if kept else request.path


def _key(after: str, read: Callable[[str], object]) -> tuple[object, UUID] | None:
    """The value and id that a key names; None where it names none."""
    value, _tilde, pk = after.replace("\0", "").rpartition("~")
    try:
        return (read(value), UUID(pk)) if value else None
    except ValueError:
        return None
