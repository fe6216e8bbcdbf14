"""Addresses of open data in bulk, the same in every language."""

from django.urls import URLPattern, URLResolver, path

from meetings.outlets.datasets import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/votes.csv", views.votes, {"extension": "csv"}, name="votes-csv"),
    path("api/v1/votes.json", views.votes, {"extension": "json"}, name="votes-json"),
    path("datasets/votes-<int:year>.csv", views.votes_of_year, {"extension": "csv"}),
    path("datasets/votes-<int:year>.json", views.votes_of_year, {"extension": "json"}),
    path("datasets/manifest.json", views.show_manifest, name="manifest"),
    path("datasets/dcat", views.show_catalogue, name="dcat"),
    path("sitemap.xml", views.show_sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.show_sitemap_part),
]
