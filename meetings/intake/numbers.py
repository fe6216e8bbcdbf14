"""Case and registration numbers (diarienummer) in the forms that authorities use.

There is no national form (law.md §0.6), so the forms are a table: each authority's habit is a
row. A number that stands after a label ("Dnr", "Diarienummer") may have a looser form than one
that stands alone, because alone it could as well be a range of years or a phone number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UP = "A-ZÅÄÖ"
_YEAR = r"(?:19|20)\d{2}"

STRICT_FORMS = (
    rf"[{_UP}]{{1,4}}\d{{1,4}}-\d{{3,5}}/\d{{2,4}}",  # N137-0095/11
    rf"[{_UP}]{{2,6}}-{_YEAR}-\d{{2,6}}",  # SLK-2023-01047
    rf"{_YEAR}/[{_UP}]{{2,6}} ?\d{{3,5}}(?: \d{{2,3}}\b)?",  # 2021/KS 0280 013
    rf"{_YEAR}[{_UP}]{{2,4}}\d{{3,5}}(?:\.\d{{2,4}})?",  # 2016KSM1221.042
    rf"[{_UP}]{{2,6}}[ /.-]?{_YEAR}[/:.]\d{{1,6}}(?:[-.]\d{{1,4}})?",  # KS 2019/73, KS/2019:73
    rf"[{_UP}]{{2,6}} {_YEAR}-\d{{2,6}}",  # RS 2018-00213
    rf"[{_UP}]{{1,5}}\d{{2}}/\d{{1,5}}",  # KK15/768
    rf"\d{{3}}-\d{{1,5}}/{_YEAR}",  # 110-123/2016
    rf"{_YEAR}-0\d{{2,6}}",  # 2019-000123
    r"\d{4}/\d{2}",  # 1451/14
)
LABELLED_FORMS = (
    *STRICT_FORMS,
    rf"[{_UP}][{_UP}a-zåäö]{{0,5}}[ /.-]?\d{{2,4}}[/:.-]\d{{1,6}}(?:[-.]\d{{1,4}})?",
    rf"{_YEAR}[-:/]\d{{1,6}}(?:[-.]\d{{1,4}})?",
    r"\d{1,5}/\d{2,4}",
    rf"(?:[{_UP}]{{1,6}} )?\d[\d.]{{0,8}}(?:[-/:]\d{{1,6}}){{1,3}}",  # 1.5.3-219-2012
)
# Letters that begin a law, a report or a standard, never a diary.
NOT_A_DIARY = frozenset({"SOU", "DS", "SFS", "PROP", "BET", "DIR", "EU", "EG", "EEG", "ISO", "EN"})

_LABEL = r"(?:Diarie(?:nummer|nr)|D\.?nr|Ärende(?:nummer|nr)|Beteckning|Reg\.?nr|Aktnummer)"
_LABELLED = re.compile(
    rf"(?P<owner>\b(?:Ert|Er|Eder)\s+)?(?<!\w){_LABEL}\b\.?\s*:?\s*"
    rf"(?P<number>{'|'.join(LABELLED_FORMS)})(?![\w/:])(?!-\d)",
    re.IGNORECASE,
)
_STRICT = re.compile(rf"(?<![\w/:.-])(?P<number>{'|'.join(STRICT_FORMS)})(?![\w/:])(?!-\d)")
_OTHER_LABEL = re.compile(
    r"(?:repro|telefon|tel|org(?:anisations)?|faktura|post|bank|plus|prop|bet)[a-zåäö]*\.?:?\s*$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(rf"(?:\D*\s)?{_YEAR}[-./:](?:0?\d|1[0-2])[-./:](?:[0-2]?\d|3[01])$")


@dataclass(frozen=True)
class NumberMention:
    """A number, its written form with single spaces, and where it stands in the text.

    `labelled`: a word such as "Dnr" stands before it. `foreign`: the label says that it is the
    counterpart's number ("Ert dnr"), so never the document's own.
    """

    value: str
    start: int
    end: int
    labelled: bool
    foreign: bool = False


def find_numbers(text: str) -> Iterator[NumberMention]:
    """Yield the case and registration numbers of `text` in order, without overlaps."""
    labelled = list(_labelled(text))
    taken = [(mention.start, mention.end) for mention in labelled]
    bare = (m for m in _bare(text) if not any(s < m.end and m.start < e for s, e in taken))
    yield from sorted([*labelled, *bare], key=lambda mention: mention.start)


def number_key(number: str) -> str:
    """Return the form in which two ways of writing one number are equal ("KS 2019/73")."""
    return re.sub(r"[\s]", "", number).upper()


def _labelled(text: str) -> Iterator[NumberMention]:
    for match in _LABELLED.finditer(text):
        if not _DATE_LIKE.match(match["number"]):
            yield _mention(match, labelled=True, foreign=match["owner"] is not None)


def _bare(text: str) -> Iterator[NumberMention]:
    for match in _STRICT.finditer(text):
        if _is_diary_number(match["number"]) and not _has_other_label(text, match.start()):
            yield _mention(match, labelled=False)


def _mention(match: re.Match[str], *, labelled: bool, foreign: bool = False) -> NumberMention:
    value = " ".join(match["number"].split())
    return NumberMention(value, match.start("number"), match.end("number"), labelled, foreign)


def _is_diary_number(number: str) -> bool:
    letters = re.match(rf"[{_UP}]+", number)
    if letters is not None and letters[0] in NOT_A_DIARY:
        return False
    return not _DATE_LIKE.match(number) and not _is_school_year(number)


def _is_school_year(number: str) -> bool:
    """`2016/17` is a season or a school year, not case 2016 of the year 17."""
    match = re.fullmatch(rf"({_YEAR})/(\d{{2}})", number)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def _has_other_label(text: str, start: int) -> bool:
    return _OTHER_LABEL.search(text[max(0, start - 30) : start]) is not None
