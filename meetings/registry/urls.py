"""Addresses of the registry's own pages, under /registrator/."""

from django.urls import URLPattern, path

from meetings.registry.acts import ActDone, PublishPage, WithdrawPage
from meetings.registry.decisions import MeetingDecisions
from meetings.registry.drops import DropPage, DroppedPage
from meetings.registry.preview import preview_page
from meetings.registry.register import RegisterPage
from meetings.registry.scheduled import ScheduledPage

urlpatterns: list[URLPattern] = [
    path("akt/publicera/<slug:model>/<int:pk>/", PublishPage.as_view(), name="publish"),
    path("akt/aterta/<slug:model>/<int:pk>/", WithdrawPage.as_view(), name="withdraw"),
    path("akt/granska/<slug:model>/<int:pk>/", preview_page, name="preview"),
    path("akt/schemalagda/", ScheduledPage.as_view(), name="scheduled"),
    path("beslut/<int:pk>/", MeetingDecisions.as_view(), name="decisions"),
    path("registrera/", RegisterPage.as_view(), name="register"),
    path("intag/", DropPage.as_view(), name="drop"),
    path("intag/<str:sha256>/<slug:owner>/", DroppedPage.as_view(), name="dropped"),
    path("akt/<uuid:act>/", ActDone.as_view(), name="act"),
]
