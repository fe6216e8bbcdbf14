"""The page of a meeting: state and when, the agenda with its papers and outcomes."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.contents import AgendaItemContent, MeetingContent, OrganizationContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.agenda_line import agenda_line
from meetings.outlets.web.agenda_rows import agenda_rows, referred_by
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.meeting_rows import meeting_note, starting_time
from meetings.outlets.web.meeting_words import headers_near, meeting_lead, when_words
from meetings.outlets.web.outcomes import outcomes_of
from meetings.outlets.web.record_page import Feed, Head, RecordPage, atom, calendar, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.words import short_day_words
from meetings.panels import Panel, headers_of, panels_of
from meetings.states import MeetingState
from portal.core.addresses import localized
from portal.core.as_of import shown_moment
from portal.core.clock import local_iso, today
from portal.ledger.readers import PUBLIC, Reader
from portal.ledger.selectors import parts_of
from portal.ledger.versions import Version


@page("meeting")
def meeting_page(request: HttpRequest, version: Version) -> Page:
    reader = reader_of_request(request)
    items = parts_of(version.record.pk, "agenda-item", reader)
    return show_meeting(version, items, reader)


def show_meeting(version: Version, items: Sequence[Version], reader: Reader) -> Page:
    """The page of a meeting with these items: as published, or as they would be (preview)."""
    content = version.content
    assert isinstance(content, MeetingContent)
    known = know([content.organization, *referred_by(items)], reader)
    name = known.title(content.organization)
    outcomes = outcomes_of((each.record.pk for each in items), reader)
    panels = panels_of(content, reader)
    ongoing = content.state == MeetingState.ONGOING and not panels["live"]
    return RecordPage(
        template="meetings/meeting.html",
        version=version,
        head=Head(
            title=_title(content, name),
            kicker=_("Sammanträde"),
            status=_said(panels, "status") or content.state,
            lead=_said(panels, "lead") or meeting_lead(content, today()),
        ),
        facts=_facts(content, items, known),
        crumbs=[crumb(_("Möten"), "/moten/")],
        cited=[name, _("sammanträde %(when)s") % {"when": when_words(content)}],
        feeds=organization_feeds(known.content(content.organization, OrganizationContent)),
        parts={
            "rows": agenda_rows(items, known, outcomes),
            "note": meeting_note(version, content),
            "line": agenda_line(items, outcomes) if ongoing and items else None,
            "meeting": content,
            "panels": panels,
            "save_url": _save_url(version),
            "short_url": localized(f"{content.path}beslut/") if outcomes.decisions else "",
        },
        headers={
            **headers_near(content, today()),
            **headers_of(panel for group in panels.values() for panel in group),
        },
    ).as_page()


def _save_url(version: Version) -> str:
    """Where the meeting as it is now is saved on a device; only what is for all may be."""
    if version.record.audience != PUBLIC or shown_moment() is not None:
        return ""
    return localized(f"{version.record.path}spara/")


def _said(panels: Mapping[str, Sequence[Panel]], what: str) -> str:
    """What a panel says in the page's stead; empty where none does."""
    words = (getattr(panel, what) for group in panels.values() for panel in group)
    return next(filter(None, words), "")


def organization_feeds(organization: OrganizationContent | None) -> list[Feed]:
    """The Atom feed and the calendar of an organization."""
    if organization is None:
        return []
    return [
        atom(_("%(name)s: nytt") % {"name": organization.title}, f"{organization.path}atom.xml"),
        calendar(
            _("%(name)s: sammanträden") % {"name": organization.title},
            f"{organization.path}kalender.ics",
        ),
    ]


def _facts(content: MeetingContent, items: Sequence[Version], known: Known) -> list[Fact]:
    start = starting_time(content)
    when = Entry(when_words(content), datetime=local_iso(start) if start else str(content.date))
    facts = [
        fact(_("Organ"), *links(known, [content.organization])),
        fact(_("När"), when),
        fact(_("Plats"), content.place),
        fact(_("Allmänheten"), _("välkommen") if content.is_public else _("inte öppet")),
        fact(_("Dagordning"), _extent(items, known)),
    ]
    if content.moved_from:
        facts.append(fact(_("Flyttat från"), on_day(content.moved_from, weekday=True)))
    return facts


def _title(content: MeetingContent, organization: str) -> str:
    if not organization or content.date is None:
        return content.title
    return f"{organization} {short_day_words(content.date)}"


def _extent(items: Sequence[Version], known: Known) -> str:
    """`60 punkter, 180 handlingar`."""
    standing = [each.content for each in items if isinstance(each.content, AgendaItemContent)]
    if not standing:
        return _("inte publicerad än")
    papers = len({pk for item in standing for pk in item.documents if known.title(pk)})
    counted = ngettext("%(n)s punkt", "%(n)s punkter", len(standing)) % {"n": len(standing)}
    if papers:
        counted += ", " + ngettext("%(n)s handling", "%(n)s handlingar", papers) % {"n": papers}
    return counted
