"""Addresses of the app's pages, which are in a language."""

from django.urls import URLPattern, path

from meetings.outlets.app.installing import manifest
from meetings.outlets.app.keeping import listing, offline_page, save_page, saved_page

urlpatterns: list[URLPattern] = [
    path("app.webmanifest", manifest, name="app-manifest"),
    path("sparat/", saved_page, name="saved"),
    path("sparat/utan-nat/", offline_page, name="offline"),
    path("moten/<slug:organization>/<str:date>/spara/", save_page, name="save-meeting"),
    path("moten/<slug:organization>/<str:date>/spara.json", listing, name="meeting-listing"),
]
