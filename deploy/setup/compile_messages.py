"""Compiles locale/**/*.po into .mo files: `compile_messages.py locale`.

Django's compilemessages needs GNU msgfmt, which a machine without root may not have. The format
of the binary file is that of the GNU gettext manual, section "The Format of GNU MO Files".
"""

import ast
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MAGIC = 0x950412DE
HEADER = struct.Struct("<7I")
PLACE = struct.Struct("<2I")
CONTEXT_END = "\x04"
PLURAL_END = "\0"


class WrongCatalogue(ValueError):
    """A line of a .po file that cannot be read; the message names file and line."""


@dataclass
class Message:
    """One entry of a .po file: its parts by keyword (`msgid`, `msgstr[1]` …)."""

    is_fuzzy: bool = False
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        identity = self.parts["msgid"]
        if "msgid_plural" in self.parts:
            identity += PLURAL_END + self.parts["msgid_plural"]
        context = self.parts.get("msgctxt")
        return identity if context is None else context + CONTEXT_END + identity

    @property
    def translation(self) -> str:
        forms = [text for keyword, text in self.parts.items() if keyword.startswith("msgstr")]
        return PLURAL_END.join(forms) if all(forms) else ""

    @property
    def is_usable(self) -> bool:
        """The header, whose msgid is empty, names the encoding and counts even when fuzzy."""
        is_header = self.parts.get("msgid") == ""
        has_text = "msgid" in self.parts and bool(self.translation)
        return has_text and (is_header or not self.is_fuzzy)


def read_catalogue(path: Path) -> dict[str, str]:
    """Translations by key; fuzzy, obsolete and empty entries are left out, as msgfmt does."""
    return {entry.key: entry.translation for entry in _messages(path) if entry.is_usable}


def _messages(path: Path) -> Iterator[Message]:
    message, keyword = Message(), ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if _begins_entry(text, message):
            yield message
            message = Message()
        if text.startswith("#,"):
            message.is_fuzzy = "fuzzy" in text
        if not text or text.startswith("#"):
            continue
        first, _, rest = text.partition(" ")
        keyword, literal = (keyword, text) if text.startswith('"') else (first, rest)
        message.parts[keyword] = message.parts.get(keyword, "") + _text(literal, path, number)
    yield message


def _begins_entry(text: str, message: Message) -> bool:
    """A comment, a context or an id after a translation belongs to the next entry."""
    has_translation = any(keyword.startswith("msgstr") for keyword in message.parts)
    starts = text.startswith(("#", "msgctxt ", "msgid "))
    return has_translation and starts


def _text(literal: str, path: Path, number: int) -> str:
    try:
        text = ast.literal_eval(literal)
    except (SyntaxError, ValueError):
        text = None
    if not isinstance(text, str):
        raise WrongCatalogue(f"{path}:{number}: not a quoted text: {literal[:60]}")
    return text


def binary(translations: dict[str, str]) -> bytes:
    """The .mo file: a header, two tables of (length, offset), then the texts, each with a NUL."""
    pairs = sorted((key.encode(), text.encode()) for key, text in translations.items())
    texts = [key for key, _ in pairs] + [text for _, text in pairs]
    offset = HEADER.size + PLACE.size * len(texts)
    table = b""
    for text in texts:
        table += PLACE.pack(len(text), offset)
        offset += len(text) + 1
    originals, translated = HEADER.size, HEADER.size + PLACE.size * len(pairs)
    header = HEADER.pack(MAGIC, 0, len(pairs), originals, translated, 0, originals)
    return header + table + b"".join(text + b"\0" for text in texts)


def compile_stale(root: Path) -> None:
    """Writes the .mo beside each .po that is newer than it."""
    for source in sorted(root.rglob("*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.write_bytes(binary(read_catalogue(source)))


if __name__ == "__main__":
    try:
        compile_stale(Path(sys.argv[1]))
    except WrongCatalogue as error:
        sys.exit(f"Error: {error}")
