"""One way of writing for the rules to read, and the way back to the text as it was delivered."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

_SAME = {
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-",
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\r": "\n", "\x0b": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
    "\x1c": "\n", "\x1d": "\n", "\x1e": "\n", "\x00": " ", "\x1f": " ",
}  # fmt: skip
_MARKS = "\u0300-\u036f"
_ODD = re.compile(rf"\r\n|[{''.join(map(re.escape, _SAME))}]|[^{_MARKS}\n\f][{_MARKS}]+")


@dataclass(frozen=True)
class NormalText:
    """Normalised text with anchors back to the source.

    Between two anchors the texts run in step, so an offset is carried back by counting from the
    anchor before it.
    """

    text: str
    source_length: int
    _here: tuple[int, ...]
    _there: tuple[int, ...]

    def source_offset(self, offset: int) -> int:
        """Return where the character at `offset` of the normalised text stands in the source."""
        if offset >= len(self.text):
            return self.source_length
        anchor = bisect_right(self._here, offset) - 1
        return self._there[anchor] + offset - self._here[anchor]

    def source_end(self, offset: int) -> int:
        """Return the source offset after the last character before `offset` (an end of span)."""
        if offset <= 0:
            return 0
        after = bisect_right(self._here, offset - 1)
        limit = self._there[after] if after < len(self._there) else self.source_length
        return min(self.source_offset(offset - 1) + 1, limit)


def normalise(source: str) -> NormalText:
    """Compose letters, drop soft hyphens, and make hyphens, spaces and line ends alike.

    Form feeds are kept: they are the borders of pages.
    """
    parts: list[str] = []
    here, there = [0], [0]
    length = position = 0
    for match in _ODD.finditer(source):
        parts += [source[position : match.start()], _plain(match[0])]
        length += match.start() - position
        here.append(length)
        there.append(match.start())
        length += len(parts[-1])
        position = match.end()
        here.append(length)
        there.append(position)
    parts.append(source[position:])
    return NormalText("".join(parts), len(source), tuple(here), tuple(there))


def _plain(odd: str) -> str:
    if odd == "\r\n":
        return "\n"
    return _SAME[odd] if odd in _SAME else unicodedata.normalize("NFC", odd)
