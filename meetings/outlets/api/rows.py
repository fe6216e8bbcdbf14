"""Versions as the API says them."""

import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from meetings.outlets.links import absolute, encoded, file_link
from portal.core.clock import local_iso
from portal.ledger.contents import Content
from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from portal.ledger.versions import Version

Json = dict[str, Any]


def rows(versions: Sequence[Version], reader: Reader) -> list[Json]:
    """One row a version, tombstones included, with the short names of their organizations."""
    names = short_names((each.record.organization for each in versions), reader)
    return [row(each, names) for each in versions]


def whole(version: Version, reader: Reader) -> Json:
    """A version with everything that it says; a tombstone says only why it is one."""
    said = row(version, short_names([version.record.organization], reader))
    if version.content is None:
        return said
    return said | {
        "verb": version.verb.value,
        "reason": version.reason,
        "content": json.loads(version.canonical),
    }


def row(version: Version, names: dict[UUID, str]) -> Json:
    return _standing(version, version.content, names) if version.content else _gone(version, names)


def short_names(organizations: Iterable[UUID | None], reader: Reader) -> dict[UUID, str]:
    """Short names by record, ceased and withdrawn organizations included: from their paths."""
    wanted = {pk for pk in organizations if pk}
    if not wanted:
        return {}
    paths = records(reader).filter(pk__in=wanted).values_list("pk", "path")
    return {pk: path.strip("/").rpartition("/")[2] for pk, path in paths}


def _standing(version: Version, content: Content, names: dict[UUID, str]) -> Json:
    return {
        "id": str(content.id),
        "kind": content.kind,
        "version": version.version,
        "sha256": version.sha256,
        "url": absolute(encoded(content.path)),
        "title": content.title,
        "date": str(content.date) if content.date else None,
        "references": list(content.references),
        "organization": names.get(content.organization) if content.organization else None,
        "files": [
            {
                "name": file.name,
                "file_sha256": file.file_sha256,
                "url": absolute(file_link(content.path, version.version, file.name)),
            }
            for file in content.files
        ],
        "recorded_at": local_iso(version.recorded_at),
    }


def _gone(version: Version, names: dict[UUID, str]) -> Json:
    record = version.record
    return {
        "id": str(record.pk),
        "kind": record.kind,
        "version": version.version,
        "sha256": None,
        "url": absolute(encoded(record.path)),
        "title": "",
        "date": str(record.date) if record.date else None,
        "references": sorted(each.number for each in record.numbers.all()),
        "organization": names.get(record.organization) if record.organization else None,
        "files": [],
        "recorded_at": local_iso(version.recorded_at),
        "verb": version.verb.value,
        "reason": version.reason,
        "ground": version.ground,
    }
