"""From a meeting's form to its recording, made when there is none."""

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem

from meetings.models import Meeting
from meetings.selectors.keepers import keeps
from portal.accounts.models import User
from portal.core.errors import DomainError
from streaming.video.management.asked import encoder_address
from streaming.video.selectors import recording_of
from streaming.video.services.recordings import prepare_recording


def prepare(request: HttpRequest, meeting: int) -> HttpResponse:
    """Leads to the recording there is; else asks, and makes it when told to."""
    found = get_object_or_404(Meeting, pk=meeting)
    if not keeps(cast(User, request.user), found):
        raise PermissionDenied
    recording = recording_of(found.record_id)
    if recording is None and request.method != "POST":
        return TemplateResponse(request, "video/registry/prepare.html", {"meeting": found})
    if recording is None and not _made(request, found):
        return redirect("video-registry:recordings")
    recording = recording_of(found.record_id)
    assert recording is not None
    return redirect("video-registry:recording", recording=recording.pk)


def _made(request: HttpRequest, meeting: Meeting) -> bool:
    """Whether there is a recording now; its key is shown this once."""
    try:
        key = prepare_recording(
            meeting=meeting.record_id, organization=meeting.keeper_id(), actor=request.user.pk
        )
    except DomainError as error:
        messages.error(request, str(error))
        return False
    told = _("Visas bara nu. Server: %(server)s. Strömnyckel: %(key)s")
    messages.success(request, told % {"server": encoder_address(), "key": key})
    return True


class RecordingItem(ActionMenuItem):
    """Leads from a meeting's form to its recording."""

    name = "action-recording"
    label = _("Video …")
    icon_name = "media"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("instance") is not None and bool(super().is_shown(context))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("video-registry:prepare", args=[parent_context["instance"].pk])
