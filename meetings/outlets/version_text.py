"""A version as lines of text, so that two can be held beside each other."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.labels import label, word
from meetings.outlets.web.known import Known, know
from portal.ledger.readers import Reader
from portal.ledger.selectors import files_of
from portal.ledger.versions import Version

NOT_TOLD = frozenset({"kind", "id", "files"})


def lines_of(version: Version, known: Known) -> list[str]:
    """`Rubrik: …` for every field that says something, then the text of its files by page."""
    if version.content is None:
        return []
    fields = version.content.as_json().items()
    said = [
        f"{label(name)}: {text}"
        for name, value in fields
        if name not in NOT_TOLD and (text := _said(name, value, known))
    ]
    return [*said, *_file_lines(version)]


def known_of(versions: Iterable[Version], reader: Reader) -> Known:
    """The records that these versions name, as far as the reader may know them."""
    contents = [version.content.as_json() for version in versions if version.content]
    return know({pk for content in contents for pk in _ids(content)}, reader)


def _said(name: str, value: Any, known: Known) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return "; ".join(filter(None, (_said(name, each, known) for each in value)))
    if isinstance(value, dict):
        return ", ".join(filter(None, (_said(key, each, known) for key, each in value.items())))
    if value is None:
        return ""
    pk = _as_id(value)
    return (known.title(pk) or _("en post som inte visas")) if pk else word(name, str(value))


def _file_lines(version: Version) -> Iterator[str]:
    assert version.content is not None
    for ref, file in zip(version.content.files, files_of(version), strict=False):
        yield _("Fil: %(name)s (sha256 %(hash)s)") % {"name": ref.name, "hash": ref.file_sha256}
        for page in file.page_texts.all():
            yield _("%(name)s, sida %(number)s") % {"name": ref.name, "number": page.number}
            yield from (line for line in page.text.splitlines() if line.strip())


def _ids(value: Any) -> Iterator[UUID]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _ids(each)
    elif pk := _as_id(value):
        yield pk


def _as_id(value: object) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None
