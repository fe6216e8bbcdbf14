"""Telling running text from the lines of a head."""

import re
from itertools import pairwise

from .vocabulary import JOINING_WORDS, LABELS, SECTIONS, TITLE_WORDS, written_forms

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|www\.\S+|https?://\S+")
_PERSON = re.compile(
    r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?(?: [A-ZÅÄÖÉ]\.)?"
    r"(?: [A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?){1,2}"
)
SECTION = re.compile(
    rf"(?<![\w-])(?:{'|'.join(written_forms(words) for words in SECTIONS)})(?![\w-])"
    r"|(?<![\w-])[A-ZÅÄÖ][a-zåäö]+s (?:förslag till )?beslut(?![\w-])"
    r"|(?<![\w-])[A-ZÅÄÖ][a-zåäö-]*(?:styrelsen|nämnden|fullmäktige|utskottet)"
    r" (?:föreslår|föreslås|beslutar)(?![\w-])"
    r"|(?<=\n)[^\S\n]*(?:Yrkande|YRKANDE|Motivering)[^\S\n]*(?=\n)"
)
SECTION_LINE = re.compile(rf"^[^\S\n]*(?:{SECTION.pattern})[^\n]{{0,30}}$", re.MULTILINE)
LABEL = re.compile(rf"(?<![\w-])(?:{'|'.join(written_forms(w) for w in LABELS)})(?![\w-])")


def is_prose(text: str) -> bool:
    """Tell whether `text` is running text: most of its words, six at least, are in lower case."""
    words = _WORD.findall(_ADDRESS.sub(" ", text))
    lower = sum(1 for word in words if word[0].islower())
    return lower >= 6 and lower > 0.5 * len(words)


def is_sentence(line: str) -> bool:
    """Tell whether a line is, or ends, a sentence of running text."""
    return line.rstrip().endswith(".") and len(line.split()) > 3


def is_person(line: str) -> bool:
    """Tell whether a line is no more than a person's name (with a title after a comma)."""
    name, _, role = line.strip().partition(",")
    if re.search(r"\b(?:[Ss]tads?|[Kk]ommuns?|Region(?:en)?s?)\b", name):
        return False
    return _PERSON.fullmatch(name.strip()) is not None and len(role) < 60


def clip_title(text: str, limit: int = 160) -> tuple[str, bool]:
    """Cut a title out of running text where the body begins; tell whether an end was seen.

    The body begins at a word in capital that does not go on from the word before: after a noun in
    lower case or a year, and neither after a preposition nor inside a name ("Göteborgs Stads").
    """
    section = SECTION.search(text, 1)
    zone = text[: min(section.start() if section else limit, limit)]
    end = _body_begins(zone)
    if end is not None:
        return _trim(zone[:end]), True
    if section is not None and section.start() <= limit:
        return _trim(zone), True
    return _trim(zone.rsplit(" ", 1)[0] if len(text) > limit else zone), len(text) <= limit


def _body_begins(zone: str) -> int | None:
    tokens = list(re.finditer(r"\S+", zone))
    for before, token in pairwise(tokens):
        if _opens_body(before[0], token[0]):
            return token.start()
    return None


def _opens_body(before: str, word: str) -> bool:
    if re.match(r"§|\d{1,3},$", word):
        return True
    if not word[0].isupper() or word.isupper():
        return False
    if before[-1] in ".!?:":
        return True
    bare = before.rstrip(",;")
    return not (bare[0].isupper() or bare.lower() in JOINING_WORDS or bare.endswith("-"))


def _trim(title: str) -> str:
    return " ".join(title.split()).strip(" -:;,.")


__all__ = [
    "LABEL",
    "SECTION",
    "SECTION_LINE",
    "TITLE_WORDS",
    "clip_title",
    "is_person",
    "is_prose",
    "is_sentence",
]
