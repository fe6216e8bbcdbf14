"""Addresses of recordings, the same in every language."""

from django.urls import path

from streaming.video.views import shown_file

urlpatterns = [
    path("video/<uuid:recording>/<str:name>", shown_file, name="video-file"),
]
