"""Files of papers: an object for each paper and each hash that its public versions have listed."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet

from meetings.contents import DocumentContent
from meetings.selectors.oparl.question import NoSuchPlace, Wanted, between
from meetings.selectors.oparl.times import DOCUMENT, own_newest, standing
from portal.ledger.contents import FileRef
from portal.ledger.models import FileUse, Record, StoredFile
from portal.ledger.readers import PUBLIC
from portal.ledger.versions import newest_versions

SHORT = 16
"""Characters of the SHA-256 that name a file within its paper."""

NAME = re.compile(rf"([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})/([0-9a-f]{{{SHORT}}})")


@dataclass(frozen=True, slots=True)
class Known:
    """What the portal knows of the bytes, and since when the paper has listed them."""

    sha512: str
    created: datetime.datetime


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file of a paper. `paper` and `ref` are None when it is gone."""

    document: UUID
    sha256: str
    created: datetime.datetime
    modified: datetime.datetime
    sha512: str = ""
    version: int = 0
    paper: DocumentContent | None = None
    ref: FileRef | None = None


def list_files(wanted: Wanted) -> list[PaperFile]:
    """In the order in which they were published."""
    found = between(_with_times(), wanted)
    if not wanted.shows_deleted:
        found = found.filter(standing("entry__record__"), Exists(_listed_now()))
    found = _after(found, wanted.after).order_by("entry", "file")
    return _files(found[: wanted.limit])


def find_file(document: UUID, short: str) -> PaperFile | None:
    """By its paper and the beginning of its hash."""
    return next(iter(_files(_uses(document, short))), None)


def known_files(documents: Iterable[UUID]) -> dict[tuple[UUID, str], Known]:
    """What is known of every file that public versions of these papers have listed."""
    uses = FileUse.objects.filter(entry__record__in=list(documents), entry__audience=PUBLIC)
    rows = uses.order_by().values_list("entry__record", "file", "file__sha512")
    return {
        (document, sha256): Known(sha512, created)
        for document, sha256, sha512, created in rows.annotate(Min("entry__recorded_at"))
    }


def _with_times() -> QuerySet[FileUse, Any]:
    """The first public version that lists a file stands for it."""
    same = FileUse.objects.filter(
        file=OuterRef("file"),
        entry__record=OuterRef("entry__record"),
        entry__audience=PUBLIC,
    )
    earlier = Q(entry__lt=OuterRef("entry")) | Q(entry=OuterRef("entry"), pk__lt=OuterRef("pk"))
    papers = Record.objects.filter(pk=OuterRef("entry__record"), kind=DOCUMENT)  # not joined:
    # else the database begins with all papers instead of with the order
    return FileUse.objects.filter(
        ~Exists(same.filter(earlier)), Exists(papers), entry__audience=PUBLIC
    ).annotate(created=F("entry__recorded_at"), modified=own_newest("entry__record__"))


def _uses(document: UUID, short: str) -> QuerySet[FileUse, Any]:
    return _with_times().filter(entry__record=document, file__sha256__startswith=short)


def _first_use(document: UUID, short: str) -> FileUse | None:
    return _uses(document, short).first()


def _listed_now() -> QuerySet[FileUse]:
    return FileUse.objects.filter(entry=OuterRef("entry__record__seq"), file=OuterRef("file"))


def _after(found: "QuerySet[FileUse, Any]", after: str) -> "QuerySet[FileUse, Any]":
    if not after:
        return found
    named = NAME.fullmatch(after)
    first = _first_use(UUID(named[1]), named[2]) if named else None
    if first is None:
        raise NoSuchPlace(after)
    later = Q(entry__gt=first.entry_id) | Q(entry=first.entry_id, file__gt=first.file_id)
    return found.filter(later, entry__gte=first.entry_id)


def _files(found: "QuerySet[FileUse, Any]") -> list[PaperFile]:
    uses = list(found.select_related("entry__record"))
    heads = {use.entry.record_id: use.entry.record for use in uses if _is_open(use.entry.record)}
    versions = newest_versions(heads.values())
    hashes = StoredFile.objects.filter(pk__in={use.file_id for use in uses})
    longer = dict(hashes.values_list("pk", "sha512"))
    return [_file(use, versions.get(use.entry.record_id), longer[use.file_id]) for use in uses]


def _is_open(head: Record) -> bool:
    return head.audience == PUBLIC and head.is_standing


def _file(use: Any, version: Any, sha512: str) -> PaperFile:
    paper = version.content if version is not None else None
    ref = (
        next((each for each in paper.files if each.file_sha256 == use.file_id), None)
        if paper
        else None
    )
    return PaperFile(
        document=use.entry.record_id,
        sha256=use.file_id,
        created=use.created,
        modified=use.modified,
        sha512=sha512,
        version=version.version if version is not None else 0,
        paper=paper if ref else None,
        ref=ref,
    )
