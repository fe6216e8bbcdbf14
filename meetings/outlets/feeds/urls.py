"""Addresses of feeds and calendars: below the page that they follow, in one language."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.feeds.views import (
    case_atom,
    case_calendar,
    corrections_atom,
    organization_atom,
    organization_calendar,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("organ/<slug:short_name>/atom.xml", organization_atom, name="organization-atom"),
    path("organ/<slug:short_name>/kalender.ics", organization_calendar, name="organization-ical"),
    path("arenden/<slug:case>/atom.xml", case_atom, name="case-atom"),
    path("arenden/<slug:case>/kalender.ics", case_calendar, name="case-ical"),
    path("rattelser/atom.xml", corrections_atom, name="corrections-atom"),
]
