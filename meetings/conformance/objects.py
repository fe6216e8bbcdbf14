"""Checking one object with everything that it embeds."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from meetings.conformance.findings import Findings, Rule
from meetings.conformance.shapes import FIELDS, MANDATORY

Json = dict[str, Any]

TYPE = re.compile(r"https://schema\.oparl\.org/(?P<version>[0-9.]+)/(?P<name>[A-Za-z]+)")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
TIMES = ("created", "modified")
DEEPEST = 8


def check_object(found: object, expected: str, findings: Findings, depth: int = 0) -> None:
    """Every deviation of an object that should be of the type `expected`; empty: of any."""
    if not isinstance(found, dict):
        findings.add(Rule.NOT_AN_OBJECT, expected, "", repr(found)[:80])
        return
    kind = _check_type(found, expected, findings)
    findings.objects[kind] += 1
    _check_identity(found, kind, findings)
    _check_times(found, kind, findings)
    if found.get("deleted") is True:
        if depth:
            findings.add(Rule.DELETED_EMBEDDED, kind, "", found.get("id"))
        return
    _check_mandatory(found, kind, findings)
    for name, value in found.items():
        _check_field(found, kind, name, value, findings, depth)
    if kind == "Meeting":
        _check_agenda(found, findings)


def addresses_in(found: object) -> Iterator[str]:
    """The addresses of objects that an object names or embeds."""
    if not isinstance(found, dict):
        return
    kind = str(found.get("type", "")).rpartition("/")[2]
    forms = FIELDS.get(kind, {})
    for name, value in found.items():
        form = forms.get(name, "").rstrip("*")
        values = value if isinstance(value, list) else [value]
        if form in FIELDS:
            for each in values:
                if isinstance(each, dict) and isinstance(each.get("id"), str):
                    yield each["id"]
                    yield from addresses_in(each)
        elif form == "url" and (kind, name) in REFERENCES:
            yield from (each for each in values if isinstance(each, str))


REFERENCES = frozenset(
    {
        ("LegislativeTerm", "body"),
        ("Organization", "body"),
        ("Organization", "membership"),
        ("Organization", "subOrganizationOf"),
        ("Person", "body"),
        ("Person", "location"),
        ("Membership", "person"),
        ("Membership", "organization"),
        ("Membership", "onBehalfOf"),
        ("Meeting", "organization"),
        ("Meeting", "participant"),
        ("AgendaItem", "meeting"),
        ("AgendaItem", "consultation"),
        ("Paper", "body"),
        ("Paper", "relatedPaper"),
        ("Paper", "originatorPerson"),
        ("Paper", "originatorOrganization"),
        ("Consultation", "paper"),
        ("Consultation", "agendaItem"),
        ("Consultation", "meeting"),
        ("Consultation", "organization"),
        ("File", "paper"),
        ("File", "meeting"),
        ("File", "agendaItem"),
        ("Location", "meetings"),
    }
)
"""Fields that name objects of the same server; others lead to lists, pages and elsewhere."""


def _check_type(found: Json, expected: str, findings: Findings) -> str:
    stated = found.get("type")
    match = TYPE.fullmatch(stated) if isinstance(stated, str) else None
    if match is None or match["name"] not in FIELDS:
        findings.add(Rule.UNKNOWN_TYPE, expected, "type", stated)
        return expected or "?"
    if match["version"] != "1.1":
        findings.add(Rule.OTHER_VERSION, match["name"], "type", stated)
    if expected and match["name"] != expected:
        findings.add(Rule.WRONG_TYPE, expected, "type", stated)
    return match["name"]


def _check_identity(found: Json, kind: str, findings: Findings) -> None:
    if "id" not in found:
        findings.add(Rule.MISSING_FIELD, kind, "id", found.get("name", ""))
    elif not _is_url(found["id"]):
        findings.add(Rule.WRONG_VALUE, kind, "id", found["id"])


def _check_times(found: Json, kind: str, findings: Findings) -> None:
    """They must be on every object, also on those that are embedded or deleted."""
    for name in TIMES:
        if found.get(name) is None:
            findings.add(Rule.MISSING_TIME, kind, name, found.get("id"))
    created, modified = (_read_moment(found.get(name)) for name in TIMES)
    if created and modified and modified < created:
        findings.add(Rule.MODIFIED_FIRST, kind, "modified", found.get("id"))


def _check_mandatory(found: Json, kind: str, findings: Findings) -> None:
    for name in MANDATORY.get(kind, ()):
        if name not in found:
            findings.add(Rule.MISSING_FIELD, kind, name, found.get("id"))
        elif found[name] is None:
            findings.add(Rule.NULL_VALUE, kind, name, found.get("id"))


def _check_field(
    found: Json, kind: str, name: str, value: object, findings: Findings, depth: int
) -> None:
    form = FIELDS.get(kind, {}).get(name)
    if form is None:
        if ":" not in name:
            findings.add(Rule.UNKNOWN_FIELD, kind, name, found.get("id"))
        return
    if value is None or name in {"id", "type"}:
        return
    if form.endswith("*"):
        if not isinstance(value, list):
            findings.add(Rule.WRONG_VALUE, kind, name, f"{found.get('id')}: {value!r}"[:120])
            return
        values = value
    else:
        values = [value]
    for each in values:
        _check_value(found, kind, name, form.rstrip("*"), each, findings, depth)


def _check_value(
    found: Json, kind: str, name: str, form: str, value: object, findings: Findings, depth: int
) -> None:
    if form in FIELDS:
        if depth < DEEPEST:
            check_object(value, form, findings, depth + 1)
    elif not FORMS[form](value):
        findings.add(Rule.WRONG_VALUE, kind, name, f"{found.get('id')}: {value!r}"[:120])


def _check_agenda(found: Json, findings: Findings) -> None:
    """`order` is the place in the list, from 0."""
    items = found.get("agendaItem")
    known = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    for place, item in enumerate(known):
        if "order" in item and item["order"] != place:
            findings.add(Rule.WRONG_ORDER, "AgendaItem", "order", item.get("id"))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_url(value: object) -> bool:
    if not isinstance(value, str) or " " in value:
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_date(value: object) -> bool:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_moment(value: object) -> bool:
    return _read_moment(value) is not None


def _read_moment(value: object) -> datetime | None:
    """OParl 1.1, date-time: seconds, an offset in figures; neither Z nor fractions."""
    if not isinstance(value, str) or not MOMENT.fullmatch(value):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


FORMS: dict[str, Callable[[object], bool]] = {
    "text": _is_text,
    "url": _is_url,
    "date": _is_date,
    "moment": _is_moment,
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
}
