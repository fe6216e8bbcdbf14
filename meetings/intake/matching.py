"""To which item of an agenda a dropped file belongs, and how sure that is. Pure.

Each sign gives a share of certainty; signs that agree add up, and two items that are as likely
make neither of them sure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.ids import slug

from .bundle import Bundle, Document
from .numbers import number_key

ITEM_IN_NAME, CASE_IN_NAME = 0.95, 0.9
OWN_NUMBER, NAMED_NUMBER, ITEM_IN_TEXT = 0.9, 0.6, 0.85
LONE_NUMBER, WORDS = 0.75, 0.7
LEAST, TOO_NEAR = 0.3, 0.07
SMALL_WORDS = frozenset(
    {"och", "till", "med", "ett", "att", "den", "det", "som", "fran", "vid", "pdf"}
)


@dataclass(frozen=True)
class Candidate:
    """An item that a file may belong to; `case` is the number of its case, or nothing."""

    key: str
    number: str
    title: str
    case: str = ""


@dataclass(frozen=True)
class Match:
    """`key` of the item, or nothing; `sure` 0..1; `signs` are codes of what spoke for it."""

    key: str = ""
    sure: float = 0.0
    signs: tuple[str, ...] = ()


def match_file(
    name: str, bundle: Bundle | None, candidates: Sequence[Candidate], *, is_here: bool = True
) -> Match:
    """The likeliest item. `is_here` is False for a file that names another meeting."""
    found = sorted((_match(name, bundle, each) for each in candidates), key=lambda each: -each.sure)
    if not found or found[0].sure < LEAST:
        return Match()
    best, second = found[0], found[1] if len(found) > 1 else Match()
    sure, signs = best.sure, best.signs
    if best.sure - second.sure < TOO_NEAR:
        sure, signs = sure / 2, (*signs, "several")
    if not is_here:
        sure, signs = sure / 2, (*signs, "elsewhere")
    return Match(best.key, round(min(sure, 0.99), 2), signs)


def _match(name: str, bundle: Bundle | None, candidate: Candidate) -> Match:
    document = bundle.documents[0] if bundle and bundle.documents else None
    shares = {
        "item in name": _item_in_name(name, candidate.number),
        "case in name": _case_in_name(name, candidate.case),
        "case in text": _case_in_text(document, candidate.case),
        "item in text": ITEM_IN_TEXT if bundle and bundle.item == candidate.number else 0.0,
        "words": _alike(name, document, candidate.title),
    }
    doubt = 1.0
    for share in shares.values():
        doubt *= 1 - share
    return Match(candidate.key, 1 - doubt, tuple(sign for sign, share in shares.items() if share))


def _item_in_name(name: str, number: str) -> float:
    """`2.1.10 Budget.pdf`, `02_01_10-budget.pdf`, `Punkt 7.pdf`; never the year of a date."""
    parts = re.findall(r"\d+", number)
    if not parts:
        return 0.0
    written = r"[._\- ]".join(f"0*{int(part)}" for part in parts)
    after = r"(?![\d])(?![._\-]\d)" if len(parts) > 1 else r"(?=[._\-)\s]+\D|\.\w+$)"
    found = re.match(rf"(?:punkt|ärende|p)?[\s._-]*{written}{after}", name.lower())
    return (ITEM_IN_NAME if len(parts) > 1 else LONE_NUMBER) if found else 0.0


def _case_in_name(name: str, case: str) -> float:
    inside = case and f"-{slug(case)}-" in f"-{slug(name)}-"
    return CASE_IN_NAME if inside else 0.0


def _case_in_text(document: Document | None, case: str) -> float:
    if document is None or not case:
        return 0.0
    if document.own_reference and number_key(document.own_reference) == number_key(case):
        return OWN_NUMBER
    named = {number_key(each) for each in document.references}
    return NAMED_NUMBER if number_key(case) in named else 0.0


def _alike(name: str, document: Document | None, title: str) -> float:
    """The share of the shorter one's words that stand in the other, of name or of title."""
    wanted = _words(title)
    texts = [name, *([document.title] if document else [])]
    return round(max(_overlap(_words(text), wanted) for text in texts) * WORDS, 2)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    shared = len(one & other)
    return shared / shorter if shorter > 1 and shared > 1 else 0.0


def _words(text: str) -> frozenset[str]:
    words = slug(text).split("-")
    return frozenset(word for word in words if len(word) > 2 and word not in SMALL_WORDS)
