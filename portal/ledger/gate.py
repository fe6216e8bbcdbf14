"""The publish gate: what must not reach the public, looked for before the transaction.

law.md E1: no personal number on the web; E2: check before publication.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from portal.core.personal_numbers import find_personal_numbers
from portal.ledger.changes import Change
from portal.ledger.models import FilePage, StoredFile
from portal.ledger.readers import PUBLIC

CONTEXT = 30


@dataclass(frozen=True)
class Finding:
    """Something that the gate saw. `around` shows the place with the number itself masked."""

    record: str
    title: str
    rule: str
    place: str
    around: str
    stops: bool

    def as_json(self) -> dict[str, str | bool]:
        return asdict(self)


def scan(changes: Sequence[Change]) -> list[Finding]:
    """Findings in everything that would become public, in reading order."""
    return [finding for change in changes if _goes_public(change) for finding in _scan(change)]


def _goes_public(change: Change) -> bool:
    return change.audience == PUBLIC and change.content is not None


def _scan(change: Change) -> Iterator[Finding]:
    for place, text in _texts(change):
        for number in find_personal_numbers(text):
            around = _masked(text, number.start, number.end)
            yield _finding(change, "personal_number", place, around, stops=True)
    for name in _without_text(change):
        yield _finding(change, "no_text", name, "", stops=False)


def _texts(change: Change) -> Iterator[tuple[str, str]]:
    assert change.content is not None
    yield from change.content.texts()
    names = {ref.file_sha256: ref.name for ref in change.content.files}
    for page in FilePage.objects.filter(file__in=names):
        yield f"{names[page.file_id]}, sida {page.number}", page.text
    for file in StoredFile.objects.filter(pk__in=names):
        for field, value in file.metadata.items():
            yield f"{names[file.pk]}, {field}", str(value)


def _without_text(change: Change) -> Iterator[str]:
    assert change.content is not None
    names = {ref.file_sha256: ref.name for ref in change.content.files}
    scanned = StoredFile.objects.filter(pk__in=names, pages__gt=0).exclude(
        page_texts__text__regex=r"\S"
    )
    return (names[file.pk] for file in scanned)


def _masked(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"…{before}██████{after}…"


def _finding(change: Change, rule: str, place: str, around: str, *, stops: bool) -> Finding:
    title = change.content.title if change.content else ""
    return Finding(str(change.record_id), title, rule, place, around, stops)
