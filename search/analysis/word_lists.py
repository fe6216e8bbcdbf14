"""Lists of words that ship with the analysis, one file each in `lists/`."""

from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of `lists/NAME.txt`, divided by space; a line that begins with # is a comment."""
    lines = (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())
