"""The page of a membership: one person's role in one organization for a time."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import MembershipContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.facts import fact, links, on_day
from meetings.outlets.web.known import know
from meetings.outlets.web.membership_rows import role_words
from meetings.outlets.web.record_page import Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.words import period_words
from portal.ledger.versions import Version


@page("membership")
def membership_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, MembershipContent)
    known = know([content.person, content.organization], reader_of_request(request))
    role = role_words(content.role)
    return RecordPage(
        template="meetings/membership.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_("Uppdrag"),
            lead=f"{role[0].upper()}{role[1:]} {period_words(content.date, content.valid_to)}.",
        ),
        facts=[
            fact(_("Person"), *links(known, [content.person])),
            fact(_("Organ"), *links(known, [content.organization])),
            fact(_("Roll"), role),
            fact(_("Parti"), content.party),
            fact(_("Från"), on_day(content.date)),
            fact(_("Till"), on_day(content.valid_to) or _("tills vidare")),
        ],
        crumbs=[crumb(_("Personer"), "/personer/")],
        cited=[content.title],
    ).as_page()
