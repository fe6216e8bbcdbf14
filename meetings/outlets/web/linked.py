"""A record in the words of schema.org, for search engines (JSON-LD in a data block)."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.conf import settings

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
    OrganizationContent,
    PersonContent,
)
from meetings.decision_contents import DecisionContent
from meetings.outlets.links import absolute, encoded
from meetings.states import MeetingState
from portal.core.clock import local_iso
from portal.ledger.contents import Content
from portal.ledger.readers import PUBLIC
from portal.ledger.versions import Version

Linked: TypeAlias = dict[str, Any]
CONTEXT = "https://schema.org"


def linked(version: Version) -> Linked | None:
    """None for what is not for all, and for kinds that schema.org has no word for."""
    content = version.content
    if content is None or version.record.audience != PUBLIC:
        return None
    describe = DESCRIBED.get(type(content))
    if describe is None:
        return None
    common = {
        "@context": CONTEXT,
        "@id": absolute(encoded(content.path)),
        "url": absolute(encoded(content.path)),
        "name": content.title,
        "identifier": list(content.references) or [str(content.id)],
    }
    return {**common, **describe(content, version)}


def _meeting(content: Content, _version: Version) -> Linked:
    assert isinstance(content, MeetingContent)
    cancelled = content.state == MeetingState.CANCELLED
    said: Linked = {
        "@type": "Event",
        "startDate": content.start if content.time_known else str(content.date),
        "eventStatus": f"{CONTEXT}/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "location": {"@type": "Place", "name": content.place or settings.CITY_NAME},
        "organizer": {"@type": "GovernmentOrganization", "name": settings.CITY_NAME},
    }
    return said | ({"endDate": content.end} if content.end else {})


def _organization(content: Content, _version: Version) -> Linked:
    assert isinstance(content, OrganizationContent)
    return {
        "@type": "GovernmentOrganization",
        "alternateName": content.short_name,
        "foundingDate": str(content.valid_from),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": settings.CITY_NAME},
    }


def _person(_content: Content, _version: Version) -> Linked:
    return {"@type": "Person"}


def _work(kind: str) -> Callable[[Content, Version], Linked]:
    def describe(content: Content, version: Version) -> Linked:
        said: Linked = {
            "@type": kind,
            "dateModified": local_iso(version.recorded_at),
            "version": str(version.version),
            "license": settings.DATA_LICENSE,
            "publisher": {"@type": "GovernmentOrganization", "name": settings.CITY_NAME},
        }
        if content.date:
            said["dateCreated"] = str(content.date)
        if content.source is not None and content.source.language:
            said["inLanguage"] = content.source.language
        return said

    return describe


DESCRIBED: dict[type[Content], Callable[[Content, Version], Linked]] = {
    MeetingContent: _meeting,
    OrganizationContent: _organization,
    PersonContent: _person,
    AgendaItemContent: _work("CreativeWork"),
    CaseContent: _work("CreativeWork"),
    DocumentContent: _work("DigitalDocument"),
    DecisionContent: _work("Legislation"),
}
