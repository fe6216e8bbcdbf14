"""Addresses of the meeting room."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.room.papers import paper_in_room
from meetings.outlets.room.views import meeting_as_pdf, meeting_in_room, room

urlpatterns: list[URLPattern | URLResolver] = [
    path("sammantradesrum/", room, name="room"),
    path("sammantradesrum/handling/<int:number>/", paper_in_room, name="room-paper"),
    path("sammantradesrum/<slug:organization>/<str:date>/", meeting_in_room, name="room-meeting"),
    path(
        "sammantradesrum/<slug:organization>/<str:date>/handlingar.pdf",
        meeting_as_pdf,
        name="room-pdf",
    ),
]
