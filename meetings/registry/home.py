"""The first page of the registry: what waits to be published, and the meetings to come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from meetings.models import Case, Document, Meeting, WorkingRecord
from meetings.registry.addresses import edit_url, publish_url, workbench_url
from meetings.registry.words import kind_word
from meetings.selectors.keepers import is_keeper, kept
from meetings.selectors.publication import Standing, standing_of, with_verb
from portal.core.clock import now
from portal.ledger.states import STANDING

MOST = 8


@dataclass(frozen=True)
class Waiting:
    """A draft that the public has not seen."""

    kind: str
    title: str
    standing: Standing
    saved_at: datetime | None
    edit_url: str


@dataclass(frozen=True)
class Coming:
    """A meeting to come."""

    title: str
    state: str
    start: datetime
    time_known: bool
    standing: Standing
    bench_url: str
    publish_url: str


class RegistryPanel(Component):
    """On the admin's first page, for those who keep records."""

    name = "registry"
    order = 10
    template_name = "registry/home_panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"waiting": waiting(user), "coming": coming(user)}


def add_registry_panel(request: HttpRequest, panels: list[Any]) -> None:
    if is_keeper(request.user):
        panels[:] = [RegistryPanel()]


def waiting(user: Any) -> list[Waiting]:
    """The newest drafts of agendas, papers and cases that are not public as they stand."""
    found = [record for model in (Meeting, Document, Case) for record in _drafts(model, user)]
    rows = [_waiting(record) for record in found]
    rows.sort(key=lambda row: (row.saved_at is not None, row.saved_at), reverse=True)
    return rows[:MOST]


def coming(user: Any) -> list[Coming]:
    mine = with_verb(kept(Meeting, user)).filter(start__gte=now()).order_by("start")
    return [_coming(each) for each in mine[:MOST] if isinstance(each, Meeting)]


def _drafts(model: type[WorkingRecord], user: Any) -> list[WorkingRecord]:
    unseen = Q(newest_verb=None) | Q(newest_verb__in=STANDING, has_unpublished_changes=True)
    drafts = with_verb(kept(model, user)).filter(unseen).select_related("latest_revision")
    return list(drafts.order_by("-latest_revision__created_at", "-pk")[:MOST])


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


def _coming(meeting: Meeting) -> Coming:
    return Coming(
        title=str(meeting),
        state=meeting.get_state_display(),
        start=meeting.start,
        time_known=meeting.time_known,
        standing=standing_of(meeting),
        bench_url=workbench_url(meeting),
        publish_url=publish_url(meeting),
    )
