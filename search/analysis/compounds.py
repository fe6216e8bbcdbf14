"""Taking Swedish compounds apart: `trängselskatteavgift` → trängsel, skatt, avgift.

The lexicon is the corpus itself (its words with the number of times they stand in it), beside
a few hundred words of a city's papers that a small corpus may lack. A word is taken apart where
its end is a known word and its beginning is one too, as it stands or in the form that it has
before another word (`gatu` of gata, `kvinno` of kvinna, `arbets` of arbete). Long parts are
taken apart in their turn. After P. Koehn and K. Knight, Empirical Methods for Compound
Splitting (2003), except that a word is split however common it is: the whole is indexed too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search.analysis.word_lists import word_list

LEAST_PART = 4
LEAST_COMPOUND = 7
LEAST_UNKNOWN = 6
"""Letters, the s that joins it included, of a beginning that nobody knows."""

LONGEST_COMPOUND = 50
COMMON = 3
"""So often must a word stand in the corpus before it can be a part: misspellings do not."""

ENDINGS = ("ernas", "arnas", "ornas", "erna", "arna", "orna", "ens", "ets", "nas", "er", "ar",
           "or", "en", "et", "na", "s", "n", "t")  # fmt: skip
"""Inflections by which the last part is known though the corpus has it in another form."""

NO_ENDS = word_list("no_ends")
"""Ends that are words by themselves but suffixes, or halves of a verb with a particle, here."""

NO_STARTS = word_list("no_starts")
"""Beginnings that are words by themselves but prefixes, particles or halves of a word here."""

SHORT_STARTS = word_list("short_starts")

SHORT_ENDS = word_list("short_ends")
"""Words of three letters that may begin or end a compound; others too often merely seem to."""

MOST_HALVES = 300_000

JOINTS = "seoun"
"""What may stand between two parts: `arbet-s-plats`, `gat-u-kontor`, `skatt-e-medel`."""


CITY_WORDS = word_list("city_words")
"""Words of a city's papers, shipped so that the first documents are split as the last."""


@dataclass(frozen=True)
class Lexicon:
    """The known words. Counts are of the corpus; a shipped word is known without one."""

    counts: Mapping[str, int]

    @cached_property
    def known(self) -> dict[str, int]:
        """Every word that can be a part, with its weight."""
        common = {word: count for word, count in self.counts.items() if count >= COMMON}
        return common | {word: self.counts.get(word, 0) + COMMON for word in CITY_WORDS}

    def lines(self) -> Iterator[str]:
        """What a file keeps of it."""
        return (f"{word} {count}\n" for word, count in sorted(self.counts.items()))


NO_WORDS = Lexicon({})


def lexicon_of(counts: "Counter[str]") -> Lexicon:
    """The words of a corpus that can be parts: letters only, not too rare, not too long."""
    kept = {
        word: count
        for word, count in counts.items()
        if count >= COMMON and 3 <= len(word) <= 25 and word.isalpha()
    }
    return Lexicon(kept)


def lexicon_from(lines: Iterable[str]) -> Lexicon:
    """What `lines` gave. Raises ValueError for anything else."""
    pairs = (line.rsplit(" ", 1) for line in lines)
    return Lexicon({word: int(count) for word, count in pairs})


class Splitter:
    """Takes words in lower case apart, by one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._known = lexicon.known
        # Most words end as others do, and begin as others do.
        self._end = lru_cache(MOST_HALVES)(self._known_end)
        self._start = lru_cache(MOST_HALVES)(self._known_start)

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words that it is made of, each as the lexicon has it; none for a simple one.

        A part that is a compound itself comes with its own parts.
        """
        split = self._split(word)
        return tuple(dict.fromkeys(self._all(split))) if split else self._head(word)

    def _head(self, word: str) -> tuple[str, ...]:
        """`fjärrvärmeverks|chef`: the last word alone, after an s that joins what is not known."""
        for at in range(LEAST_UNKNOWN, len(word) - LEAST_PART + 1):
            if word[at - 1] == "s" and word[:at] not in NO_STARTS:
                end = self._end(word[at:])
                if end:
                    return (end, *self._inner(end))
        return ()

    def _inner(self, word: str) -> tuple[str, ...]:
        split = self._split(word)
        return tuple(self._all(split)) if split else ()

    def _all(self, split: tuple[str, str]) -> Iterator[str]:
        for part in split:
            yield part
            inner = self._split(part)
            if inner:
                yield from self._all(inner)

    def _split(self, word: str) -> tuple[str, str] | None:
        """Its two halves; the rarer half of the best split is more common than in any other."""
        if not LEAST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
            return None
        best, most = None, 0
        for at in range(len(word) - 3, 2, -1):
            end = self._end(word[at:])
            start = self._start(word[:at]) if end else ""
            if end and not start and word[at - 1] == word[at]:  # remiss|svar, written with two
                start = self._start(word[: at + 1])
            if start and end:
                weight = min(self._known.get(start, 1), self._known[end])
                if weight > most:
                    best, most = (start, end), weight
        return best

    def _known_end(self, end: str) -> str:
        """The word that it ends with; empty for none."""
        if end in NO_ENDS or (len(end) < LEAST_PART and end not in SHORT_ENDS):
            return ""
        if end in self._known:
            return end
        for ending in ENDINGS:
            bare = end.removesuffix(ending)
            for word in (bare, f"{bare}a") if bare and bare != end else ():
                if self._is_end(word, end):
                    return word
        return ""

    def _is_end(self, word: str, end: str) -> bool:
        is_inflected_of_a = word[-1] == "a" and end.startswith(f"{word[:-1]}o")  # ytor of yta
        fits = is_inflected_of_a or (len(word) >= LEAST_PART or word in SHORT_ENDS)
        return fits and word not in NO_ENDS and word in self._known

    def _known_start(self, start: str) -> str:
        """The word that it begins with, in the form that it has alone, or a compound of its own."""
        if start in NO_STARTS:
            return ""
        for word in _alone(start):
            is_long = len(word) >= LEAST_PART or not SHORT_STARTS.isdisjoint((start, word))
            if is_long and self._may_start(word):
                return word
        return next((bare for bare in _bare(start) if self._split(bare)), "")

    def _may_start(self, word: str) -> bool:
        return word not in NO_STARTS and word in self._known


def _bare(start: str) -> Iterator[str]:
    """Without the letter that joins it to what follows, if there is one."""
    yield start
    if start[-1] in JOINTS:
        yield start[:-1]


def _alone(start: str) -> Iterator[str]:
    """`arbets` → arbets, arbet, arbete; `gatu` → gata; `skol` → skola; `medborgar` → …are."""
    yield from _bare(start)
    if start[-1] in "oue":
        yield start[:-1] + "a"
    if start[-1] == "s":
        yield start[:-1] + "e"
    if start[-2:] == "es":
        yield start[:-2] + "a"
    if len(start) >= LEAST_PART - 1 and start[-1] not in "aeiouyåäö":
        yield start + "a"
        yield start + "e"
