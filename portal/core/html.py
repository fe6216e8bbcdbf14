"""Text from people becomes HTML here, once, when it is written.

bleach linkifies; nh3 is the last gate, and what nh3 returns is what is stored.
bleach is no longer maintained upstream: only this module knows it.
"""

import re
import threading
from html import unescape

import bleach
import nh3
from django.utils.safestring import SafeString, mark_safe

from portal.core.markup import markup

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "h4"}
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto"}

ENDS_OF_LINES = re.compile(r"</(p|h[1-6]|li|ul|ol|blockquote)>|<br\s*/?>", re.IGNORECASE)
MARKUP = re.compile(r"<[^>]*>")
HOLDS_A_NAME = re.compile(r"[\w-]\.\w")
"""Without a letter on each side of a dot there is no name of a host, and no address to link."""

_own = threading.local()


def clean_html(text: str) -> str:
    """Safe HTML of what somebody wrote; bare addresses become links."""
    return nh3.clean(
        _linked(text) if HOLDS_A_NAME.search(text) else text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="ugc nofollow",
    )


def _linked(text: str) -> str:
    """By a linker of each thread's own: it costs as much to make as to use, and has a state."""
    if not hasattr(_own, "linker"):
        _own.linker = bleach.Linker(callbacks=[], parse_email=False)
    linked: str = _own.linker.linkify(text)
    return linked


def html_of_words(text: str) -> str:
    """Safe HTML of Markdown-lite (`portal.core.markup`); tags that somebody typed are words."""
    return clean_html(markup(text))


def stored_html(html: str) -> SafeString:
    """What `clean_html` returned when it was written, for a template. Nothing else comes here."""
    return mark_safe(html)  # noqa: S308  the column holds nh3's own output


def plain_text(clean: str) -> str:
    """The words of clean HTML, one line a paragraph."""
    lines = unescape(MARKUP.sub("", ENDS_OF_LINES.sub("\n", clean))).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())
