"""Which meeting and which item of its agenda a bundle is for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from .bundle import Document, Meeting
from .kinds import MINUTES_KINDS, PARTY_KINDS, DocumentKind
from .organizations import short_name
from .papers import LABELLED

T = TypeVar("T")

# How much a paper of a kind says of the meeting that the bundle is for. An extract tells of an
# earlier meeting, most often of another body that prepared the case.
_WEIGHT = {
    DocumentKind.SUMMONS: 4.0,
    DocumentKind.STATEMENT: 2.0,
    DocumentKind.MOTION: 2.0,
    DocumentKind.DECISION_PAPER: 1.0,
    DocumentKind.OFFICIAL_REPORT: 0.6,
    DocumentKind.MINUTES: 0.4,
    DocumentKind.MINUTES_EXTRACT: 0.2,
}
# The papers whose head names the body that meets; others name their sender.
TELLING_KINDS = PARTY_KINDS | {
    DocumentKind.SUMMONS,
    DocumentKind.OFFICIAL_REPORT,
    DocumentKind.DECISION_PAPER,
}
_DATED = PARTY_KINDS | {DocumentKind.SUMMONS}


@dataclass(frozen=True)
class Witness:
    """What one paper says of a meeting: the body and the item that its head names."""

    document: Document
    body: str | None
    item: str | None
    day: date | None = None

    @property
    def weight(self) -> float:
        base = _WEIGHT.get(self.document.kind, 0.2)
        if self.item is not None and self.document.kind in PARTY_KINDS:
            return base + 1.0
        return base

    @property
    def day_weight(self) -> float:
        """Weigh the day: a date under its own label is the day of writing, before the meeting."""
        is_written = self.document.confidence.get("date", 0.0) >= LABELLED
        return self.weight * 0.3 if is_written and self.day is None else self.weight

    @property
    def tells_day(self) -> bool:
        """Tell whether the paper's own date is the meeting's day."""
        kind = self.document.kind
        return kind is DocumentKind.SUMMONS or (kind in _DATED and self.body is not None)


def read_meeting(witnesses: Sequence[Witness]) -> Meeting:
    """Return the meeting that the papers speak for most, with how much they agree."""
    name, sure_name = _vote([(w.body, w.weight) for w in witnesses])
    day, sure_day = _day(witnesses, name)
    confidence = {}
    if name is not None:
        confidence["organization"] = sure_name
    if day is not None:
        confidence["date"] = sure_day
    return Meeting(short_name(name) if name else None, name, day, confidence)


def read_item(witnesses: Sequence[Witness]) -> tuple[str | None, float]:
    """Return the item of the agenda, with how much the papers agree."""
    return _vote([(w.item, w.weight) for w in witnesses])


def _day(witnesses: Sequence[Witness], name: str | None) -> tuple[date | None, float]:
    days = [
        (w.day or w.document.date, w.day_weight)
        for w in witnesses
        if w.tells_day
        and (w.body is None or name is None or short_name(w.body) == short_name(name))
    ]
    if any(day for day, _ in days):
        return _vote(days)
    held = [
        w.document.date for w in witnesses if w.document.kind in MINUTES_KINDS and w.body == name
    ]
    dated = [day for day in held if day is not None]
    return (max(dated), 0.4) if dated else (None, 0.0)


def _vote(votes: Sequence[tuple[T | None, float]]) -> tuple[T | None, float]:
    """Return the value with most weight behind it; sure by weight and by share."""
    weights: dict[T, float] = defaultdict(float)
    for value, weight in votes:
        if value is not None:
            weights[value] += weight
    if not weights:
        return None, 0.0
    best = max(weights, key=lambda value: weights[value])
    share = weights[best] / sum(weights.values())
    return best, round(share * min(0.97, 0.4 + 0.2 * weights[best]), 2)


def most_shared_number(documents: Sequence[Document]) -> tuple[str | None, float]:
    """Return the case number of the bundle: the first report's own, else the one named most."""
    for document in documents:
        if document.kind is DocumentKind.OFFICIAL_REPORT and document.own_reference:
            return document.own_reference, 0.8
    counted = Counter(number for document in documents for number in document.references)
    if not counted:
        return None, 0.0
    number, count = counted.most_common(1)[0]
    return number, 0.6 if count > 1 else 0.4
