"""The portal's addresses and `/tom-sida/` (bench.pages.EMPTY), a Django view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.config.urls import urlpatterns as portal


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"", headers={"Cache-Control": "no-store"})


urlpatterns = [path("tom-sida/", empty), *portal]
