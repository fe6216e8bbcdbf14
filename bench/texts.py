"""Swedish texts to search in, without end and the same for the same number, or those of a folder.

The demo's own papers know some two hundred words, which no corpus of a city does. Here words fall
as they do in real ones (the n-th most frequent is n times rarer than the first; G. Zipf, 1935),
and most of the rare ones are compounds of the words that the analysis ships with.
"""

import datetime
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from search.analysis.languages import SWEDISH_STOP
from search.analysis.word_lists import word_list
from search.documents import Chunk, SearchDocument

TYPES = 100_000
SIZE = 2_000
"""Characters of a text."""

SAID_NOTHING = 0.4
"""So many words of a text are those of a stop list."""

KINDS = ("document", "document", "document", "case", "decision", "registration", "agenda-item")
PARTIES = ("S", "M", "V", "MP", "L", "C", "KD", "SD", "D")


def corpus(count: int, folder: Path | None) -> Iterator[SearchDocument]:
    """So many documents, of the `*.txt` files of a folder where one is named."""
    texts = _of_folder(folder) if folder else _made()
    for number, (title, text) in zip(range(count), texts, strict=False):
        yield _document(number, title, text)


def _of_folder(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        yield text.strip().partition("\n")[0][:200], text


def _made() -> Iterator[tuple[str, str]]:
    words, chance = vocabulary(), random.Random(1)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    small = sorted(SWEDISH_STOP)
    while True:
        said: list[str] = []
        length = 0
        while length < SIZE:
            sentence = _sentence(words, weights, small, chance)
            said.append(sentence)
            length += len(sentence) + 1
        yield " ".join(said[0].split()[:6]).rstrip("."), " ".join(said)


def _sentence(
    words: Sequence[str], weights: Sequence[float], small: Sequence[str], chance: random.Random
) -> str:
    count = chance.randint(6, 18)
    told = chance.choices(words, cum_weights=weights, k=count)
    mixed = [chance.choice(small) if chance.random() < SAID_NOTHING else word for word in told]
    return f"{' '.join(mixed).capitalize()}."


def vocabulary() -> list[str]:
    """The commonest first: simple words, then compounds of two, in an order drawn once."""
    chance = random.Random(2)
    simple = sorted(word for word in word_list("city_words") if len(word) > 3)
    chance.shuffle(simple)
    made = dict.fromkeys(simple)
    while len(made) < TYPES:
        first, second = chance.choice(simple), chance.choice(simple)
        made[f"{first}s{second}" if first[-1] in "tgd" else f"{first}{second}"] = None
    return list(made)


def _document(number: int, title: str, text: str) -> SearchDocument:
    chance = random.Random(number)
    return SearchDocument(
        key=f"record-{number}",
        kind=chance.choice(KINDS),
        audience="public",
        title=title,
        url=f"/handlingar/{number}/",
        organizations=(f"organ-{chance.randrange(40)}",),
        references=(f"{number % 3000:04}/{10 + number % 15}",),
        parties=tuple(chance.sample(PARTIES, 2)) if chance.random() < 0.2 else (),
        date=datetime.date(2010, 1, 1) + datetime.timedelta(days=chance.randrange(5_900)),
        seq=number + 1,
        chunks=(Chunk(text, page=1, url=f"/handlingar/{number}/#sida-1"),),
    )
