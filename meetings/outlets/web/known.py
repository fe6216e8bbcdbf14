"""The records that a page refers to, read in one go: names, links and contents by UUID."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from portal.core.addresses import localized
from portal.ledger.contents import Content
from portal.ledger.readers import Reader
from portal.ledger.selectors import find_versions
from portal.ledger.versions import Version

C = TypeVar("C", bound=Content)


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader may know of these records; all others are simply absent."""

    versions: Mapping[UUID, Version]

    def version(self, pk: UUID | None) -> Version | None:
        return self.versions.get(pk) if pk else None

    def content(self, pk: UUID | None, kind: type[C]) -> C | None:
        """The content of a standing record of that kind."""
        version = self.version(pk)
        content = version.content if version else None
        return content if isinstance(content, kind) else None

    def title(self, pk: UUID | None) -> str:
        """The title of a standing record; empty when there is none to tell."""
        version = self.version(pk)
        return version.content.title if version and version.content else ""

    def url(self, pk: UUID | None) -> str:
        version = self.version(pk)
        return url_of(version) if version else ""

    def with_more(self, ids: Iterable[UUID | None], reader: Reader) -> "Known":
        """These too: what was found may point further."""
        missing = {pk for pk in ids if pk} - self.versions.keys()
        return Known({**self.versions, **know(missing, reader).versions}) if missing else self


def know(ids: Iterable[UUID | None], reader: Reader) -> Known:
    """Read these records in one go (three queries, however many)."""
    return Known(find_versions({pk for pk in ids if pk}, reader))


def url_of(version: Version) -> str:
    """The address of a record in the language of the request."""
    return localized(version.content.path if version.content else version.record.path)
