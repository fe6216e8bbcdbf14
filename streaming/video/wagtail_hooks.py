"""Recordings in Wagtail's admin."""

from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from meetings.models import Meeting
from meetings.registry.menu import KeepersItem
from streaming.video.registry.prepare import RecordingItem
from streaming.video.registry.urls import urlpatterns


@hooks.register("register_admin_urls")
def video_urls() -> list[Any]:
    return [path("", include((urlpatterns, "video-registry")))]


@hooks.register("register_admin_menu_item")
def recordings_item() -> MenuItem:
    return KeepersItem(
        _("Inspelningar"), reverse("video-registry:recordings"), icon_name="media", order=97
    )


@hooks.register("register_snippet_action_menu_item")
def recording_item(model: type[Any]) -> RecordingItem | None:
    return RecordingItem(order=35) if issubclass(model, Meeting) else None
