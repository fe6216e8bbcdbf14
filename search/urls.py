"""The page of search, in both languages."""

from django.urls import URLPattern, URLResolver, path

from search.views import search_page

urlpatterns: list[URLPattern | URLResolver] = [path("sok/", search_page, name="search")]
