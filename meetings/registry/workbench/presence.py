"""Who else has the agenda open, and what they changed since one last asked."""

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.admin.models import EditingSession

from meetings.models import AgendaEdit, Meeting
from portal.accounts.models import User
from portal.core.clock import local, now

SEEN = datetime.timedelta(seconds=75)
"""Three times as long as the pause between two questions of an open page."""

MOST_TOLD = 200
WRITTEN_FIELDS = frozenset({"number", "section", "title", "kind", "case", "proposal", "closed"})


def say_here(meeting: Meeting, user: User) -> None:
    """The same table as Wagtail's own forms write: whoever has the form open is seen too."""
    mine = _sessions(meeting).filter(user=user)
    if not mine.update(last_seen_at=now()):
        EditingSession.objects.create(
            user=user, content_type=_kind(), object_id=str(meeting.pk), last_seen_at=now()
        )


def others_here(meeting: Meeting, user: User) -> list[str]:
    """Names of the others who have it open."""
    seen = _sessions(meeting).filter(last_seen_at__gte=now() - SEEN).exclude(user=user)
    found = {each.user_id: name_of(each.user) for each in seen.select_related("user")}
    return sorted(found.values())


def edits_since(meeting: Meeting, last: int, user: User) -> list[dict[str, Any]]:
    """What others changed after the edit `last`, oldest first."""
    made = AgendaEdit.objects.filter(meeting=meeting, pk__gt=last).exclude(user=user)
    return [
        {
            "id": each.pk,
            "item": str(each.item or ""),
            "field": each.field,
            "value": each.after if each.field in WRITTEN_FIELDS else "",
            "who": name_of(each.user),
            "at": f"{local(each.at):%H.%M}",
            "moves": each.field not in WRITTEN_FIELDS,
        }
        for each in made.select_related("user")[:MOST_TOLD]
    ]


def newest_edit(meeting: Meeting) -> int:
    newest: int | None = (
        AgendaEdit.objects.filter(meeting=meeting).order_by("-pk").values_list("pk", flat=True)
    ).first()
    return newest or 0


def name_of(user: User | None) -> str:
    return (user.get_full_name() or user.username) if user else ""


def _sessions(meeting: Meeting) -> QuerySet[EditingSession]:
    found: QuerySet[EditingSession] = EditingSession.objects.filter(
        content_type=_kind(), object_id=str(meeting.pk)
    )
    return found


def _kind() -> ContentType:
    return ContentType.objects.get_for_model(Meeting)
