"""Finding the title of a paper among the lines, or the words, of its head."""

import re

from .boundaries import Segment
from .dates import find_dates
from .heads import ITEM, PARAGRAPH
from .kinds import DocumentKind
from .layout import counts_in
from .letterhead import is_only_names, spans_of, without
from .numbers import find_numbers
from .organizations import find_bodies, find_offices
from .papers import GUESSED, NEAR, Paper, Reading
from .prose import LABEL, SECTION, TITLE_WORDS, clip_title, is_person, is_prose
from .vocabulary import HEADINGS
from .zones import APPENDIX_MARK

_LONG = 220
_LINES = 30
_SENTENCES = re.compile(r"[a-zåäö]{2}\. [A-ZÅÄÖ][a-zåäö]+ [a-zåäö]|(?:\S+ ){5}\S+[a-zåäö]\.$")
_GOOD, _MARGIN = 4.0, 2.0  # after a good title, a later line must be clearly better
_CONTACT = re.compile(
    r"(?:E-post|E-mail|Telefon|Tel|Tfn|Mobil|Fax|Telefax)\b\.?:?\s*|[\w.+-]+@[\w.-]+\w"
    r"|\+?\d{2,4}[- ]\d{2,3}(?: \d{2,3}){1,3}|www\.\S+|https?://\S+|\d{3} ?\d{2} [A-ZÅÄÖ]\w+",
)
_COUNT_TEXT = re.compile(r"\bSida?n?:?\b\s*|\b\d{1,3} ?(?:\(\d{1,3}\)|av \d{1,3}\b)", re.IGNORECASE)
_LABEL_LINE = re.compile(
    r"^(?:Till|Från|Mottagare|Handläggare|Kontakt\w*|Adress|Besök\w*|Post\w*|Org\w*|Kopia|Plats"
    r"|Namn|Ansvarig|Ordförande|Sekreterare|Vår|Er|Ert|Vårt|Förvaltning|Avdelning|Nämnd|Tid|Justera\w*)\b"
    r"(?!\s+(?:om|för)\b)[^\n]{0,80}$"
)
_SMALL_LABEL = re.compile(
    r"\b(?:Inkom|Inkommen|Vår|Vårt|Er|Ert|Datum för)(?= |$)(?=\s*(?:[A-Z\d]|$|b))"
)
_YEARS = re.compile(r"(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)?\d{2})?")
_ADDRESSED = re.compile(r"^(?:Till\s+)?(?:[A-ZÅÄÖ][\wåäö]+(?:nämnden|styrelsen|fullmäktige))\.?$")
_COLON_LABEL = re.compile(rf"(?:{LABEL.pattern})\s*:|(?:Antagen|Fastställd|Beslutad|Gäller)\b")
_NAME_BEFORE = re.compile(
    r"((?:[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? ){2})(?=[A-ZÅÄÖ][a-zåäö]+ [a-zåäö])"
)
_PARTY_GROUP = re.compile(r"\([A-ZÅÄÖ]{1,4}!?\)")
_HEADING_WORDS = frozenset(heading.words for heading in HEADINGS)
_MATTER = re.compile(r"^(?:Ärende(?:mening)?|Rubrik|Titel|Ärenderubrik|Angående)\s*:\s*")


def read_title(paper: Paper) -> Reading[str]:
    """Return the paper's title; with no title found, its heading or its first words."""
    zone = _zone(paper)
    if _is_poured(zone):
        return _from_run(" ".join(zone.strip().split("\n\n")[0].split())) or _last_resort(paper)
    return _from_lines(zone) or _last_resort(paper)


