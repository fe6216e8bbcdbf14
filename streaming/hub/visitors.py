"""Who stands behind a connection to a stream that is not for everyone."""

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.cookie import parse_cookie

from portal.accounts.standing import standing_of_session
from portal.ledger.readers import audiences_of
from streaming.hub.answers import header

Scope = MutableMapping[str, Any]


def session_of(scope: Scope) -> str:
    """The key of the session that the cookie names; empty for none."""
    return parse_cookie(header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")


def may_follow(session: str, audience: str) -> bool:
    """Whether whoever holds the session belongs to this audience now; asks the database."""
    return bool(session) and audience in audiences_of(standing_of_session(session).reader)


def is_same_origin(scope: Scope) -> bool:
    """Cookies travel with a socket that any page opens, so its origin must be our own."""
    origin = header(scope, b"origin")
    return not origin or urlsplit(origin).netloc == header(scope, b"host")
