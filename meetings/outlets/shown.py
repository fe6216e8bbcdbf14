"""Reading from an answer which version of which record it shows."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from icalendar import Calendar

from meetings.outlets.in_process import answer_of
from portal.core.atom import ATOM, RECORD
from portal.core.canonical import canonical_bytes, sha256_hex
from portal.ledger.outlets import Shown
from portal.ledger.readers import Reader

Index = dict[str, set[Shown]]
"""What an answer shows by the UUID of the record: once, if it does not contradict itself."""

Read = Callable[[str, Reader], Index]
"""Asks an address and tells everything that it shows."""

ELEMENT = re.compile(
    r'data-record="([0-9a-f-]{36})" data-version="(\d+)" data-sha256="([0-9a-f]*)"'
)
NEXT = re.compile(r'rel="next" href="([^"]+)"')


def read_page(address: str, reader: Reader) -> Index:
    """Every element of a page that stands for a record."""
    return _elements(answer_of(address, reader))


def read_list(address: str, reader: Reader) -> Index:
    """The same of a list, from its first part to its last."""
    index: Index = defaultdict(set)
    while address:
        page = answer_of(address, reader)
        for record, shown in _elements(page).items():
            index[record] |= shown
        address = _next_part(page)
    return index


def read_json(address: str, reader: Reader) -> Index:
    """A record of the API: the hash is counted from the content that it shows."""
    answer = answer_of(address, reader)
    if answer is None:
        return {}
    said: dict[str, Any] = json.loads(answer)
    told = {Shown(said["version"], said["sha256"] or "")}
    if "content" in said:
        told.add(Shown(said["version"], sha256_hex(canonical_bytes(said["content"]))))
    return {said["id"]: told}


def read_oparl(address: str, reader: Reader) -> Index:
    """An object of OParl; a tombstone has no hash."""
    answer = answer_of(address, reader)
    if answer is None:
        return {}
    said: dict[str, Any] = json.loads(answer)
    shown = Shown(said.get("radslag:version", 0), said.get("radslag:sha256", ""))
    return {said["id"].rpartition("/")[2]: {shown}}


def read_atom(address: str, reader: Reader) -> Index:
    answer, index = answer_of(address, reader), defaultdict[str, set[Shown]](set)
    root = ElementTree.fromstring(answer) if answer else ElementTree.Element("nothing")  # noqa: S314  # our own
    for entry in root.iter(f"{{{ATOM}}}entry"):
        said = entry.find(f"{{{RECORD}}}version")
        if said is not None:
            record = entry.findtext(f"{{{ATOM}}}id", "").removeprefix("urn:uuid:")
            index[record].add(Shown(int(said.attrib["version"]), said.attrib["sha256"]))
    return index


def read_calendar(address: str, reader: Reader) -> Index:
    """Events by UID: SEQUENCE counts the versions after the first."""
    answer, index = answer_of(address, reader), defaultdict[str, set[Shown]](set)
    for event in Calendar.from_ical(answer).events if answer else []:
        shown = Shown(int(str(event["sequence"])) + 1, str(event["x-radslag-sha256"]))
        index[str(event["uid"])].add(shown)
    return index


def _elements(page: bytes | None) -> Index:
    index: Index = defaultdict(set)
    for record, version, sha256 in ELEMENT.findall(page.decode()) if page else []:
        index[record].add(Shown(int(version), sha256))
    return index


def _next_part(page: bytes | None) -> str:
    found = NEXT.search(page.decode()) if page else None
    return found[1].replace("&amp;", "&") if found else ""
