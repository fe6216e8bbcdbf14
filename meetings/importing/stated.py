"""One object of a source, read with suspicion: each question takes what is there or reports it."""

import datetime
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from meetings.importing.fields import FIELDS
from meetings.importing.report import Report
from meetings.importing.rules import Rule
from portal.core.clock import city_zone, local_iso

EARLIEST = datetime.date(1800, 1, 1)
LATEST = datetime.date(2200, 1, 1)
"""Outside is a slip of the pen: year 0, 20016."""

ALWAYS_TAKEN = frozenset({"id", "type", "created", "modified", "web", "deleted"})
BLANK = re.compile(r"\s+")


@dataclass
class Stated:
    """What an object says. A field that nobody asked for with success is kept (`rest`)."""

    raw: dict[str, Any]
    kind: str
    report: Report
    taken: set[str] = field(default_factory=lambda: set(ALWAYS_TAKEN))

    @property
    def id(self) -> str:
        return str(self.raw.get("id") or "")

    @property
    def key(self) -> str:
        return key_of(self.id)

    def deviation(self, rule: Rule, about: str = "") -> None:
        self.report.deviation(rule, self.kind, self.id, about)

    def text(self, name: str, most: int = 0) -> str:
        """One line of text, empty where there is none; cut at `most`, then kept whole besides."""
        value = self.raw.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.deviation(Rule.WRONG_TYPE, name)
            value = str(value)
        if not isinstance(value, str):
            self._wrong(name)
            return ""
        line = BLANK.sub(" ", without_controls(value)).strip()
        if most and len(line) > most:
            self.deviation(Rule.TOO_LONG, name)
            return line[: most - 1].rstrip() + "…"
        self.taken.add(name)
        return line

    def flag(self, name: str) -> bool | None:
        value = self.raw.get(name)
        if isinstance(value, bool):
            self.taken.add(name)
            return value
        self._wrong(name)
        return None

    def number(self, name: str) -> int | None:
        value = self.raw.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53:
            self.taken.add(name)
            return value
        self._wrong(name)
        return None

    def date(self, name: str) -> datetime.date | None:
        """A day; of a date and time the day of it."""
        value = self.raw.get(name)
        if not isinstance(value, str) or not value:
            self._wrong(name)
            return None
        try:
            day = datetime.date.fromisoformat(value[:10])
        except ValueError:
            day = datetime.date.min
        if not EARLIEST <= day <= LATEST:
            self.deviation(Rule.IMPOSSIBLE_DATE, name)
            return None
        self.taken.add(name)
        return day

    def moment(self, name: str) -> datetime.datetime | None:
        """A time; one without an offset is the city's time."""
        value = self.raw.get(name)
        if not isinstance(value, str) or not value:
            self._wrong(name)
            return None
        moment = moment_of(value)
        if moment is None:
            self.deviation(Rule.IMPOSSIBLE_DATE, name)
            return None
        self.taken.add(name)
        return moment

    def stated_moment(self, name: str) -> str:
        moment = self.moment(name)
        return local_iso(moment) if moment else ""

    def many(self, name: str) -> list[Any]:
        """A list; a value that stands alone is a list of one, null an empty one."""
        value = self.raw.get(name, [])
        if not isinstance(value, list):
            self.deviation(Rule.NULL_FOR_LIST, name)
            value = [] if value is None else [value]
        return value

    def references(self, name: str) -> list[str]:
        """The keys of the objects that a field names, by address or as objects inside it."""
        found = [key_of(address_of(each)) for each in self.many(name)]
        self.taken.add(name)
        return [key for key in found if key]

    def reference(self, name: str) -> str:
        value = self.raw.get(name)
        if value is None:
            return ""
        self.taken.add(name)
        return key_of(address_of(value))

    def inside(self, name: str, kind: str) -> Iterator["Stated"]:
        """The objects inside this one under a name, one or a list of them."""
        value = self.raw.get(name)
        self.taken.add(name)
        found = [value] if isinstance(value, dict) else self.many(name)
        for each in found:
            if isinstance(each, dict) and isinstance(each.get("id"), str) and each["id"]:
                yield Stated(each, kind, self.report)
            elif isinstance(each, dict):
                self.deviation(Rule.MISSING_ID, name)
            else:
                self.deviation(Rule.NOT_AN_OBJECT, name)

    def keep(self, *names: str) -> None:
        """These were used and do not say all: keep them besides."""
        self.taken.difference_update(names)

    def rest(self, without: Collection[str] = ()) -> dict[str, str]:
        """Every field that nothing of ours holds, as the JSON it was."""
        kept = {}
        for name, value in self.raw.items():
            if name in self.taken or name in without or value in (None, "", []):
                continue
            if name not in FIELDS[self.kind] and ":" not in name:
                self.deviation(Rule.UNKNOWN_FIELD, name)
            kept[name] = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return kept

    def times(self) -> tuple[str, str]:
        """When it was made and changed at the source, in the form that a content holds."""
        if not (self.raw.get("created") and self.raw.get("modified")):
            self.deviation(Rule.MISSING_TIMES)
        return self.stated_moment("created"), self.stated_moment("modified")

    def _wrong(self, name: str) -> None:
        """Not there is nothing to tell; there and of another kind is."""
        if self.raw.get(name) is not None and self.raw.get(name) != "":
            self.deviation(Rule.WRONG_TYPE, name)


def moment_of(text: str) -> datetime.datetime | None:
    try:
        moment = datetime.datetime.fromisoformat(text)
        if not EARLIEST <= moment.date() <= LATEST:
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=city_zone())
    except (ValueError, OverflowError):
        return None


def address_of(value: object) -> str:
    """The id that a reference holds, whether it is an address or the object itself."""
    if isinstance(value, dict):
        value = value.get("id")
    return value if isinstance(value, str) else ""


def key_of(address: str) -> str:
    """An id without scheme and host, so that a server may move: what an object is known by."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def host_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def without_controls(text: str) -> str:
    """A database and a page hold no NUL and no half surrogate."""
    return CONTROLS.sub("", text)
