"""Who somebody is for as long as a connection stays open.

A page asks anew for every request. What stays open (a socket, an event stream) asks here: when it
is opened, at the moment that the answer itself names, and whenever a user's roles were changed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest

from portal.accounts.middleware import with_login
from portal.accounts.models import Grant, User
from portal.accounts.selectors import Visitor, reader_of
from portal.core.clock import now
from portal.ledger.readers import ANONYMOUS, Reader


@dataclass(frozen=True)
class Standing:
    """`reader` is who they are; after `until` (None: as long as nobody changes it) ask again."""

    user_id: int | None
    reader: Reader
    until: datetime | None


NOBODY = Standing(None, ANONYMOUS, None)


def standing_of_session(session_key: str) -> Standing:
    """Who holds this session now, read anew from the database.

    Nobody, when it has ended: logged out, password changed, account closed. Blocking: a consumer
    calls it through `database_sync_to_async`.
    """
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    return standing_of(with_login(get_user(request), request.session))


def standing_of(visitor: Visitor) -> Standing:
    """Who the visitor is now, and the next moment at which that changes by itself."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return NOBODY
    moments = [*_changes(visitor), *_end_of_proof(visitor)]
    return Standing(visitor.pk, reader_of(visitor), min(moments, default=None))


def _changes(user: User) -> list[datetime]:
    """When a role begins or ends, from now on."""
    at = now()
    pairs = Grant.objects.filter(user=user).values_list("valid_from", "valid_to")
    return [moment for pair in pairs for moment in pair if moment is not None and moment > at]


def _end_of_proof(user: User) -> list[datetime]:
    """When the second factor has to be shown again."""
    if not settings.SECOND_FACTOR_REQUIRED or user.second_factor_at is None:
        return []
    end = user.second_factor_at + timedelta(hours=settings.SECOND_FACTOR_HOURS)
    return [end] if end > now() else []
