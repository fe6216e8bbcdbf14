"""WebVTT (W3C), as far as captions and chapters need it: cues of plain text.

What comes from others is validated and cleaned here, once: tags go, text stays, and no cue is
longer or later than can be.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from streaming.video.errors import WrongCaptions

LARGEST = 4 * 1024 * 1024
MOST_CUES = 50_000
LONGEST_TEXT = 1000
LONGEST_SECONDS = 24 * 3600

TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
TIMES = re.compile(rf"^\s*{TIME}\s+-->\s+{TIME}(?:\s.*)?$")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class TimedText:
    """Seconds from the beginning, and what is said."""

    begins: float
    ends: float
    text: str


def parse(data: bytes) -> list[TimedText]:
    """The cues of a file in order. Raises WrongCaptions, which names the line."""
    if len(data) > LARGEST:
        raise WrongCaptions("Filen är större än 4 megabyte.")
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    except UnicodeDecodeError:
        raise WrongCaptions("Filen är inte text i UTF-8.") from None
    if not re.match(r"WEBVTT(\s|$)", lines[0]):
        raise WrongCaptions("Första raden ska vara WEBVTT. Spara filen som WebVTT (.vtt).")
    cues = sorted(_cues(lines), key=lambda cue: (cue.begins, cue.ends))
    if not cues:
        raise WrongCaptions("Det finns inga textrader i filen.")
    return cues


def cleaned(text: str) -> str:
    """Text of a cue without tags and control characters, in composed letters."""
    plain = html.unescape(TAG.sub("", text))
    kept = (char for char in plain if char == "\n" or unicodedata.category(char)[0] != "C")
    lines = (" ".join(line.split()) for line in "".join(kept).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(filter(None, lines)))[:LONGEST_TEXT]


def written(cues: Iterable[TimedText], note: str = "") -> str:
    """A file of these cues; text is escaped."""
    head = f"WEBVTT\n\nNOTE {note}\n" if note else "WEBVTT\n"
    body = (
        f"\n{_time(cue.begins)} --> {_time(cue.ends)}\n{html.escape(cue.text, quote=False)}\n"
        for cue in cues
    )
    return head + "".join(body)


def _cues(lines: list[str]) -> Iterator[TimedText]:
    count, at = 0, 1
    while at < len(lines):
        match = TIMES.match(lines[at])
        if match is None and "-->" in lines[at]:
            raise WrongCaptions(f"Rad {at + 1}: tiderna går inte att läsa.")
        at += 1
        if match is None:
            continue
        begin = at
        while at < len(lines) and lines[at].strip():
            at += 1
        count += 1
        if count > MOST_CUES:
            raise WrongCaptions("Filen har fler textrader än något sammanträde.")
        yield from _cue(match, "\n".join(lines[begin:at]), begin)


def _cue(match: re.Match[str], text: str, line: int) -> Iterator[TimedText]:
    begins, ends = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    if ends <= begins or ends > LONGEST_SECONDS:
        raise WrongCaptions(f"Rad {line}: texten slutar innan den börjar, eller alltför sent.")
    if said := cleaned(text):
        yield TimedText(begins, ends, said)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _time(seconds: float) -> str:
    whole = round(seconds * 1000)
    minutes, rest = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
