"""The list of recordings: first those that lack captions, with their age (law.md G2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import is_administrator, is_keeper, kept_organizations
from portal.core.clock import now
from streaming.video.models import Recording
from streaming.video.rules import is_caption_late
from streaming.video.selectors import without_captions


@dataclass(frozen=True)
class Lacking:
    """A recording without captions; `is_late` once law asks for them."""

    recording: Recording
    days: int
    is_late: bool


def kept_recordings(user: Any) -> QuerySet[Recording]:
    """Those of the organizations whose records the user keeps."""
    if is_administrator(user):
        return Recording.objects.all()
    return Recording.objects.filter(organization__in=kept_organizations(user))


class RecordingList(TitledPage, TemplateView):
    """Every recording that the user keeps."""

    template_name = "video/registry/list.html"
    page_title = _("Inspelningar")
    header_icon = "media"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_keeper(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = kept_recordings(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "lacking": _lacking(without_captions(mine)),
            "recordings": mine[:200],
        }


def _lacking(recordings: QuerySet[Recording]) -> Sequence[Lacking]:
    moment = now()
    return [
        Lacking(each, (moment - each.ended_at).days, is_caption_late(each.ended_at, moment))
        for each in recordings
        if each.ended_at
    ]
