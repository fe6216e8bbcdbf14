"""The limits as data: what may be asked how often, by one sender and for one name.

RATE_LIMITS replaces single lines: `login=20/5m search=120/m`. A limit of `off` is none.
"""

import re
from dataclasses import dataclass, replace

from portal.core.throttle import Rate, rate

WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
READING = frozenset({"GET"})
LANGUAGE = r"^(?:/en)?"


@dataclass(frozen=True)
class Limit:
    """Requests whose method and path match are counted by sender, and by a form field if named.

    `by_name` counts what the field `field` holds, whoever sends it: guesses at one account from
    many places.
    """

    action: str
    methods: frozenset[str]
    path: re.Pattern[str]
    by_sender: Rate | None
    by_name: Rate | None = None
    fields: tuple[str, ...] = ()


LIMITS = (
    Limit(
        "login",
        WRITING,
        re.compile(LANGUAGE + r"/(?:logga-in|konto)/"),
        by_sender=rate("100/5m"),
        by_name=rate("10/15m"),
        fields=("login", "email"),
    ),
    Limit(
        "votes", WRITING, re.compile(LANGUAGE + r"/forslag/\d+/rosta/(?!lank/)"), rate("3000/5m")
    ),
    Limit("proposals", WRITING, re.compile(LANGUAGE + r"/forslag/"), by_sender=rate("300/5m")),
    Limit("write", WRITING, re.compile(r"^/(?!registrator/)"), by_sender=rate("600/m")),
    Limit("search", READING, re.compile(LANGUAGE + r"/(?:sok|api/v1/search)\b"), rate("120/m")),
    Limit("api", READING, re.compile(r"^/(?:api|oparl)/"), by_sender=rate("3000/m")),
)
"""The first that matches counts. Static files and cached pages never come here.

A whole council chamber logs in behind one address in the minutes before a meeting, and a school
votes behind another: one sender may do much, one name may be tried little. `proposals` is
what sends letters to whatever address is written into a form; a vote sends none.
"""


def limits(text: str) -> tuple[Limit, ...]:
    """The table with the lines of RATE_LIMITS in place. Raises ValueError for what is no line."""
    changed = dict(_line(each) for each in text.split())
    known = {limit.action for limit in LIMITS}
    if unknown := sorted(set(changed) - known):
        raise ValueError(f"RATE_LIMITS knows {', '.join(sorted(known))}, not {unknown[0]!r}")
    return tuple(
        replace(limit, by_sender=changed[limit.action], by_name=None)
        if changed.get(limit.action, limit) is None
        else replace(limit, by_sender=changed.get(limit.action, limit.by_sender))
        for limit in LIMITS
    )


def _line(text: str) -> tuple[str, Rate | None]:
    action, _mark, value = text.partition("=")
    return action, None if value == "off" else rate(value)
