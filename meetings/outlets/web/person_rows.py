"""People as rows of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import PersonContent
from meetings.outlets.web.known import url_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class PersonRow:
    record_id: UUID
    version: int
    sha256: str
    url: str
    name: str
    party: str
    is_invented: bool


def person_rows(people: Iterable[Version]) -> list[PersonRow]:
    return [
        PersonRow(
            record_id=content.id,
            version=version.version,
            sha256=version.sha256,
            url=url_of(version),
            name=content.title,
            party=content.party,
            is_invented=content.is_invented,
        )
        for version in people
        if isinstance(content := version.content, PersonContent)
    ]
