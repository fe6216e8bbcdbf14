"""Addresses of recordings in the registry, under /registrator/."""

from django.urls import URLPattern, path

from streaming.video.registry.lists import RecordingList
from streaming.video.registry.prepare import prepare
from streaming.video.registry.recording import RecordingPage

urlpatterns: list[URLPattern] = [
    path("inspelningar/", RecordingList.as_view(), name="recordings"),
    path("inspelningar/ny/<int:meeting>/", prepare, name="prepare"),
    path("inspelningar/<uuid:recording>/", RecordingPage.as_view(), name="recording"),
]
