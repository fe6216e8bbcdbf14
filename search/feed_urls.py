"""The feed of any search: below the page, in one language."""

from django.urls import URLPattern, URLResolver, path

from search.views import search_atom

urlpatterns: list[URLPattern | URLResolver] = [
    path("sok/atom.xml", search_atom, name="search-atom")
]
