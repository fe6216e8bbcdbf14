"""What every source gives: pages of objects, whatever they lie in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from meetings.importing.report import Report
from meetings.importing.rules import Rule
from portal.core.errors import DomainError

LARGEST = 64 * 1024 * 1024
"""Bytes of one answer; a list page of a real server has less than one hundredth of that."""


@dataclass(frozen=True)
class SourcePage:
    """Objects of one type. `after` is where the list goes on; `total` what it says it holds."""

    kind: str
    address: str
    objects: list[Any] = field(default_factory=list)
    after: str = ""
    total: int = 0


class Opened(Protocol):
    """A source that was found to be one."""

    system: dict[str, Any]
    body: dict[str, Any]

    def pages(self, since: str, position: dict[str, str]) -> Iterator[SourcePage]:
        """Every page of the body's lists.

        `since` asks only for what changed then or later. `position` tells by list where an
        interrupted run was to go on; the empty text is a list that was read to its end.
        """
        ...


class NoSource(DomainError):
    """Nothing that can be read as OParl is there; the message says what was found."""


class Unreadable(Exception):
    """An answer or file that is no JSON object or list; `rule` says how."""

    def __init__(self, rule: Rule, about: str = "") -> None:
        super().__init__(about)
        self.rule, self.about = rule, about


def parse(data: bytes, address: str, report: Report) -> Any:
    """The JSON of an answer. Raises Unreadable."""
    if len(data) > LARGEST:
        raise Unreadable(Rule.TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.deviation(Rule.INVALID_UTF8, "", address)
        text = data.decode("utf-8-sig", "replace")
    try:
        return json.loads(text, parse_constant=lambda _name: None)
    except (ValueError, RecursionError) as error:
        raise Unreadable(Rule.NOT_JSON, text.lstrip()[:20]) from error


def listed(found: Any) -> tuple[list[Any], str, int] | None:
    """Objects, next address and total of a list page; None for what is none."""
    if isinstance(found, list):
        return found, "", len(found)
    if not isinstance(found, dict) or "data" not in found:
        return None
    data = found["data"]
    links, pagination = found.get("links"), found.get("pagination")
    after = links.get("next") if isinstance(links, dict) else None
    total = pagination.get("totalElements") if isinstance(pagination, dict) else None
    return (
        data if isinstance(data, list) else [data] if data is not None else [],
        after if isinstance(after, str) else "",
        total if isinstance(total, int) else 0,
    )


def type_of(value: Any) -> str:
    """`Paper` of `https://schema.oparl.org/1.1/Paper`; empty where none is said."""
    stated = value.get("type") if isinstance(value, dict) else None
    return stated.rstrip("/").rsplit("/", 1)[-1] if isinstance(stated, str) else ""
