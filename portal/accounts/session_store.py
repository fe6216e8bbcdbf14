"""SESSION_ENGINE: sessions in the database, each with its user beside it (docs/decisions/0016)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from portal.accounts.models import Session
from portal.accounts.rules import has_ended
from portal.core.clock import now

BEGUN, SEEN = "begun", "seen"
"""What a login says of its own beginning, and when it was last used, to the hour."""
HOUR = timedelta(hours=1)


class SessionStore(DatabaseStore):
    """As Django's own, but a login ends by itself, one can ask whose a session is, and end all of
    somebody's."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # get_model_class
        row.user_id = data.get(SESSION_KEY)
        return row

    def load(self) -> dict[str, Any]:
        return self._unless_ended(super().load())

    async def aload(self) -> dict[str, Any]:
        return self._unless_ended(await super().aload())

    def _unless_ended(self, data: dict[str, Any]) -> dict[str, Any]:
        if not is_over(data):
            return data
        self._session_key = None
        return {}


def is_over(data: Mapping[str, Any]) -> bool:
    """Of a login; what is kept for a visitor who has not logged in runs out with its cookie."""
    return SESSION_KEY in data and has_ended(_begun(data), last_use(data), now())


def note_use(session: SessionBase) -> None:
    """That a login was used, at most once an hour: it must not cost a write for each page."""
    data = session._session if session.accessed else {}  # type: ignore[attr-defined]
    seen = last_use(data)
    if SESSION_KEY in data and (seen is None or now() - seen >= HOUR):
        session[SEEN] = now().isoformat()


def last_use(data: Mapping[str, Any]) -> datetime | None:
    """To the hour; None where nothing was noted."""
    return _moment(data.get(SEEN)) or _begun(data)


def _begun(data: Mapping[str, Any]) -> datetime | None:
    said: Mapping[str, str] = data.get(BEGUN) or {}
    return _moment(said.get("at"))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
