"""Where an imported record came from, as its page tells it: the source, its words, its files."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.ledger.contents import Content
from portal.ledger.sources import Source, SourceFile

ROLES: dict[str, str | Promise] = {
    "mainFile": _("Handlingen"),
    "auxiliaryFile": _("Bilaga"),
    "invitation": _("Kallelse"),
    "resultsProtocol": _("Protokoll"),
    "verbatimProtocol": _("Ordagrant protokoll"),
    "resolutionFile": _("Beslutstext"),
}
SAID = ("name", "paperType", "role", "organizationType", "resolutionText")
"""Fields whose words tell a reader more than ours: shown as the source has them."""


@dataclass(frozen=True, slots=True)
class SourceFileRow:
    """A file whose bytes are at the source."""

    name: str
    url: str
    role: str | Promise
    media_type: str
    date: str
    size: int | None


@dataclass(frozen=True, slots=True)
class SourceView:
    """`said` are words of the source in its own `lang`."""

    url: str
    host: str
    lang: str
    said: tuple[str, ...]
    files: tuple[SourceFileRow, ...]


def language_of(content: Content | None) -> str:
    """The language of a record's own words; empty where it is the page's."""
    if content is None:
        return ""
    language = content.source.language if content.source else settings.LANGUAGE_CODE
    return "" if language == get_language() else language


def source_view(content: Content | None) -> SourceView | None:
    source = content.source if content else None
    if source is None:
        return None
    return SourceView(
        url=source.url,
        host=urlsplit(source.url or source.id).hostname or source.id,
        lang=source.language,
        said=tuple(_said(source)),
        files=tuple(_file(each) for each in source.files),
    )


def _said(source: Source) -> Iterator[str]:
    for name in SAID:
        value = json.loads(source.fields[name]) if name in source.fields else None
        if isinstance(value, str) and value:
            yield value


def _file(file: SourceFile) -> SourceFileRow:
    return SourceFileRow(
        name=" ".join(file.name.split()) or file.url.rpartition("/")[2],
        url=file.url or file.download_url,
        role=ROLES.get(file.role, file.role),
        media_type=file.media_type,
        date=file.date,
        size=file.size,
    )
