"""Where somebody is logged in, and ending it there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.accounts.devices import device_of
from portal.accounts.models import Session, User
from portal.accounts.session_store import BEGUN, is_over, last_use
from portal.core.clock import now


@dataclass(frozen=True)
class OpenSession:
    """A login that is open. `handle` names it in a form: the key itself would open it."""

    handle: str
    begun: datetime | None
    used: datetime | None
    device: str
    ends: datetime
    is_this: bool


def note_beginning(session: SessionBase, user_agent: str) -> None:
    """At a login: when, and on what. However long it was to last before, it lasts as a login."""
    session.set_expiry(None)
    session[BEGUN] = {"at": now().isoformat(), "on": device_of(user_agent)}


def sessions_of(user: User, this: str | None = None) -> list[OpenSession]:
    """Every login of the user that is open now; `this` key's first, then the newest."""
    rows = Session.objects.filter(user=user, expire_date__gt=now())
    said = [(row, row.get_decoded()) for row in rows]
    found = [_described(row, data, this) for row, data in said if not is_over(data)]
    return sorted(found, key=lambda each: (each.is_this, each.begun or each.ends), reverse=True)


def end_session(*, user: User, handle: str) -> int:
    """End the one that the handle names; how many ended (none, if it had ended already)."""
    keys = Session.objects.filter(user=user).values_list("session_key", flat=True)
    named = [key for key in keys if constant_time_compare(_handle(key), handle)]
    return _end(user, named)


def end_sessions(*, user: User, but: str | None = None) -> int:
    """End all of somebody's logins, but perhaps the one with this key; how many."""
    keys = Session.objects.filter(user=user).exclude(session_key=but or "")
    return _end(user, list(keys.values_list("session_key", flat=True)))


def _end(user: User, keys: list[str]) -> int:
    with transaction.atomic():
        return Session.objects.filter(user=user, session_key__in=keys).delete()[0]


def _described(row: Session, data: dict[str, Any], this: str | None) -> OpenSession:
    said: dict[str, Any] = data.get(BEGUN) or {}
    begun = datetime.fromisoformat(said["at"]) if said else None
    return OpenSession(
        handle=_handle(row.session_key),
        begun=begun,
        used=last_use(data),
        device=said.get("on", ""),
        ends=row.expire_date,
        is_this=row.pk == this,
    )


def _handle(key: str) -> str:
    return salted_hmac("session", key, algorithm="sha256").hexdigest()[:32]
