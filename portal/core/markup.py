"""Markdown-lite as HTML: paragraphs, lists, quotations, emphasis. Never the last step.

Everything that was typed is escaped first; `portal.core.html` makes links and cleans. There are no
links behind other words: who reads an address sees where it leads.
"""

import re
from collections.abc import Iterator

from django.utils.html import escape

STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])")
BULLET = re.compile(r"^[-*•]\s+")
NUMBER = re.compile(r"^\d{1,3}[.)]\s+")
QUOTE = re.compile(r"^>\s?")


def markup(text: str) -> str:
    """HTML of a text whose lines end with `\\n`; unsafe until it is cleaned."""
    blocks = (block.strip("\n") for block in text.split("\n\n"))
    return "".join(_block(block.split("\n")) for block in blocks if block.strip())


def _block(lines: list[str]) -> str:
    """Lines of one sort are one element; a paragraph may go over into a list."""
    return "".join(_element(sort, run) for sort, run in _runs(lines))


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    run: list[str] = []
    sort = ""
    for line in lines:
        found = _sort(line)
        if run and found != sort:
            yield sort, run
            run = []
        sort = found
        run.append(line)
    yield sort, run


def _sort(line: str) -> str:
    for sort, pattern in (("ul", BULLET), ("ol", NUMBER), ("blockquote", QUOTE)):
        if pattern.match(line):
            return sort
    return "p"


def _element(sort: str, lines: list[str]) -> str:
    if sort in {"ul", "ol"}:
        pattern = BULLET if sort == "ul" else NUMBER
        items = "".join(f"<li>{_inline(pattern.sub('', line))}</li>" for line in lines)
        return f"<{sort}>{items}</{sort}>"
    if sort == "blockquote":
        said = "<br>".join(_inline(QUOTE.sub("", line)) for line in lines)
        return f"<blockquote><p>{said}</p></blockquote>"
    return f"<p>{'<br>'.join(map(_inline, lines))}</p>"


def _inline(line: str) -> str:
    strong = STRONG.sub(r"<strong>\1</strong>", escape(line))
    return EMPHASIS.sub(r"<em>\1</em>", strong)
