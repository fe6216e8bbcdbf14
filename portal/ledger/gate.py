"""The publish gate: what must not reach the public, looked for before the transaction.

law.md E1: no personal number on the web; E2: check before publication.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from portal.core.personal_numbers import find_personal_numbers, without_personal_numbers
from portal.ledger.changes import Change
from portal.ledger.contents import FileRef
from portal.ledger.errors import MissingFile
from portal.ledger.findings import Finding
from portal.ledger.models import FilePage, StoredFile
from portal.ledger.ports import protected_names
from portal.ledger.readers import PUBLIC

CONTEXT = 30
STOPPING = frozenset({"personal_number", "protected_name"})


@dataclass
class FileWords:
    """Everything that a file says, with the place where it says it."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)


def scan(changes: Sequence[Change]) -> list[Finding]:
    """Findings in everything that would become public, in reading order.

    Raises MissingFile when a content lists a file that is not stored.
    """
    files = _read_files([ref for change in changes for ref in _files(change)])
    found = [finding for change in changes for finding in _scan(change, files)]
    return [*found, *_names(changes, files)]


def _names(changes: Sequence[Change], files: dict[str, FileWords]) -> Iterator[Finding]:
    """law.md C14: a protected name, wherever it stands. The finding does not repeat it."""
    names = {name.casefold() for answer in protected_names.ask() for name in answer if name}
    for change in changes if names else ():
        for place, text in _texts(change, files):
            said = text.casefold()
            if any(name in said for name in names):
                where = "" if any(name in place.casefold() for name in names) else place
                yield _finding(change, "", "protected_name", where)


def _files(change: Change) -> tuple[FileRef, ...]:
    return change.content.files if change.content else ()


def _scan(change: Change, files: dict[str, FileWords]) -> Iterator[Finding]:
    """A reason is read by all, also where the content is not."""
    title = without_personal_numbers(change.content.title) if change.content else ""
    for place, text in _texts(change, files):
        for number in find_personal_numbers(text):
            around = _around(text, number.start, number.end)
            yield _finding(change, title, "personal_number", place, around)
    if change.content and change.audience == PUBLIC:
        yield from _flags(change, title, files)


def _texts(change: Change, files: dict[str, FileWords]) -> Iterator[tuple[str, str]]:
    yield "reason", change.reason
    yield "ground", change.ground
    if change.content and change.audience == PUBLIC:
        yield from change.content.texts()
        for ref in change.content.files:
            for place, text in files[ref.file_sha256].texts:
                yield f"{ref.name}, {place}", text


def _flags(change: Change, title: str, files: dict[str, FileWords]) -> Iterator[Finding]:
    for ref in _files(change):
        words = files[ref.file_sha256]
        for place in words.unread:
            yield _finding(change, title, "no_text", ", ".join(filter(None, [ref.name, place])))
        for name in words.attachments:
            yield _finding(change, title, "attachments", f"{ref.name}, {name}")


def _read_files(refs: Sequence[FileRef]) -> dict[str, FileWords]:
    """All files of an act in two queries."""
    wanted = {ref.file_sha256 for ref in refs}
    stored = StoredFile.objects.filter(erased_at=None).in_bulk(wanted)
    if missing := wanted - set(stored):
        raise MissingFile(min(missing))
    pages: dict[str, list[FilePage]] = defaultdict(list)
    for page in FilePage.objects.filter(file__in=stored).order_by("file", "number"):
        pages[page.file_id].append(page)
    return {sha256: _words(file, pages[sha256]) for sha256, file in stored.items()}


def _words(file: StoredFile, pages: Iterable[FilePage]) -> FileWords:
    words = FileWords(attachments=file.attachments)
    words.texts += [(f"metadata {name}", value) for name, value in file.metadata.items()]
    for page in pages:
        place = f"sida {page.number}"
        words.texts += [(place, page.text), (f"{place}, kommentar", page.notes)]
        if page.is_scan:
            words.unread.append(place)
    if not any(page.text.strip() for page in pages) and not words.unread:
        words.unread.append("")
    return words


def _around(text: str, start: int, end: int) -> str:
    """The place with every number in it masked; one that the cut leaves half of is hidden too."""
    before, after = text[:start], text[end:]
    kept = without_personal_numbers(before)[-CONTEXT:], without_personal_numbers(after)[:CONTEXT]
    return f"…{kept[0]}██████{kept[1]}…"


def _finding(change: Change, title: str, rule: str, place: str, around: str = "") -> Finding:
    return Finding(
        record=str(change.record_id),
        title=title,
        rule=rule,
        place=without_personal_numbers(place),
        around=around,
        stops=rule in STOPPING,
    )
