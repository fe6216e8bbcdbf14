"""What a fetched file is called: its own name, with the ending of what it is said to be."""

from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from portal.ledger.files import file_name
from portal.ledger.media_types import ACCEPTED
from portal.ledger.sources import SourceFile

LONGEST = 150
ENDINGS = {kind.name: kind.extensions[0] for kind in ACCEPTED}
KNOWN = frozenset(ending for kind in ACCEPTED for ending in kind.extensions)


def name_of(file: SourceFile, media_type: str = "") -> str:
    """The name under which the file is taken in; its ending is its promise of what it holds."""
    said = " ".join(file.name.split())
    last = unquote(PurePosixPath(urlsplit(file.download_url or file.url).path).name)
    if _ending(said) in KNOWN:
        return file_name(said)
    ending = ENDINGS.get(file.media_type) or _ending(last) or ENDINGS.get(media_type, "")
    return file_name(f"{(said or last or 'fil')[:LONGEST]}{ending}")


def distinct(name: str, taken: Collection[str]) -> str:
    """The name, with a number where another file of the paper has it already."""
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix
    number = 2
    while name in taken:
        name, number = f"{stem} ({number}){ending}", number + 1
    return name


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
