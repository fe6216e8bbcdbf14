"""Every file of a source once: what came is kept, what will not come is remembered."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from meetings.importing.files.fetching import Arriving, Fetcher, NotFetched
from meetings.importing.files.naming import distinct, name_of
from meetings.importing.mapping.context import Context, Made, time_of, was_edited
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated, key_of
from meetings.models import Document, DocumentFile, ImportedFile, ImportedObject
from meetings.states import ImportedFileState
from portal.core.canonical import sha256_hex
from portal.ledger.errors import NoSpace, WrongFile
from portal.ledger.files import store_file
from portal.ledger.models import StoredFile
from portal.ledger.sources import SourceFile

ROLES = frozenset({"mainFile", "auxiliaryFile"})
"""The files of a paper. Those of meetings and items stay described: only papers have pages."""

PAGE = 100
MOST_FAILURES = 5
"""In a row: then the source is left alone until the next run."""

CHECKSUMS = {"sha512Checksum": "sha512", "sha1Checksum": "sha1"}


@dataclass
class Keeper:
    """Fetches what is waiting and lays it on its papers."""

    context: Context
    fetcher: Fetcher
    on_paper: Callable[[int], None]
    failures: int = 0
    known: dict[str, ImportedFile] = field(default_factory=dict)

    def papers_with_files(self) -> Iterator[Made]:
        """The papers whose files differ from what they list, each to be written anew."""
        done = 0
        for papers in self._pages():
            documents = self._documents(papers)
            self._remember(documents.values())
            for of in papers:
                done += 1
                self.on_paper(done)
                document = documents.get(self.context.id_of(_stated(of, self.context)))
                made = self._filled(of, document) if document else None
                if made is not None:
                    yield made

    def _pages(self) -> Iterator[Sequence[ImportedObject]]:
        papers = self.context.source.objects_read.filter(kind="Paper").order_by("key")
        last = ""
        while page := list(papers.filter(key__gt=last)[:PAGE]):
            last = page[-1].key
            yield page

    def _documents(self, papers: Iterable[ImportedObject]) -> dict[UUID, Document]:
        ids = [self.context.id_of(_stated(of, self.context)) for of in papers]
        rows = Document.objects.filter(record_id__in=ids, live=True)
        rows = rows.select_related("case", "issuer", "owner").prefetch_related("files__file")
        return {row.record_id: row for row in rows if files_of_row(row)}

    def _remember(self, documents: Iterable[Document]) -> None:
        keys = {key_of(file.id) for row in documents for file in files_of_row(row)}
        found = self.context.source.files.filter(key__in=keys).select_related("file")
        self.known = {each.key: each for each in found}

    def _filled(self, of: ImportedObject, document: Document) -> Made | None:
        kept: list[DocumentFile] = []
        stamps = _stamps(of)
        for file in files_of_row(document):
            stored = self._kept(file, stamps.get(file.id, ""))
            if stored is not None and stored.pk not in {each.file_id for each in kept}:
                name = distinct(name_of(file, stored.media_type), {each.name for each in kept})
                kept.append(DocumentFile(file=stored, name=name))
        listed = [(each.file_id, each.name) for each in document.files.all()]
        stated = _stated(of, self.context)
        if listed == [(each.file_id, each.name) for each in kept] or not kept:
            return None
        if was_edited(document, stated):
            return None
        document.files = kept
        return Made(of, [document], time_of(stated))

    def _kept(self, file: SourceFile, stamp: str) -> StoredFile | None:
        """The bytes of a file, fetched unless they are here or known not to come."""
        key = key_of(file.id)
        row = self.known.get(key)
        if row is not None and row.stamp == stamp and row.state != ImportedFileState.WAITING:
            return row.file
        if self.failures >= MOST_FAILURES:
            return row.file if row is not None else None
        row = row or ImportedFile(source=self.context.source, key=key[:500])
        row.stamp = stamp
        self._fetch(row, file)
        row.save()
        self.known[key] = row
        return row.file

    def _fetch(self, row: ImportedFile, file: SourceFile) -> None:
        try:
            with self.fetcher.fetched(file.download_url or file.url) as arriving:
                stored = _checked(arriving, file)
        except NoSpace:
            raise
        except WrongFile as error:
            self._refused(row, file, Rule.FILE_REFUSED, str(error))
        except NotFetched as error:
            self._failed(row, file, error)
        else:
            self.failures = 0
            row.state, row.file, row.reason = ImportedFileState.KEPT, stored, ""
            self.context.report.written["file"] += 1

    def _failed(self, row: ImportedFile, file: SourceFile, error: NotFetched) -> None:
        if error.for_good:
            self._refused(row, file, Rule.FILE_REFUSED, error.why)
            return
        self.failures += 1
        row.state, row.reason = ImportedFileState.WAITING, error.why[:200]
        self.context.report.deviation(Rule.FILE_UNREACHABLE, "File", file.id, error.why)

    def _refused(self, row: ImportedFile, file: SourceFile, rule: Rule, why: str) -> None:
        self.failures = 0
        row.state, row.file, row.reason = ImportedFileState.REFUSED, None, why[:200]
        self.context.report.deviation(rule, "File", file.id, why)


def files_of_row(document: Document) -> list[SourceFile]:
    """The files that the source lists for a paper, as its own description of them."""
    source = document.provenance()
    listed = source.files if source else ()
    return [file for file in listed if file.role in ROLES and (file.url or file.download_url)]


def _stamps(of: ImportedObject) -> dict[str, str]:
    """By file what the source says of it, hashed: when that changes, it is fetched again."""
    raw = json.loads(of.stated)
    found = [each for role in ROLES for each in _listed(raw.get(role)) if isinstance(each, dict)]
    return {str(each.get("id")): sha256_hex(_bytes_of(each)) for each in found}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bytes_of(value: dict[str, Any]) -> bytes:
    """As it came, floats and all."""
    return json.dumps(value, sort_keys=True).encode()


class _Hashed:
    """Adds up the checksum that the source states, while the bytes come."""

    def __init__(self, arriving: Arriving, file: SourceFile) -> None:
        said = ((CHECKSUMS[name], file.fields[name]) for name in CHECKSUMS if name in file.fields)
        algorithm, stated = next(said, ("", ""))
        self.arriving = arriving
        self.stated = str(json.loads(stated)).lower() if stated else ""
        self.digest = hashlib.new(algorithm, usedforsecurity=False) if algorithm else None

    def read(self, size: int, /) -> bytes:
        data = self.arriving.read(size)
        if self.digest is not None:
            self.digest.update(data)
            if not data and self.digest.hexdigest() != self.stated:
                raise NotFetched("checksum", for_good=True)
        return data


def _checked(arriving: Arriving, file: SourceFile) -> StoredFile:
    """Raises WrongFile, NotFetched; nothing of the file is left then."""
    return store_file(_Hashed(arriving, file), name_of(file, arriving.media_type))


def _stated(of: ImportedObject, context: Context) -> Stated:
    return Stated(json.loads(of.stated), of.kind, context.report)
