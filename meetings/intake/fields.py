"""Reading what one paper says of itself, each field with how sure it is.

The levels of confidence are by evidence, the same for every kind: said under its own label, said
in the head, guessed from the text.
"""

import re
from collections.abc import Iterable
from datetime import date

from .dates import DateMention, find_dates, parse_date
from .heads import ITEM, PARAGRAPH, SPEAKING
from .kinds import MINUTES_KINDS, PARTY_KINDS, DocumentKind
from .numbers import NumberMention, find_numbers, number_key
from .organizations import (
    NameMention,
    display_name,
    find_abbreviations,
    find_bodies,
    find_cities,
    find_offices,
)
from .papers import GUESSED, IN_HEAD, LABELLED, NEAR, Paper, Reading
from .parties import parties_after_heading, parties_in
from .prose import is_prose

_DATE_LABELS = (
    r"Utfärdat|Utfärdad|UTFÄRDAT|Datum|DATUM|Sammanträdesdatum|SAMMANTRÄDESDATUM|Sammanträdesdag"
    r"|Sammanträde|Upprättad|Upprättat|Inkom|Inkommen"
)
_LABELLED_DATE = re.compile(rf"(?<![\w-])(?:{_DATE_LABELS})\s*:?\s*(?:den\s+)?$")
# "136, 0435/15": transcripts lose the sign before the number of a paragraph.
_SIGNLESS = re.compile(r"(?<![\w/§.-])(?P<paragraph>\d{1,4}),?\s+(?:Dnr:?\s*)?(?=[\w-]*\d+/\d+)")
_FOOTER = re.compile(
    r"(?:[Ss]tad|[Kk]ommun)\s+(?P<office>[A-ZÅÄÖ][^\n,;()]{2,60}?),\s*[a-zåäö]+\s+\d{1,3} ?\(\d"
)
_DECIDES = re.compile(
    r"\s+(?:beslutar|tillstyrker|föreslår|föreslås|godkänner|antar|avstyrker|ställer)\b"
)
_OVER_REFERRAL = re.compile(r"(?:Yttrande över|Svar på) [^.]{0,40}remiss", re.IGNORECASE)
_OTHERS_DATE = re.compile(
    r"(?:daterad|daterat|beslut|inkom|senast|före|t\.o\.m\.|till)\s*(?:den\s+)?$"
)
_ADDRESSED_TO = re.compile(r"(?:[Tt]ill|över|från)\s*$")
_DATE_SIGNATURE = 0.5
_CALLED = re.compile(
    r"(?:\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b|\bSammanträdesda(?:tum|g)\b|\bTid\b:?"
    r"|\bsammanträde(?:r)?\b)[^\n]{0,12}?\s+(?:den )?\d[^\n]{6,30}",
    re.IGNORECASE,
)


def read_date(paper: Paper, kind: DocumentKind) -> Reading[date] | None:
    """Return the day a paper bears: by a label, in its head, in its signature."""
    mentions = list(find_dates(paper.head_zone))
    for mention in mentions:
        if _LABELLED_DATE.search(paper.head_zone[: mention.start]):
            return Reading(mention.value, LABELLED)
    own = _of_this_paper(paper, mentions)
    if own:
        return Reading(own[0].value, IN_HEAD)
    signed = [mention.value for mention in find_dates(paper.tail)]
    if signed and kind is not DocumentKind.PLAN:
        return Reading(signed[-1], _DATE_SIGNATURE)
    return Reading(mentions[0].value, GUESSED) if mentions else None


def _of_this_paper(paper: Paper, mentions: Iterable[DateMention]) -> list[DateMention]:
    """Drop dates that running text or a phrase ("daterad", "Antagen av …") gives to another."""
    other = re.compile(
        r"(?:daterad|daterat|beslut|inkom|senast|före|t\.o\.m\.|till)\s*(?:den\s+)?$"
    )
    return [m for m in mentions if not other.search(paper.head_zone[: m.start])]


def read_numbers(paper: Paper) -> list[NumberMention]:
    """Return the case and registration numbers named in the paper, in order."""
    return list(find_numbers(paper.text))


def read_own_reference(paper: Paper, numbers: list[NumberMention]) -> Reading[str] | None:
    """Return the paper's own registration number: labelled in its head, or standing there."""
    in_head = [n for n in numbers if n.end <= len(paper.head_zone) and not n.foreign]
    labelled = [n for n in in_head if n.labelled]
    if labelled:
        return Reading(labelled[0].value, LABELLED)
    return Reading(in_head[0].value, 0.8) if in_head else None


