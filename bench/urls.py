"""The portal's addresses and `/tom-sida/`: what a Django view costs that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.config.urls import urlpatterns as portal

EMPTY = "/tom-sida/"


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"", headers={"Cache-Control": "no-store"})


urlpatterns = [path(EMPTY.strip("/") + "/", empty), *portal]
