"""What every mapping knows: the source, its organizations, the report."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from meetings.importing.identity import record_id
from meetings.importing.report import Report
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated
from meetings.models import ImportedObject, ImportSource, Organization, WorkingPart, WorkingRecord
from portal.core.clock import now
from portal.ledger.sources import Source, SourceFile

SCHEMES = ("http://", "https://")


@dataclass
class Context:
    """`organizations` are those of the source by key; `owner` answers for what names none."""

    source: ImportSource
    report: Report
    organizations: dict[str, Organization] = field(default_factory=dict)
    owner: Organization | None = None

    def organization(self, key: str, stated: Stated, name: str) -> Organization | None:
        found = self.organizations.get(key)
        if found is None and key:
            stated.deviation(Rule.DANGLING, name)
            stated.keep(name)
        return found

    def first_organization(self, stated: Stated, *names: str) -> Organization | None:
        """The first that these fields name; further ones are kept besides."""
        for name in names:
            keys = stated.references(name)
            if len(keys) > 1:
                stated.keep(name)
            for key in keys:
                found = self.organization(key, stated, name)
                if found is not None:
                    return found
        return None

    def id_of(self, stated: Stated) -> Any:
        return record_id(self.source.name, stated.key)

    def source_of(
        self,
        stated: Stated,
        *,
        files: tuple[SourceFile, ...] = (),
        place: int | None = None,
        without: frozenset[str] = frozenset(),
    ) -> dict[str, Any]:
        """Ask last: what nothing has taken by now is kept in `fields`."""
        created, modified = stated.times()
        files += _carried(stated)
        return Source(
            id=stated.id,
            url=web_address(stated, "web"),
            language=self.source.language,
            created=created,
            modified=modified,
            place=place,
            files=files,
            fields=stated.rest(without),
        ).model_dump(mode="json")


@dataclass
class Made:
    """The working rows that an object became; none where it was left alone."""

    of: ImportedObject
    rows: list[WorkingRecord] = field(default_factory=list)
    time: datetime.datetime | None = None

    @cached_property
    def parts(self) -> dict[UUID, Sequence[WorkingPart]]:
        """The records inside each row, asked once."""
        return {row.record_id: row.parts() for row in self.rows}

    @property
    def entries(self) -> int:
        return len(self.rows) + sum(map(len, self.parts.values()))


def web_address(stated: Stated, name: str) -> str:
    """An address that may stand in a link; a scheme that runs code is none."""
    value = stated.raw.get(name)
    if isinstance(value, str) and value.startswith(SCHEMES):
        stated.taken.add(name)
        return value
    return ""


def time_of(stated: Stated) -> datetime.datetime | None:
    """When this state was public at the source: its last change, never to come."""
    moment = stated.moment("modified") or stated.moment("created")
    return min(moment, now()) if moment else None


def files_of(stated: Stated, *roles: str) -> tuple[SourceFile, ...]:
    """The files under these fields, in their order."""
    return tuple(_file(each, role) for role in roles for each in stated.inside(role, "File"))


def _file(stated: Stated, role: str) -> SourceFile:
    if not (stated.raw.get("created") and stated.raw.get("modified")):
        stated.deviation(Rule.MISSING_TIMES)
    address = web_address(stated, "accessUrl")
    if not address:
        stated.deviation(Rule.MISSING_FIELD, "accessUrl")
    day = stated.date("date")
    return SourceFile(
        id=stated.id,
        role=role,
        name=stated.text("name") or stated.text("fileName"),
        media_type=stated.text("mimeType"),
        size=stated.number("size"),
        date=str(day or ""),
        url=address,
        download_url=web_address(stated, "downloadUrl"),
        fields=stated.rest(),
    )


CARRIED = "radslag:source"


def _carried(stated: Stated) -> tuple[SourceFile, ...]:
    """Files that the source had itself from elsewhere, when it is a portal like this one."""
    said = stated.raw.get(CARRIED)
    listed = said.get("files") if isinstance(said, dict) else None
    found = []
    for each in listed if isinstance(listed, list) else ():
        try:
            file = SourceFile.model_validate(each)
        except ValidationError:
            stated.deviation(Rule.WRONG_TYPE, CARRIED)
            continue
        if all(url.startswith(SCHEMES) or not url for url in (file.url, file.download_url)):
            found.append(file)
    return tuple(found)


def was_edited(row: WorkingRecord | None, stated: Stated) -> bool:
    """Whether somebody here has taken it over since; an import never writes over that."""
    if row is None or row.latest_revision_id is None:
        return False
    stated.deviation(Rule.EDITED_HERE)
    return True
