"""The page of one line of a diary. A secret one tells number and date only (law.md D2, D6)."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import DocumentContent, OrganizationContent, RegistrationContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.document_rows import document_rows
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know, url_of
from meetings.outlets.web.record_page import Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.states import Direction
from portal.ledger.readers import Reader
from portal.ledger.selectors import numbered, versions_of
from portal.ledger.versions import Version


@page("registration")
def registration_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, RegistrationContent)
    reader = reader_of_request(request)
    known = _known(content, reader)
    organization = known.content(content.organization, OrganizationContent)
    number = f"{content.number}, nr {content.serial}"
    return RecordPage(
        template="meetings/registration.html",
        version=version,
        head=Head(
            title=content.matter or _("Diarieföring %(number)s") % {"number": number},
            kicker=_("Diarium %(number)s") % {"number": number},
            status="secret" if content.secret else "",
            lead=_lead(content),
        ),
        facts=_facts(content, known, _cases(content, reader)),
        crumbs=[crumb(_("Diarium"), "/diarium/")],
        cited=[organization.title if organization else "", _("diarienummer %s") % number],
        parts={
            "registration": content,
            "contact": organization.contact if organization else "",
            "documents": document_rows([content.document] if content.document else [], known),
        },
    ).as_page()


def _known(content: RegistrationContent, reader: Reader) -> Known:
    """The organization and the paper, and who issued the paper."""
    known = know([content.organization, content.document], reader)
    document = known.content(content.document, DocumentContent)
    return known.with_more([document.organization if document else None], reader)


def _cases(content: RegistrationContent, reader: Reader) -> list[Entry]:
    """The organization's own case under the number."""
    heads = numbered(content.number, reader).standing().filter(kind="case")
    found = versions_of(heads.filter(organization=content.organization)).values()
    return [
        Entry(content.number, url_of(each), note=each.content.title)
        for each in found
        if each.content
    ]


def _lead(content: RegistrationContent) -> str:
    if content.secret:
        return _("Uppgifterna omfattas av sekretess. Här visas nummer och datum.")
    return ""


def _facts(content: RegistrationContent, known: Known, cases: list[Entry]) -> list[Fact]:
    facts = [
        fact(_("Diarium"), *links(known, [content.organization])),
        fact(_("Nummer"), content.number),
        fact(_("Löpnummer"), str(content.serial)),
        fact(_("Datum"), on_day(content.date)),
    ]
    if content.secret:
        return facts
    direction = str(Direction(content.direction).label) if content.direction else ""
    return [
        *facts,
        fact(_("Riktning"), direction),
        fact(_("Motpart"), content.counterpart),
        fact(_("Ärende"), *cases),
    ]
