"""The address of the diary. Each of its lines has a page of its own among the web pages."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.diary.views import diary

urlpatterns: list[URLPattern | URLResolver] = [path("diarium/", diary, name="diary")]
