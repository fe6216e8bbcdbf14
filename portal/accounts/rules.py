"""When a login may use the roles of its user. Pure: no table is asked."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings

FACTOR = "mfa"
PROVIDER = "socialaccount"
EID = "eid"
"""Methods as allauth records them in a session; `eid` is our provider of e-IDs."""


def second_factor_at(records: Iterable[Mapping[str, Any]]) -> datetime | None:
    """When the login last proved more than a password: a code, a passkey or an e-ID."""
    moments = [float(each["at"]) for each in records if _is_strong(each)]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def may_use_roles(proved_at: datetime | None, now: datetime) -> bool:
    """Whether roles open anything: a second factor within SECOND_FACTOR_HOURS (law.md H5)."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return True
    longest = timedelta(hours=settings.SECOND_FACTOR_HOURS)
    return proved_at is not None and now - proved_at < longest


def has_ended(begun: datetime | None, used: datetime | None, now: datetime) -> bool:
    """Whether a login is over: two weeks after it began, or SESSION_IDLE_HOURS after it was last
    used, whichever comes first (OWASP ASVS 5: 7.3.1, 7.3.2)."""
    is_old = begun is not None and now - begun >= timedelta(seconds=settings.SESSION_COOKIE_AGE)
    idle = timedelta(hours=settings.SESSION_IDLE_HOURS)
    return is_old or (used is not None and now - used >= idle)


def _is_strong(record: Mapping[str, Any]) -> bool:
    """An e-ID below `substantial` never logs in, so every one that did is strong."""
    method = record.get("method")
    return method == FACTOR or (method == PROVIDER and record.get("provider") == EID)
