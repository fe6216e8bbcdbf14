"""SESSION_ENGINE: sessions in the database, each with its user beside it (docs/decisions/0016)."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from portal.accounts.models import Session


class SessionStore(DatabaseStore):
    """As Django's own, but one can ask whose a session is, and end all of somebody's."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)  # get_model_class
        row.user_id = data.get(SESSION_KEY)
        return row
