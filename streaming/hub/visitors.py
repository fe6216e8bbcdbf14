"""Who stands behind a connection to a stream that is not for everyone."""

from collections.abc import MutableMapping
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest

from portal.accounts.selectors import reader_of
from portal.ledger.readers import Reader
from streaming.hub.answers import header

Scope = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Visitor:
    user: int | None
    reader: Reader


def visitor_of(scope: Scope) -> Visitor:
    """From the session's cookie, as Django's own middleware reads it; asks the database."""
    request = ASGIRequest({**scope, "method": "GET"}, BytesIO())
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    return Visitor(user.pk, reader_of(user))


def is_same_origin(scope: Scope) -> bool:
    """Cookies travel with a socket that any page opens, so its origin must be our own."""
    origin = header(scope, b"origin")
    return not origin or urlsplit(origin).netloc == header(scope, b"host")
