"""The normal form of a text, before anything is looked for in it or shown from it."""

import re
import unicodedata

SOFT_HYPHEN = re.compile("\u00ad[ \t]*\n?[ \t]*")
"""A soft hyphen, with the line break that it made."""

LINE_HYPHEN = re.compile(r"[-\u2010](?<=[^\W\d_]{2}[-\u2010])[ \t]*\n[ \t]*(?=[^\W\d_])")
"""A hyphen at the end of a line between two runs of letters. It comes first: what stands before
it is looked at there alone, and not at every letter of the text."""

KEPT_APART = re.compile(r"(?:och|eller|samt|resp)\b")
"""`för- ⏎ och grundskola`: the hyphen stands for a word that is left out."""

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""What no reader sees: control characters, marks of direction, spaces without width."""

SURROGATE = re.compile("[\ud800-\udfff]")
SPACE = re.compile("[\u00a0\u2007\u202f]")
HYPHEN = re.compile("[\u2010\u2011]")


def normalise(text: str) -> str:
    """NFC without soft hyphens, words that a line break cut joined, nothing invisible.

    Offsets of tokens and snippets count in this form, which is also what is shown. A word that
    was cut at a hyphen before a capital (`Karl-⏎Erik`) keeps its hyphen.
    """
    text = SURROGATE.sub("", text.replace("\r\n", "\n"))
    text = SOFT_HYPHEN.sub("", unicodedata.normalize("NFC", text))
    text = LINE_HYPHEN.sub(_joined, text)
    return HYPHEN.sub("-", SPACE.sub(" ", CONTROL.sub("", text)))


def _joined(hyphen: re.Match[str]) -> str:
    after = hyphen.string[hyphen.end() : hyphen.end() + 8]
    if KEPT_APART.match(after):
        return "- "
    return "-" if after[:1].isupper() else ""
