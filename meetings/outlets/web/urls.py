"""Addresses of the web pages. Records answer at their canonical paths."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.web.resolve import record_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("moten/<slug:organization>/<str:date>/", record_page, name="meeting"),
    path("moten/<slug:organization>/<str:date>/<str:item>/", record_page, name="agenda-item"),
    path("arenden/<slug:case>/", record_page, name="case"),
    path("handlingar/<int:number>/", record_page, name="document"),
    path("organ/<slug:short_name>/", record_page, name="organization"),
    path("personer/<int:number>/", record_page, name="person"),
    path("personer/<int:number>/<slug:membership>/", record_page, name="membership"),
    path("diarium/<slug:organization>/<slug:registration>/", record_page, name="registration"),
]
