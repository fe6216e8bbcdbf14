"""The texts that code and templates ask to have translated, found without GNU gettext."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "meetings", "proposals", "streaming", "search")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")


@dataclass(frozen=True)
class Wanted:
    """One text as its catalogue entry is keyed: `context\\x04singular\\0plural`."""

    place: str
    key: str


@cache
def all_wanted() -> tuple[Wanted, ...]:
    """Every text of our Python files and templates."""
    python = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    folders = (ROOT / "templates", *(ROOT / app for app in APPS))
    pages = [path for folder in folders for path in folder.rglob("*.html")]
    return (
        *(each for path in python for each in of_python(path.read_text(), _name(path))),
        *(each for path in pages for each in of_template(path.read_text(), _name(path))),
    )


def of_python(source: str, place: str) -> Iterator[Wanted]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            key = _key(node.func.id, node.args)
            if key:
                yield Wanted(f"{place}:{node.lineno}", key)


def of_template(source: str, place: str) -> Iterator[Wanted]:
    calls = templatize(source)
    for match in CALL.finditer(calls):
        call = _call_at(calls, match.start())
        if call is not None:
            yield from of_python(call, place)


def _call_at(text: str, start: int) -> str | None:
    """The shortest piece from `start` on that is a whole expression."""
    for end in (match.end() for match in re.finditer(r"\)", text[start:])):
        piece = text[start : start + end]
        try:
            ast.parse(piece, mode="eval")
        except SyntaxError:
            continue
        return piece
    return None


def _key(function: str, arguments: list[ast.expr]) -> str:
    texts = [
        argument.value
        for argument in arguments
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if function in SINGLE and len(texts) >= 1:
        return texts[0]
    if function in PLURAL and len(texts) >= 2:
        return f"{texts[0]}\0{texts[1]}"
    if function in CONTEXT and len(texts) >= 2:
        return f"{texts[0]}\x04{texts[1]}"
    return ""


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))
