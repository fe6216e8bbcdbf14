"""The page of a person: which organizations, in which role, from when to when; the votes."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import PersonContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.facts import Fact, fact
from meetings.outlets.web.known import know
from meetings.outlets.web.membership_rows import MembershipRow, seats_of
from meetings.outlets.web.paging import AFTER, list_url
from meetings.outlets.web.person_votes import person_votes
from meetings.outlets.web.record_page import Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.words import listing
from portal.core.clock import today
from portal.ledger.selectors import parts_of
from portal.ledger.versions import Version


@page("person")
def person_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, PersonContent)
    reader = reader_of_request(request)
    memberships = parts_of(content.id, "membership", reader)
    known = know((each.record.organization for each in memberships), reader)
    seats = seats_of(memberships, known, today())
    held = [row for row in seats if not row.over]
    votes, next_url = person_votes(content.id, request, reader)
    return RecordPage(
        template="meetings/person.html",
        version=version,
        head=Head(title=content.title, kicker=_kicker(content), lead=_lead(held)),
        facts=_facts(content),
        crumbs=[crumb(_("Personer"), "/personer/")],
        cited=[content.title],
        parts={
            "person": content,
            "held": held,
            "earlier": [row for row in seats if row.over],
            "votes": votes,
            "first_url": list_url(request) if AFTER in request.GET else "",
            "next_url": next_url,
        },
    ).as_page()


def _kicker(content: PersonContent) -> str:
    return _("Påhittad person") if content.is_invented else _("Person")


def _lead(held: list[MembershipRow]) -> str:
    """`Ordförande i Kommunstyrelsen och ledamot i Kommunfullmäktige.`"""
    if not held:
        return _("Har inga uppdrag nu.")
    seats = [_("%(role)s i %(name)s") % {"role": row.role, "name": row.name} for row in held]
    said = listing(seats)
    return f"{said[0].upper()}{said[1:]}."


def _facts(content: PersonContent) -> list[Fact]:
    return [fact(_("Parti"), content.party), fact(_("Kontakt"), content.contact)]
