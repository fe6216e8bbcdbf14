"""The page of an organization: what it is, its meetings, its members now and earlier."""

import datetime
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import MembershipContent, OrganizationContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.completeness import COMPLETENESS
from meetings.outlets.web.facts import Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.meeting_rows import coming_and_over, meeting_rows
from meetings.outlets.web.meetings import organization_feeds
from meetings.outlets.web.membership_rows import people_of
from meetings.outlets.web.record_page import Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.words import listing, short_day_words
from meetings.states import OrganizationKind
from portal.core.addresses import localized
from portal.core.clock import today
from portal.ledger.readers import Reader
from portal.ledger.selectors import records, versions_of
from portal.ledger.versions import Version

MOST_MEETINGS = 5


@page("organization")
def organization_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, OrganizationContent)
    reader, day = reader_of_request(request), today()
    memberships = _memberships(content.id, reader)
    known = know(_referred(content, memberships), reader)
    people = people_of(memberships, known, day)
    coming, held = _meetings(content.id, day, reader)
    rows = meeting_rows([*coming, *held], reader)
    return RecordPage(
        template="meetings/organization.html",
        version=version,
        head=Head(content.title, kind_words(content), lead=_lead(content, known, day)),
        facts=_facts(content, known),
        crumbs=[crumb(_("Organ"), "/organ/")],
        cited=[content.title],
        feeds=organization_feeds(content),
        parts={
            "organization": content,
            "completeness_url": localized(f"{content.path}{COMPLETENESS}"),
            "coming": rows[: len(coming)],
            "held": rows[len(coming) :],
            "members": [row for row in people if not row.over],
            "earlier": [row for row in people if row.over],
        },
    ).as_page()


def kind_words(content: OrganizationContent) -> str:
    """`Nämnd`, `Förvaltning` …"""
    word = str(OrganizationKind(content.organization_kind).label)
    return word[0].upper() + word[1:]


def _memberships(organization: UUID, reader: Reader) -> list[Version]:
    heads = records(reader).standing().filter(kind="membership", organization=organization)
    return list(versions_of(heads).values())


def _meetings(
    organization: UUID, day: datetime.date, reader: Reader
) -> tuple[list[Version], list[Version]]:
    """The next meetings, and the latest ones."""
    own = records(reader).filter(kind="meeting", organization=organization)
    from_today = own.filter(date__gte=day).order_by("date", "pk")[:MOST_MEETINGS]
    before = own.filter(date__lt=day).order_by("-date", "-pk")[:MOST_MEETINGS]
    versions = versions_of([*from_today, *before])
    coming, over = coming_and_over(versions[each.pk] for each in from_today if each.pk in versions)
    held = [*over, *(versions[each.pk] for each in before if each.pk in versions)]
    return coming, held[:MOST_MEETINGS]


def _referred(
    content: OrganizationContent, memberships: Iterable[Version]
) -> Iterator[UUID | None]:
    yield content.subordinate_to
    yield from content.predecessors
    yield from content.successors
    for version in memberships:
        if isinstance(version.content, MembershipContent):
            yield version.content.person


def _lead(content: OrganizationContent, known: Known, day: datetime.date) -> str:
    """Only what is out of the ordinary: that it has ceased, or has not begun."""
    if content.valid_to and content.valid_to < day:
        heirs = listing([known.title(pk) for pk in content.successors if known.title(pk)])
        ceased = _("Upphörde %(day)s.") % {"day": short_day_words(content.valid_to)}
        taken_over = _("Arbetet togs över av %(heirs)s.") % {"heirs": heirs}
        return f"{ceased} {taken_over}" if heirs else ceased
    if content.valid_from > day:
        return _("Börjar %(day)s.") % {"day": short_day_words(content.valid_from)}
    return ""


def _facts(content: OrganizationContent, known: Known) -> list[Fact]:
    contact = [content.contact] if content.contact else []
    facts = [
        fact(_("Slag"), kind_words(content)),
        fact(_("Hör till"), *links(known, [content.subordinate_to])),
        fact(_("Från"), on_day(content.valid_from)),
        fact(_("Till"), on_day(content.valid_to)),
        fact(_("Före"), *links(known, content.predecessors)),
        fact(_("Efter"), *links(known, content.successors)),
    ]
    told = [each for each in facts if each.entries]
    return [*told, fact(_("Kontakt"), *contact)]
