"""Any page as it was: `?per=<ISO time>` (CONTRACT, Addresses)."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from portal.core.as_of import PARAMETER, as_of
from portal.core.clock import local_iso, now, parse_moment
from portal.core.errors import DomainError
from portal.ledger.errors import NotYet

Next = Callable[[HttpRequest], HttpResponse]

NOT_PAGES = ("/registrator/", "/api/", "/oparl/", "/static/")


class WrongMoment(DomainError):
    """The parameter is no moment that has been."""


class AsOfMiddleware:
    """Shows the page as of the moment asked for; nonsense and the future get a clear answer."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get(PARAMETER, "")
        if not text or not _is_page(request):
            return self.get_response(request)
        try:
            moment = _moment(text)
        except WrongMoment as error:
            return _say(request, _("Den tiden går inte att visa"), str(error), status=400)
        with as_of(moment):
            response = self.get_response(request)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NotYet):
            return None
        return _say(request, _("Fanns inte då"), str(error), status=404)


def _is_page(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} and not request.path.startswith(NOT_PAGES)


def _moment(text: str) -> datetime:
    try:
        moment = parse_moment(text.replace(" ", "+"))  # a plus sign in an address is a space
    except (ValueError, OverflowError) as error:
        raise WrongMoment(
            _("”%(text)s” är ingen tid. Skriv till exempel 2016-10-19 eller 2016-10-19T12:00.")
            % {"text": text[:40]}
        ) from error
    if moment > now():
        raise WrongMoment(
            _("%(time)s har inte varit än.") % {"time": local_iso(moment).replace("T", " ")}
        )
    return moment


def _say(request: HttpRequest, title: str, text: str, *, status: int) -> HttpResponse:
    return render(request, "past.html", {"title": title, "text": text}, status=status)
