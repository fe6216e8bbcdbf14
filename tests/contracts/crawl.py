"""Everything that a reader can reach, and everything that it says."""

import html
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from django.conf import settings
from django.test import Client

from portal.core.addresses import without_language
from portal.core.pdf import read_pdf

LINK = re.compile(r"""(?:href|src|srcset|action|formaction)\s*=\s*["']([^"'\s]+)""")
ADDRESS = re.compile(r"""https?://[^\s"'<>\\)]+""")
MOST = 3_000
MOST_CHOICES = 2
"""Parameters of a search whose page is still asked for: a question, and one way to narrow it."""


@dataclass(frozen=True)
class Answer:
    """What one address said: status, and header lines and body as plain text.

    The address itself is taken out: a page repeats it in its language switch.
    """

    address: str
    status: int
    text: str

    def says(self, word: str) -> bool:
        return word.casefold() in self.text.casefold()


def crawl(client: Client, seeds: Iterable[str]) -> list[Answer]:
    """Ask every seed and every local link found on the way, each once."""
    waiting = list(dict.fromkeys(seeds))
    known = set(waiting)
    answers: list[Answer] = []
    while waiting:
        assert len(answers) < MOST, f"the site does not end: {answers[-1].address[:200]}"
        address = waiting.pop()
        answer, raw = _ask(client, address)
        answers.append(answer)
        links = (link for link in dict.fromkeys(_links(address, raw)) if not _is_narrowed(link))
        new = [link for link in links if link not in known]
        known.update(new)
        waiting += new
    return answers


def _is_narrowed(link: str) -> bool:
    """A search narrowed twice shows a part of what it shows narrowed once: no end of them."""
    parts = urlsplit(link)
    is_search = without_language(parts.path).startswith("/sok/")
    return is_search and len(parse_qsl(parts.query)) > MOST_CHOICES


def found(answers: Iterable[Answer], words: Iterable[str]) -> list[tuple[str, str]]:
    """Each (word, address) at which a word is said."""
    wanted = list(words)
    return [(word, each.address) for each in answers for word in wanted if each.says(word)]


def _ask(client: Client, address: str) -> tuple[Answer, str]:
    response: Any = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    raw = f"{headers}\n{_text(response.headers.get('Content-Type', ''), body)}"
    links = response.headers.get("Location", "")
    own = without_language(unquote(urlsplit(address).path)).rstrip("/")
    said = unquote(html.unescape(raw)).replace(own, "")
    return Answer(address, response.status_code, said), f'{raw} href="{links}"' if links else raw


def _text(media_type: str, body: bytes) -> str:
    if media_type.startswith("application/pdf"):
        return _pdf_text(body)
    if media_type.startswith("image/") and "svg" not in media_type:
        return ""
    return body.decode()


def _pdf_text(body: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(body)
        file.flush()
        pdf = read_pdf(Path(file.name))
    return "\n".join([*(page.text for page in pdf.pages), *map(str, pdf.metadata.values())])


def _links(address: str, raw: str) -> Iterator[str]:
    text = html.unescape(raw)
    for link in (*LINK.findall(text), *ADDRESS.findall(text)):
        parts = urlsplit(urljoin(f"{settings.SITE_URL}{address}", link))
        if f"{parts.scheme}://{parts.netloc}" == settings.SITE_URL and _is_ours(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _is_ours(path: str) -> bool:
    return not path.startswith((settings.STATIC_URL, "/registrator/", "/logga-ut/"))
