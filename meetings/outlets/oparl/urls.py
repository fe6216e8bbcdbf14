"""Addresses of OParl; an object's address is its identity and never changes."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.oparl import views

RECORDS = {
    "organization": "organizations",
    "person": "people",
    "membership": "memberships",
    "meeting": "meetings",
    "agendaitem": "agendaitems",
    "paper": "papers",
}
"""Objects that are one record each, and the list in which they stand."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("system", views.show_system, name="oparl-system"),
    path("body", views.show_body, name="oparl-body"),
    path("term/<int:year>", views.show_term),
    *(
        path(f"{name}/<uuid:record>", views.show_record, {"name": listed})
        for name, listed in RECORDS.items()
    ),
    path("location/<uuid:record>", views.show_location),
    path("consultation/<uuid:item>/<uuid:paper>", views.show_consultation),
    path("file/<uuid:paper>/<slug:short>", views.show_file),
    path("file/<uuid:paper>/<slug:short>/download", views.download_file),
    path("organization/<uuid:organization>/meetings", views.show_list_of, {"name": "meetings"}),
    path(
        "organization/<uuid:organization>/consultations",
        views.show_list_of,
        {"name": "consultations"},
    ),
    path("<slug:name>", views.show_list, name="oparl-list"),
    path("<path:rest>", views.not_canonical, name="oparl-other"),
]
