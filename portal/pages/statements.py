"""Pages that the law asks for: accessibility, personal data, cookies.

The city's own words are a page of its own (Wagtail). Below them stands what is true of the product
and of this city's settings, in the reader's language, so that no field that is required can be
forgotten (law.md G3: accessibility; GDPR article 13; law.md K3: LEK 9:28).
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from portal.core.retention import terms

STATEMENTS = ("tillganglighet", "integritet", "kakor")
"""Slugs, right under the home page."""


@dataclass(frozen=True)
class Kept:
    """What is kept for a time, and for how long at most."""

    what: str
    days: int


def statement_template(slug: str) -> str:
    """The template in the reader's language; empty for a page that is none of these."""
    if slug not in STATEMENTS:
        return ""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return f"pages/statements/{slug}.{language}.html"


def statement_context() -> dict[str, Any]:
    """What the templates fill in; a fact that the city has not given says so there."""
    return {
        "site_url": settings.SITE_URL,
        "assessed": settings.ACCESSIBILITY_ASSESSED,
        "data_contact": settings.DATA_PROTECTION_CONTACT,
        "security_contact": settings.SECURITY_CONTACT,
        "kept": [Kept(term.rule.what, term.days) for term in terms()],
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "session_days": settings.SESSION_COOKIE_AGE // 86_400,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
