"""The page that explains the API to people, made from the same description as OpenAPI."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from meetings.outlets.api.content_schemas import schema_link
from meetings.outlets.api.description import PARAMETERS
from meetings.outlets.links import absolute
from meetings.outlets.web.resolve import Page, finish
from portal.ledger.contents import KINDS

RECORDS = "/api/v1/records"
CHANGES = "/api/v1/changes"
OPARL = "/oparl/v1.1/system"


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
                "schemas": [SchemaLink(kind, schema_link(kind)) for kind in sorted(KINDS)],
            },
        ),
    )