def references_of(own: Reading[str] | None, numbers: list[NumberMention]) -> tuple[str, ...]:
    """Return every number, each once, the paper's own first."""
    named = {number_key(n.value): n.value for n in reversed(numbers)}
    ordered = [own.value] if own else []
    ordered += [n.value for n in numbers]
    return tuple(dict.fromkeys(named.get(number_key(value), value) for value in ordered))


def read_parties(paper: Paper, kind: DocumentKind) -> Reading[tuple[str, ...]] | None:
    """Return the parties behind a statement or a motion: from its head, else its signatures."""
    if kind not in PARTY_KINDS:
        return None
    skip = paper.head.end - paper.segment.start if paper.head else 0
    attached = parties_after_heading(paper.text[skip : skip + 90])
    if attached:
        return Reading(attached, 0.95)
    in_head = parties_in(_lines_of_head(paper.head_zone))
    if in_head:
        return Reading(in_head, IN_HEAD)
    signed = parties_in(paper.tail)
    return Reading(signed, 0.5) if signed else None


def _lines_of_head(zone: str) -> str:
    """Return a head's lines down to its first running text; one long line gives its beginning."""
    lines = []
    for line in zone.split("\n"):
        if is_prose(line):
            lines.append(SPEAKING.split(line)[0][:80])
            break
        lines.append(line)
    return "\n".join(lines)


def read_paragraph(paper: Paper, kind: DocumentKind) -> Reading[str] | None:
    """Return the § of an extract of minutes, also where its sign is lost."""
    if kind is not DocumentKind.MINUTES_EXTRACT:
        return None
    match = PARAGRAPH.search(paper.head_zone) or PARAGRAPH.search(paper.text[:1500])
    if match is not None:
        return Reading(match["paragraph"], 0.95)
    signless = _SIGNLESS.search(paper.head_zone)
    return Reading(signless["paragraph"], 0.7) if signless else None


def read_item(paper: Paper, kind: DocumentKind) -> Reading[str] | None:
    """Return the agenda item that a paper's head names ("Ärende 2.2.2"); a summons names all."""
    if kind is DocumentKind.SUMMONS:
        return None
    match = ITEM.search(paper.head_zone[:400])
    return Reading(match["item"], 0.95 if match.end() < 200 else 0.8) if match else None


def read_organization(paper: Paper, kind: DocumentKind) -> Reading[str] | None:
    """Return the written name of the organization behind a paper (not its addressee)."""
    if kind in MINUTES_KINDS or kind is DocumentKind.SUMMONS:
        return _body_behind(paper)
    if kind in PARTY_KINDS and paper.head is not None and paper.head.parties:
        return None
    footer = _FOOTER.search(paper.text)
    if footer is not None:
        return Reading(display_name(footer["office"].strip()), 0.9)
    return _office_behind(paper)


def read_meeting_day(paper: Paper, kind: DocumentKind) -> date | None:
    """Return the day for which a summons calls, which is not the day that it was written."""
    if kind is not DocumentKind.SUMMONS:
        return None
    called = _CALLED.search(paper.text[:2500])
    return parse_date(called[0]) if called else None


def read_body(paper: Paper) -> Reading[str] | None:
    """Return the deciding body that a paper's head names."""
    zone = paper.head_zone[:400]
    names = _first(find_bodies(zone)) or _first(find_abbreviations(zone))
    return Reading(display_name(names.name), IN_HEAD) if names else None


def read_deciding_body(paper: Paper, kind: DocumentKind) -> str | None:
    """Return the body that the paper is put before, as far as a paper of its kind tells."""
    named = read_body(paper)
    if kind is DocumentKind.OFFICIAL_REPORT:
        deciding = _deciding(paper.text[:3000])
        return deciding or (named.value if named else None)
    return named.value if named else None


def _deciding(text: str) -> str | None:
    for mention in find_bodies(text):
        if _DECIDES.match(text, mention.end):
            return display_name(mention.name)
    return None


def _body_behind(paper: Paper) -> Reading[str] | None:
    named = read_body(paper)
    if named is not None:
        return named
    deciding = _deciding(paper.text[:4000])
    return Reading(deciding, 0.7) if deciding else None


def _office_behind(paper: Paper) -> Reading[str] | None:
    zone = paper.head_zone
    office = _first(find_offices(zone))
    if office is not None:
        return Reading(display_name(office.name), IN_HEAD)
    own = [
        m for m in find_bodies(zone) if not re.search(r"(?:[Tt]ill|över|från)\s*$", zone[: m.start])
    ]
    if own:
        return Reading(display_name(own[0].name), NEAR)
    city = _first(find_cities(zone))
    return Reading(display_name(city.name), GUESSED) if city else None


def _first(mentions: Iterable[NameMention]) -> NameMention | None:
    return next(iter(mentions), None)
