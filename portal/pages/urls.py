"""Every address that nothing else answers: the city's own pages."""

from django.urls import URLPattern, re_path

from portal.pages.views import page_view

urlpatterns: list[URLPattern] = [
    # Wagtail finds its own addresses by this name.
    re_path(r"^((?:[\w\-]+/)*)$", page_view, name="wagtail_serve"),
]
