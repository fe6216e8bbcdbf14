"""The page that explains the API to people, made from the same description as OpenAPI."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.outlets.api.content_schemas import schema_link
from meetings.outlets.api.description import PARAMETERS
from meetings.outlets.datasets.bulk import bulk_files
from meetings.outlets.links import absolute
from meetings.outlets.web.resolve import Page, finish
from portal.ledger.contents import KINDS

RECORDS = "/api/v1/records"
CHANGES = "/api/v1/changes"
OPARL = "/oparl/v1.1/system"


@dataclass(frozen=True, slots=True)
class Address:
    """Where open data begins, and what it is for."""

    url: str
    media_type: str
    title: str | Promise
    text: str | Promise


ADDRESSES = (
    Address(
        "/api/v1/votes.csv",
        "text/csv",
        _("Voteringar som CSV"),
        _(
            "En rad per mandat och omröstning. Lägg till ?year=2016 eller ?organization=ks. "
            "Det som bara är känt som antal står som antal, acklamation har en egen rad."
        ),
    ),
    Address(
        "/api/v1/votes.json",
        "application/json",
        _("Voteringar som JSON"),
        _("Samma rader, med samma namn på kolumnerna."),
    ),
    Address(
        "/datasets/manifest.json",
        "application/json",
        _("Filer per år med kontrollsummor"),
        _("Jämför filens sha256 med manifestets: då vet du att du har allt och att inget ändrats."),
    ),
    Address(
        "/datasets/dcat",
        "application/rdf+xml",
        _("Katalog (DCAT-AP-SE)"),
        _("För dataportaler som hämtar beskrivningen själva."),
    ),
    Address(
        "/sitemap.xml",
        "application/xml",
        _("Webbplatskarta"),
        _("Alla sidor med den dag då de senast ändrades."),
    ),
)


@dataclass(frozen=True, slots=True)
class SchemaLink:
    kind: str
    url: str


def api_page(request: HttpRequest) -> HttpResponse:
    return finish(
        request,
        Page(
            "meetings/api.html",
            {
                "records_url": absolute(RECORDS),
                "changes_url": absolute(CHANGES),
                "oparl_url": absolute(OPARL),
                "openapi_url": "/api/v1/openapi.json",
                "parameters": PARAMETERS,
                "addresses": ADDRESSES,
                "files": bulk_files(),
                "schemas": [SchemaLink(kind, schema_link(kind)) for kind in sorted(KINDS)],
            },
        ),
    )
