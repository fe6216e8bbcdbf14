"""Addresses of recordings, the same in every language."""

from django.urls import path

from streaming.video.api import caption
from streaming.video.views import shown_file

urlpatterns = [
    path("api/v1/video/<uuid:recording>/captions", caption, name="video-captions"),
    path("video/<uuid:recording>/<str:name>", shown_file, name="video-file"),
]
