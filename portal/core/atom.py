"""Atom (RFC 4287): what is new, with ids that never change and times that are true."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from xml.etree import ElementTree

from django.conf import settings

from portal.core.clock import local_iso
from portal.core.links import absolute

ATOM = "http://www.w3.org/2005/Atom"
RECORD = "urn:radslag:record"
"""Our own element in an entry: which version stands behind it, and its SHA-256."""

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("r", RECORD)


@dataclass(frozen=True, slots=True)
class FileLink:
    name: str
    url: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `url` is a path; `summary` is plain text."""

    id: UUID
    title: str
    url: str
    published: datetime
    updated: datetime
    kind: str
    summary: str = ""
    version: int = 0
    sha256: str = ""
    files: tuple[FileLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `id` is that of what it is about; `url` is the page that it follows."""

    id: UUID
    title: str
    url: str
    self_url: str
    updated: datetime
    entries: Sequence[Entry]


def atom_bytes(feed: Feed) -> bytes:
    """The feed as XML; the same feed gives the same bytes."""
    root = ElementTree.Element(_atom("feed"), {"xml:lang": "sv"})
    # The record itself may be an entry, so the feed about it has an id of its own.
    _text(root, "id", urn(uuid5(feed.id, "atom")))
    _text(root, "title", feed.title)
    _text(root, "updated", local_iso(feed.updated))
    _text(ElementTree.SubElement(root, _atom("author")), "name", settings.CITY_NAME)
    _link(root, "self", feed.self_url, "application/atom+xml")
    _link(root, "alternate", feed.url, "text/html")
    for entry in feed.entries:
        _add(root, entry)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def urn(identity: UUID) -> str:
    return f"urn:uuid:{identity}"


def _add(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, _atom("entry"))
    _text(element, "id", urn(entry.id))
    _text(element, "title", entry.title)
    _text(element, "published", local_iso(entry.published))
    _text(element, "updated", local_iso(entry.updated))
    _link(element, "alternate", entry.url, "text/html")
    for file in entry.files:
        link = _link(element, "enclosure", file.url, file.media_type)
        link.set("length", str(file.size))
        link.set("title", _clean(file.name))
    ElementTree.SubElement(element, _atom("category"), {"term": entry.kind})
    if entry.summary:
        _text(element, "summary", entry.summary)
    if entry.version:
        said = {"version": str(entry.version), "sha256": entry.sha256}
        ElementTree.SubElement(element, f"{{{RECORD}}}version", said)


def _link(parent: ElementTree.Element, rel: str, path: str, kind: str) -> ElementTree.Element:
    said = {"rel": rel, "href": absolute(path), "type": kind}
    return ElementTree.SubElement(parent, _atom("link"), said)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, _atom(name)).text = _clean(text)


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)
