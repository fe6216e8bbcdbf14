"""Snippets: the places of a document that answer a plan, with the words that do so marked.

The text is what was indexed, so a snippet never shows what its hit does not hold. Windows are
found by a fast look for the beginnings of the words; only the window itself is analysed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from search.analysis.chain import Analyser, Analysis
from search.analysis.normal import normalise
from search.analysis.tokens import TOKEN, raw_tokens
from search.documents import Chunk, SearchDocument
from search.plans import Clause, Either, Prefix, QueryPlan

WIDTH = 240
"""Characters of an excerpt."""

LEAD = 70
"""Characters before the first marked word."""

MOST_PLACES = 40
"""Places that are looked at in one chunk, and in the whole document ten times as many."""

LETTERS = {"a": "[aåäáà]", "o": "[oöøó]", "e": "[eéè]", "u": "[uü]", "c": "[cç]", "n": "[nñ]"}


@dataclass(frozen=True)
class Piece:
    """A run of text; `is_marked` where it is what was asked for."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Excerpt:
    """Text from one place: where it opens, and whether text was left out before or after."""

    pieces: tuple[Piece, ...]
    page: int | None = None
    second: int | None = None
    url: str = ""
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True)
class Wanted:
    """What a plan asks for, as it stands in shapes of tokens. Made once for a page of hits."""

    terms: frozenset[str]
    begun: tuple[str, ...]
    known: dict[str, bool] = field(default_factory=dict)

    def marks(self, raw: str, analyser: Analyser) -> bool:
        """Whether this token of a text is one of those that were asked for."""
        known = self.known.get(raw)
        if known is None:
            known = self.known[raw] = self._marks(raw, analyser)
        return known

    def _marks(self, raw: str, analyser: Analyser) -> bool:
        shape = analyser.shape(raw)
        return (
            not self.terms.isdisjoint(shape.tokens)
            or not self.terms.isdisjoint(shape.parts)
            or not self.terms.isdisjoint(shape.variants)
            or raw.startswith(self.begun)
        )

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """What the words that are looked for begin with, longest first."""
        words = {word.lstrip("§") for word in (*self.terms, *self.begun)} - {""}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The same, with or without the marks of their letters: slower."""
        return re.compile("|".join(map(_way, self.starts)), re.IGNORECASE)


def wanted_of(plan: QueryPlan, analysis: Analysis, synonyms: Iterable[str] = ()) -> Wanted:
    """`synonyms` are words that stand for some of the plan's."""
    terms: dict[str, None] = {}
    begun: list[str] = []
    for clause in plan.wanted:
        _gather(clause, plan, analysis, terms, begun)
    for synonym in synonyms:
        _gather_word(synonym, plan, analysis, terms)
    return Wanted(frozenset(terms), tuple(word for word in begun if word))


def excerpts(
    document: SearchDocument, wanted: Wanted, analysis: Analysis, most: int = 1
) -> tuple[Excerpt, ...]:
    """The best places, at most one in each chunk; its beginning where the text has none."""
    analyser = analysis.of(document.language)
    places = sorted(_places(document.chunks, wanted), key=lambda place: -place[0])[:most]
    if not places and document.chunks:
        places = [(0, document.chunks[0], 0)]
    return tuple(_excerpt(chunk, at, wanted, analyser) for _score, chunk, at in places)


def marked(text: str, wanted: Wanted, analyser: Analyser) -> tuple[Piece, ...]:
    """A whole short text, such as a title, with what was asked for marked."""
    pieces: list[Piece] = []
    end = 0
    for found in TOKEN.finditer(text):
        if wanted.marks(found.group().lower(), analyser):
            if found.start() > end:
                pieces.append(Piece(text[end : found.start()]))
            end = found.end()
            pieces.append(Piece(text[found.start() : end], is_marked=True))
    return (*pieces, Piece(text[end:])) if end < len(text) else tuple(pieces)


def _gather(
    clause: Clause, plan: QueryPlan, analysis: Analysis, terms: dict[str, None], begun: list[str]
) -> None:
    if isinstance(clause, Either):
        for each in clause.clauses:
            _gather(each, plan, analysis, terms, begun)
    elif isinstance(clause, Prefix):
        begun.append(normalise(clause.text).lower())
    else:
        _gather_word(clause.text, plan, analysis, terms)


def _gather_word(text: str, plan: QueryPlan, analysis: Analysis, terms: dict[str, None]) -> None:
    for language in plan.languages:
        for shape in analysis.of(language).shapes(normalise(text)):
            if not shape.is_stop:
                terms.update(dict.fromkeys((*shape.tokens, *shape.parts, *shape.variants)))


def _way(word: str) -> str:
    return "".join(LETTERS.get(letter, re.escape(letter)) for letter in word)


def _places(chunks: Sequence[Chunk], wanted: Wanted) -> list[tuple[int, Chunk, int]]:
    """In each chunk the window with the most different words: how many, and where it begins.

    Words are looked for as they are spelled first, and without å ä ö only where none is found.
    """
    if not wanted.starts:
        return []
    return _looked(chunks, wanted, _found) or _looked(chunks, wanted, _found_folded)


def _looked(
    chunks: Sequence[Chunk], wanted: Wanted, find: Callable[[str, Wanted], list[tuple[int, str]]]
) -> list[tuple[int, Chunk, int]]:
    places = []
    looked_at = 0
    for chunk in chunks:
        found = find(chunk.text, wanted)
        looked_at += len(found)
        if found:
            places.append(_densest(found, chunk))
        if looked_at >= MOST_PLACES * 10:
            break
    return places


def _found(text: str, wanted: Wanted) -> list[tuple[int, str]]:
    lower = text.lower()
    if len(lower) != len(text):  # İ and its like: offsets would drift
        return _found_folded(text, wanted)
    found: list[tuple[int, str]] = []
    for start in wanted.starts:
        at = lower.find(start)
        while at >= 0 and len(found) < MOST_PLACES:
            found.append((at, start))
            at = lower.find(start, at + len(start))
    return sorted(found)


def _found_folded(text: str, wanted: Wanted) -> list[tuple[int, str]]:
    found = islice(wanted.pattern.finditer(text), MOST_PLACES)
    return [(place.start(), place.group().lower()) for place in found]


def _densest(found: list[tuple[int, str]], chunk: Chunk) -> tuple[int, Chunk, int]:
    best, at = 0, 0
    most = len({word for _place, word in found})
    for number, (start, _word) in enumerate(found):
        near = {word for place, word in found[number:] if place < start + WIDTH - LEAD}
        if len(near) > best:
            best, at = len(near), start
        if best == most:
            break
    return best, chunk, at


def _excerpt(chunk: Chunk, at: int, wanted: Wanted, analyser: Analyser) -> Excerpt:
    start, end = _window(chunk.text, at)
    shown = " ".join(chunk.text[start:end].split())
    return Excerpt(
        pieces=marked(shown, wanted, analyser),
        page=chunk.page,
        second=chunk.second,
        url=chunk.url,
        cut_before=bool(chunk.text[:start].strip()),
        cut_after=bool(chunk.text[end:].strip()),
    )


def _window(text: str, at: int) -> tuple[int, int]:
    """From the beginning of a word to the end of one."""
    start = max(0, at - LEAD)
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", at, end)
        end = space if space > at else end
    return start, end


def has_words(text: str) -> bool:
    """Whether there is anything in it to look for."""
    return bool(raw_tokens(normalise(text)))
