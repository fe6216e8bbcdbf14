"""Addresses of the web pages. Records answer at their canonical paths."""

from django.urls import URLPattern, URLResolver, include, path

from meetings.outlets.api.page import api_page
from meetings.outlets.web import (  # noqa: F401  # each registers the page of its kind
    cases,
    decisions,
    documents,
    items,
    meetings,
    memberships,
    organizations,
    people,
    registrations,
)
from meetings.outlets.web.completeness import completeness
from meetings.outlets.web.corrections import correction_list
from meetings.outlets.web.decision_lists import decision_list, short_decisions
from meetings.outlets.web.history import history
from meetings.outlets.web.lists import case_list, meeting_list, organization_list, person_list
from meetings.outlets.web.proof import proof
from meetings.outlets.web.resolve import identity_page, record_page
from meetings.outlets.web.start import start

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="start"),
    path("moten/", meeting_list, name="meetings"),
    path("moten/<slug:organization>/<str:date>/", record_page, name="meeting"),
    path("moten/<slug:organization>/<str:date>/beslut/", short_decisions, name="short-decisions"),
    path("moten/<slug:organization>/<str:date>/<str:item>/", record_page, name="agenda-item"),
    path("beslut/", decision_list, name="decisions"),
    path("beslut/<int:number>/", record_page, name="decision"),
    path("beslut/<int:number>/<slug:vote>/", record_page, name="vote"),
    path("arenden/", case_list, name="cases"),
    path("arenden/<slug:case>/", record_page, name="case"),
    path("handlingar/<int:number>/", record_page, name="document"),
    path("handlingar/<int:number>/v<int:version>/", include("meetings.outlets.web.document_urls")),
    path("post/<uuid:record>/", identity_page, name="identity"),
    path("post/<uuid:record>/bevis/", proof, name="proof"),
    path("post/<uuid:record>/versioner/", history, name="history"),
    path("rattelser/", correction_list, name="corrections"),
    path("api/", api_page, name="api"),
    path("organ/", organization_list, name="organizations"),
    path("organ/<slug:short_name>/fullstandighet/", completeness, name="completeness"),
    path("organ/<slug:short_name>/", record_page, name="organization"),
    path("personer/", person_list, name="people"),
    path("personer/<int:number>/", record_page, name="person"),
    path("personer/<int:number>/<slug:membership>/", record_page, name="membership"),
    path("diarium/<slug:organization>/<slug:registration>/", record_page, name="registration"),
]
