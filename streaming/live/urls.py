"""Addresses of the control room."""

from django.urls import path

from streaming.live.views.control import room, rooms
from streaming.live.views.voting import ballot

urlpatterns = [
    path("styrrum/", rooms, name="control-rooms"),
    path("styrrum/<uuid:meeting>/", room, name="control-room"),
    path("styrrum/<uuid:meeting>/rosta/", ballot, name="ballot"),
]
