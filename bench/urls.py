"""The portal's addresses and `/tom-sida/` (bench.pages.EMPTY), a Django view that does nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.config.urls import urlpatterns as portal


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"", headers={"Cache-Control": "no-store"})


def empty_of_login(request: HttpRequest) -> HttpResponse:
    """Knows who is logged in, as every page for one person does, and does nothing else."""
    known = request.user.is_authenticated
    return HttpResponse(b"", status=200 if known else 403, headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("tom-sida/", empty),
    path("tom-sida/inloggad/", empty_of_login),
    *portal,
]
