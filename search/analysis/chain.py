"""The chain as a whole: from a text to what an engine keeps of it, and from a word to its forms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from search.analysis.compounds import NO_WORDS, Lexicon, Splitter
from search.analysis.folding import fold
from search.analysis.languages import LANGUAGES, SWEDISH, Language, language_of
from search.analysis.tokens import (
    HYPHENED,
    LONGEST,
    NUMBERED,
    OWNED,
    PARAGRAPH,
    PIECES,
    PLAIN,
    SEPARATE,
    Span,
    kind_of,
    raw_tokens,
    spans,
)

MOST_SHAPES = 400_000
"""Distinct tokens that are remembered; a large city's papers have some 200 000."""


@dataclass(frozen=True)
class Shape:
    """A token as an index keeps it.

    `tokens` stand in the text, at one position each (most shapes have one). `parts` are stems of
    the words that it is made of. `variants` are other ways to write it: without å ä ö, without
    its hyphen, the numbers of a longer number. `words` are what a person would type, unstemmed.
    """

    tokens: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_stop: bool = False


EMPTY = Shape()
TOKENS, PARTS, VARIANTS, WORDS = map(attrgetter, ("tokens", "parts", "variants", "words"))


class _Shapes(dict[str, Shape]):
    """Each is made when it is first asked for; beyond so many, all are forgotten."""

    def __init__(self, make: Callable[[str], Shape]) -> None:
        self._make = make

    def __missing__(self, raw: str) -> Shape:
        if len(self) >= MOST_SHAPES:
            self.clear()
        shape = self[raw] = self._make(raw)
        return shape


@dataclass
class Fields:
    """What is kept of one document: lists of tokens, in order for `text` alone."""

    text: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)


class Analyser:
    """One language with one lexicon. Cheap to ask for a token that it has met before."""

    def __init__(self, language: Language = SWEDISH, lexicon: Lexicon = NO_WORDS) -> None:
        self.language = language
        self._splitter = Splitter(lexicon) if language.has_compounds else None
        self._shapes = _Shapes(self._made)
        self._makers: dict[int, Callable[[str], Shape]] = {
            PLAIN: self._word,
            PARAGRAPH: _paragraph,
            NUMBERED: self._number,
            HYPHENED: self._hyphened,
            OWNED: self._owned,
        }

    def shape(self, raw: str) -> Shape:
        """What becomes of one token (lower case, as `spans` gives it)."""
        return self._shapes[raw]

    def analyse(self, text: str) -> list[tuple[Span, Shape]]:
        """The tokens of a text in normal form with their places: for snippets."""
        return [(span, self.shape(span.text)) for span in spans(text)]

    def shapes(self, text: str) -> list[Shape]:
        """The tokens of a text in normal form, in order."""
        return [self.shape(raw) for raw in raw_tokens(text)]

    def fields(self, texts: Iterable[str]) -> Fields:
        """What an index keeps of these texts in normal form."""
        kept = Fields()
        for text in texts:
            # Loops that run in C: this is where an index is built.
            shapes = list(map(self._shapes.__getitem__, raw_tokens(text)))
            kept.text += chain.from_iterable(map(TOKENS, shapes))
            kept.parts += chain.from_iterable(map(PARTS, shapes))
            kept.variants += chain.from_iterable(map(VARIANTS, shapes))
            kept.words.update(*map(WORDS, shapes))
        return kept

    def _made(self, raw: str) -> Shape:
        if len(raw) > LONGEST:
            return EMPTY
        made = self._makers.get(kind_of(raw), self._several)
        return made(raw)

    def _several(self, raw: str) -> Shape:
        """`och/eller` and `slut.Nästa` are two words."""
        return _together([self._made(piece) for piece in SEPARATE.split(raw) if piece])

    def _word(self, word: str) -> Shape:
        stem = self.language.stem(word)
        is_stop = word in self.language.stop
        split = self._splitter.parts(word) if self._splitter and not is_stop else ()
        parts = dict.fromkeys(self.language.stem(part) for part in split)
        folded = () if stem.isascii() else (fold(stem),)
        said = () if is_stop or len(word) < 2 else (word,)
        return Shape((stem,), tuple(p for p in parts if p != stem), folded, said, is_stop)

    def _number(self, raw: str) -> Shape:
        """Kept whole; its pieces are found too, a word among them by its stem."""
        pieces = [piece for piece in PIECES.findall(raw) if piece != raw]
        stems = [self.language.stem(piece) if piece.isalpha() else piece for piece in pieces]
        words = (raw, *(piece for piece in pieces if piece.isalpha() and len(piece) > 3))
        return Shape((raw,), (), tuple(dict.fromkeys(stems)), words)

    def _hyphened(self, raw: str) -> Shape:
        """`e-post` is also `epost` and `post`; both count as parts of it."""
        pieces = [self._made(piece) for piece in raw.split("-") if piece]
        head, _hyphen, tail = raw.rpartition("-")
        whole = f"{head}-{self.language.stem(tail)}"
        joined = self.language.stem("".join(PIECES.findall(raw)))
        parts = [stem for piece in pieces for stem in (*piece.tokens, *piece.parts)]
        words = (raw, *(word for piece in pieces for word in piece.words if len(word) > 3))
        kept = dict.fromkeys((joined, *(part for part in parts if len(part) > 1)))
        variants = dict.fromkeys((joined, fold(joined), fold(whole)))
        return Shape((whole,), tuple(kept), tuple(v for v in variants if v != whole), words)

    def _owned(self, raw: str) -> Shape:
        """`SLK:s`, `KS’s` and `o’brien`: what stands before an s, or all of it as one word."""
        first, *rest = PIECES.findall(raw)
        return self._word(first if rest == ["s"] else "".join((first, *rest)))


def _paragraph(raw: str) -> Shape:
    number = raw.lstrip("§").strip().replace(" ", "")
    return Shape((f"§{number}",), (), (number,), ())


def _together(shapes: list[Shape]) -> Shape:
    return Shape(
        tuple(token for shape in shapes for token in shape.tokens),
        tuple(part for shape in shapes for part in shape.parts),
        tuple(variant for shape in shapes for variant in shape.variants),
        tuple(word for shape in shapes for word in shape.words),
        all(shape.is_stop for shape in shapes),
    )


class Analysis:
    """An analyser for every language over one lexicon, made once for an index."""

    def __init__(self, lexicon: Lexicon = NO_WORDS) -> None:
        self.lexicon = lexicon
        self._analysers = {
            code: Analyser(language, lexicon) for code, language in LANGUAGES.items()
        }

    def of(self, language: str) -> Analyser:
        return self._analysers[language_of(language).code]


@lru_cache(maxsize=1)
def plain_analysis() -> Analysis:
    """By the shipped words alone, where no index is at hand."""
    return Analysis()
