"""The addresses of open data. Everybody is told the same: what an anonymous reader may read."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from meetings.addresses import organization_path
from meetings.outlets.api.answers import answer, refusal
from meetings.outlets.datasets import sitemap
from meetings.outlets.datasets.bulk import manifest
from meetings.outlets.datasets.catalogue import catalogue
from meetings.outlets.datasets.streamed import streamed
from meetings.outlets.datasets.tables import MEDIA_TYPES, WRITERS
from meetings.outlets.datasets.votes import vote_rows, years
from meetings.outlets.http import fresh, has_tag, not_modified
from portal.core.canonical import sha256_hex
from portal.core.questions import WrongQuestion, known_values
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import head_chain, record_at

RDF_XML = "application/rdf+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"
KNOWN = ("organization", "year")


def votes(request: HttpRequest, extension: str) -> HttpResponseBase:
    """All votes, or those of a year or an organization."""
    try:
        year, organization = _asked(request)
    except WrongQuestion as error:
        return refusal(request, error)
    return _table(request, extension, year, organization)


def votes_of_year(request: HttpRequest, year: int, extension: str) -> HttpResponseBase:
    """The bulk file of a year, whose SHA-256 stands in the manifest."""
    if year not in years():
        raise Http404
    return _table(request, extension, year, None)


def show_manifest(request: HttpRequest) -> HttpResponse:
    return answer(request, manifest())


def show_catalogue(request: HttpRequest) -> HttpResponseBase:
    return _tagged(request, lambda: HttpResponse(catalogue(), content_type=RDF_XML))


def show_sitemap(request: HttpRequest) -> HttpResponseBase:
    index = sitemap.index()
    return _tagged(request, lambda: HttpResponse(b"".join(index), content_type=XML))


def show_sitemap_part(request: HttpRequest, number: int) -> HttpResponseBase:
    if not 1 <= number <= sitemap.part_count():
        raise Http404
    return _tagged(request, lambda: streamed(request, sitemap.part(number), XML))


def _asked(request: HttpRequest) -> tuple[int | None, UUID | None]:
    """Raises WrongQuestion, which names what may be asked."""
    given = known_values(request.GET, KNOWN)
    return _year(given.get("year", "")), _organization(given.get("organization", ""))


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:5]) <= 9999):
        raise WrongQuestion(_("year är ett årtal, till exempel 2016."))
    return int(text)


def _organization(short_name: str) -> UUID | None:
    if not short_name:
        return None
    found = record_at(organization_path(short_name), ANONYMOUS)
    if found is None:
        raise WrongQuestion(
            _("Det finns inget organ med kortnamnet %(name)s.") % {"name": short_name}
        )
    return found.pk


def _table(
    request: HttpRequest, extension: str, year: int | None, organization: UUID | None
) -> HttpResponseBase:
    name = f"votes-{year}" if year else "votes"

    def table() -> HttpResponseBase:
        rows = WRITERS[extension](vote_rows(year, organization))
        response = streamed(request, rows, MEDIA_TYPES[extension])
        response.headers["Content-Disposition"] = f'inline; filename="{name}.{extension}"'
        return response

    return _tagged(request, table)


def _tagged(request: HttpRequest, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The tag is that of the ledger's head: what is made of it holds until it moves.

    Nothing is made for a client that has it.
    """
    tag = quote_etag(sha256_hex(f"{head_chain()} {request.get_full_path()}".encode())[:32])
    response = not_modified(tag) if has_tag(request, tag) else make()
    response.headers["ETag"] = tag
    response.headers["Access-Control-Allow-Origin"] = "*"
    return fresh(request, response)
