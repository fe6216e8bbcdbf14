"""Addresses of the API. The page that explains it stands with the web pages."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.api.endpoints import api

urlpatterns: list[URLPattern | URLResolver] = [path("v1/", api.urls)]
