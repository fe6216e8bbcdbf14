"""The system, the municipality and its terms of office: of the ledger as a whole."""

import datetime

from django.conf import settings

from meetings.outlets.oparl.addresses import body_url, system_url, term_url, url
from meetings.outlets.oparl.objects.fields import Json, common, moment, said
from meetings.selectors.oparl.terms import Term
from portal.core.links import absolute

VERSION = "https://schema.oparl.org/1.1/"

LISTS = {
    "organization": "organizations",
    "person": "people",
    "meeting": "meetings",
    "paper": "papers",
    "agendaItem": "agendaitems",
    "consultation": "consultations",
    "file": "files",
    "locationList": "locations",
    "legislativeTermList": "terms",
    "membership": "memberships",
}
"""The lists of the municipality by the field that leads to each."""


def system(began: datetime.datetime) -> Json:
    return common(system_url(), "System", began, began) | said(
        {
            "oparlVersion": VERSION,
            "body": url("bodies"),
            "name": f"Rådslag, {settings.CITY_NAME}",
            "contactName": settings.CITY_NAME,
            **_contact(),
            "license": settings.DATA_LICENSE,
            "website": absolute("/"),
            "web": absolute("/api/"),
            "radslag:changes": absolute("/api/v1/changes"),
            "radslag:records": absolute("/api/v1/records"),
        }
    )


def body(began: datetime.datetime, terms: list[Term]) -> Json:
    """Mandatory lists are there even when they are empty."""
    modified = max((each.created for each in terms), default=began)
    return {
        **common(body_url(), "Body", began, max(began, modified)),
        "system": system_url(),
        "name": settings.CITY_NAME,
        "contactName": settings.CITY_NAME,
        **_contact(),
        "website": absolute("/"),
        "web": absolute("/"),
        "license": settings.DATA_LICENSE,
        "oparlSince": moment(began),
        "classification": "Kommun",
        "legislativeTerm": [term(each, is_embedded=True) for each in terms],
        **{name: url(path) for name, path in LISTS.items()},
    }


def term(found: Term, *, is_embedded: bool = False) -> Json:
    """Inside its municipality it does not name it again."""
    return common(term_url(found.year), "LegislativeTerm", found.created, found.created) | said(
        {
            "body": "" if is_embedded else body_url(),
            "name": f"{found.year}–{found.last_day.year}",
            "startDate": str(found.first_day),
            "endDate": str(found.last_day),
        }
    )


def _contact() -> Json:
    """`contactEmail` is an address; the setting may be any text."""
    contact = settings.CITY_CONTACT
    return {"contactEmail": contact} if "@" in contact and " " not in contact else {}
