"""Pages of recordings, in the reader's language."""

from django.urls import path

from streaming.video.views import sound_page

urlpatterns = [
    path("video/<uuid:recording>/ljud/", sound_page, name="video-sound"),
]
