"""Addresses of the house itself."""

from django.urls import path

from portal.core.views import city_stylesheet, styleguide

urlpatterns = [
    path("stil/stad.css", city_stylesheet, name="city-stylesheet"),
    path("formsprak/", styleguide, name="styleguide"),
]