def _is_poured(zone: str) -> bool:
    """Tell whether a head is poured into running lines, so that line ends say nothing."""
    lines = zone.strip().split("\n")
    if len(lines[0]) > (_LONG if len(lines) > 1 else _LONG // 2):
        return True
    first = lines[:3]
    return len(first) == 3 and all(len(line) > 65 and "   " not in line for line in first)


def _zone(paper: Paper) -> str:
    """Return the text after the heading word; a title may go past the head's own zone.

    A plan's heading ("Dokumenttyp: Plan") can stand below its title, so its whole head is read.
    """
    heading = paper.head.heading if paper.head else None
    if _is_titled_heading(paper):
        begin = _heading_start(paper.segment)
    elif heading is not None and heading.kind is DocumentKind.PLAN:
        begin = 0
    else:
        begin = _heading_end(paper.segment)
    return paper.text[begin : begin + 1500]


def _heading_end(segment: Segment) -> int:
    return segment.head.end - segment.start if segment.head else 0


def _heading_start(segment: Segment) -> int:
    if segment.head is None or segment.head.heading is None:
        return 0
    return _heading_end(segment) - len(segment.head.heading.words)


def _is_titled_heading(paper: Paper) -> bool:
    """Tell whether the heading goes on to be the title: "Motion om …", "Yttrande över …"."""
    following = re.match(r"[^\S\n]+([a-zåäö]+)\b", paper.text[_heading_end(paper.segment) :])
    return paper.head is not None and following is not None and following[1] in TITLE_WORDS


def _from_lines(zone: str) -> Reading[str] | None:
    """Return the line of the head that looks most like a title, with what it runs on over."""
    lines = [line.strip() for line in zone.replace("\f", "\n\n").split("\n")[:_LINES]]
    best, title = 0.0, None
    wrapped = 0
    for index, line in enumerate(lines):
        if index and SECTION.match(line) and not _MATTER.match(line):
            break
        rest = _remainder(line)
        if index >= wrapped and _can_be_title(rest, line):
            whole, used = _with_wrapped(rest, lines[index + 1 :])
            wrapped = index + 1 + used
            score = _likeness(whole, lines, index, wrapped) - 0.1 * index
            if score > best + (_MARGIN if best > _GOOD else 0.0):
                best, title = score, whole
        if is_prose(line) and len(line) > 60:
            break
    return Reading(title, min(0.95, 0.5 + 0.08 * best)) if title else None


def _likeness(rest: str, lines: list[str], index: int, end: int) -> float:
    """Weigh a line as a title: it stands alone, says something, and the body follows it."""
    words = re.findall(r"[^\W\d_]+", rest)
    above = lines[index - 1] if index else ""
    below = next((line for line in lines[end:] if line), "")
    signs = (
        (2.0, len(words) > 2),
        (1.0, any(word.lower() in TITLE_WORDS for word in words[1:])),
        (1.0, not above),
        (1.0, not any(lines[end : end + 1])),
        (1.5, SECTION.match(below) is not None or is_prose(below)),
        (3.0, _MATTER.match(lines[index]) is not None),
        (-2.5, is_prose(lines[index]) and lines[index].endswith((".", ","))),
        (-4.0, _SENTENCES.search(rest) is not None),
    )
    return 0.5 + sum(weight for weight, holds in signs if holds)


def _remainder(line: str) -> str:
    """Return what is left of a line of the head without labels, numbers, dates and names."""
    rest = _MATTER.sub("", line)
    if _LABEL_LINE.match(rest) or _ADDRESSED.match(rest) or _COLON_LABEL.match(rest):
        return ""
    spans = spans_of(find_dates(rest), find_numbers(rest))
    for pattern in (LABEL, ITEM, PARAGRAPH, _COUNT_TEXT, _CONTACT, APPENDIX_MARK, _SMALL_LABEL):
        spans += [m.span() for m in pattern.finditer(rest)]
    left = " ".join(without(rest, spans).split()).strip(" -–:;,|/§")
    return re.sub(r"\s*\bden$", "", left)


def _can_be_title(rest: str, line: str) -> bool:
    if len(re.findall(r"[^\W\d_]{3,}", rest)) == 0 or re.match(r"^\(", rest):
        return False
    if rest.lower() in _HEADING_WORDS:
        return False
    return not (is_person(rest) or is_only_names(rest) or line.startswith(("-", "•", "http")))


def _with_wrapped(title: str, following: list[str]) -> tuple[str, int]:
    """Join the lines that a title runs on over; tell how many."""
    used = 0
    for index, line in enumerate(following[:3]):
        if not line or not _goes_on(title, line, following[index + 1 : index + 2]):
            break
        title = title[:-1] + line if re.search(r"[a-zåäö]-$", title) else f"{title} {line}"
        used = index + 1
    return title.strip(" -–:;,")[:240], used


def _goes_on(title: str, line: str, after: list[str]) -> bool:
    if SECTION.match(line) or LABEL.match(line) or is_person(line) or not _remainder(line):
        return False
    if _YEARS.fullmatch(line):
        return True
    last = title.rsplit(" ", 1)[-1].lower()
    if line[0].islower() or last in TITLE_WORDS or title.endswith("-"):
        return not (is_prose(line) and line.endswith("."))
    return len(title) > 35 and after == [""] and not is_prose(line) and not counts_in(line)


def _from_run(zone: str) -> Reading[str] | None:
    """Return the title from a head poured into one line: it follows the head's last fact."""
    section = SECTION.search(zone, 1)
    facts = zone[: min(section.start() if section else 400, 400)]
    start = _after_facts(facts)
    title, ended = clip_title(_without_names(zone[start:].lstrip(" ,:;-.")))
    if len(re.findall(r"[^\W\d_]{3,}", title)) == 0:
        return None
    return Reading(title, NEAR if ended else GUESSED)


def _after_facts(facts: str) -> int:
    """Return where a run of labels, dates, numbers, parties and contact details ends.

    A fact further on than the length of a name belongs to the title or the text.
    """
    spans = spans_of(
        find_dates(facts), find_numbers(facts), find_bodies(facts), find_offices(facts)
    )
    for pattern in (LABEL, ITEM, PARAGRAPH, _COUNT_TEXT, _CONTACT, APPENDIX_MARK, _PARTY_GROUP):
        spans += [m.span() for m in pattern.finditer(facts)]
    end = 0
    for start, stop in sorted(spans):
        if start > end + 60 or (end and _is_of_title(facts[end:start])):
            break
        end = max(end, stop)
    return end


def _is_of_title(gap: str) -> bool:
    """Tell whether words of a title, not names, stand between two facts."""
    words = re.findall(r"[^\W\d_]+", gap)
    return len([word for word in words if word[0].islower()]) >= 2


def _without_names(rest: str) -> str:
    """Drop a person's name, and a lone organization, that stand before a title."""
    name = re.match(
        r"((?:[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)? ){2})(?=[A-ZÅÄÖ][a-zåäö]+ [a-zåäö])", rest
    )
    if name is None or re.search(r"s $|s [A-ZÅÄÖ]", name[1]):
        return rest
    return rest[name.end() :]


def _last_resort(paper: Paper) -> Reading[str]:
    if paper.head is not None and paper.head.heading is not None:
        words = paper.head.heading.words
        return Reading(words[0].upper() + words[1:], 0.4)
    if paper.head is not None and paper.head.appendix is not None:
        return Reading(f"Bilaga {paper.head.appendix}".strip(), 0.4)
    first = next((line for line in paper.text.split("\n") if line.strip()), "")
    return Reading(" ".join(first.split())[:120], 0.2)
