"""The first page of the registry: what to do today, and what the public has not seen yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from meetings.models import WorkingRecord
from meetings.registry.addresses import edit_url
from meetings.registry.today import chores
from meetings.registry.words import kind_word
from meetings.selectors.keepers import is_keeper
from meetings.selectors.publication import Standing, standing_of
from meetings.selectors.today import PUBLISHED_ALONE, unseen

MOST = 8


@dataclass(frozen=True)
class Waiting:
    """A draft that the public has not seen."""

    kind: str
    title: str
    standing: Standing
    saved_at: datetime | None
    edit_url: str


class RegistryPanel(Component):
    """On the admin's first page, for those who keep records."""

    name = "registry"
    order = 10
    template_name = "registry/home_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"chores": chores(user), "waiting": waiting(user)}


def add_registry_panel(request: HttpRequest, panels: list[Any]) -> None:
    if is_keeper(request.user):
        panels[:] = [RegistryPanel()]


def waiting(user: Any) -> list[Waiting]:
    """The newest drafts that are not public as they stand."""
    found = [record for model in PUBLISHED_ALONE for record in unseen(model, user, MOST)]
    rows = [_waiting(record) for record in found]
    rows.sort(key=lambda row: (row.saved_at is not None, row.saved_at), reverse=True)
    return rows[:MOST]


def _waiting(record: WorkingRecord) -> Waiting:
    revision = record.latest_revision
    kind = kind_word(type(record).__name__.lower())
    return Waiting(
        kind=kind,
        title=str(revision.object_str if revision else record),
        standing=standing_of(record),
        saved_at=revision.created_at if revision else None,
        edit_url=edit_url(record),
    )
