"""Reading the pages that tests ask for."""

import re
from html import unescape
from typing import Protocol


class Answer(Protocol):
    """What the test client gives back."""

    @property
    def content(self) -> bytes: ...


UNBROKEN = re.compile(r'<span class="nowrap">([^<]*)</span>')
TAGS = re.compile(r"<[^>]+>")
RECORD = re.compile(r'data-record="([^"]*)" data-version="([^"]*)" data-sha256="([^"]*)"')


def text_of(response: Answer) -> str:
    """The words of a page, spaces made single and breakable."""
    words = unescape(TAGS.sub(" ", UNBROKEN.sub(r"\1", response.content.decode())))
    return " ".join(words.split())


def main_of(response: Answer) -> str:
    """The HTML from <main> to </main>."""
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def records_of(response: Answer) -> dict[str, tuple[int, str]]:
    """Every record on the page by its id: version and SHA-256."""
    return {
        pk: (int(version), sha256)
        for pk, version, sha256 in RECORD.findall(response.content.decode())
    }
