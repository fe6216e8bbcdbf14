"""Addresses of the app that are the same in every language."""

from django.urls import URLPattern, path

from meetings.outlets.app.installing import worker
from meetings.outlets.app.keeping import changed

urlpatterns: list[URLPattern] = [
    path("worker.js", worker, name="worker"),
    path("sparat/andrat.json", changed, name="changed"),
]
