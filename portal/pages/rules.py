"""Pure questions about pages."""

import re
from html import unescape

BREAKS = re.compile(r"</(p|h[1-6]|li|ul|ol)>|<br\s*/?>", re.IGNORECASE)
TAGS = re.compile(r"<[^>]*>")


def plain_text(body: str) -> str:
    """The words of rich text, one line a paragraph."""
    lines = unescape(TAGS.sub("", BREAKS.sub("\n", body))).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def address_of(url_path: str) -> str:
    """Wagtail's path with the root's own name taken off: `/hem/nyheter/a/` → `/nyheter/a/`."""
    return "/" + url_path.strip("/").partition("/")[2] + "/"
