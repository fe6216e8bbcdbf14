"""The page of a case: where it stands, its path over the years, what was decided, its papers."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MeetingContent,
)
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.case_events import belongs_to, events_of
from meetings.outlets.web.case_line import case_line
from meetings.outlets.web.decision_rows import decision_row_of_case
from meetings.outlets.web.document_rows import document_row
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.meeting_words import when_words
from meetings.outlets.web.outcomes import Outcomes, outcomes_of
from meetings.outlets.web.record_page import Head, RecordPage, atom, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.words import short_day_words
from meetings.panels import Panel, panels_below
from meetings.states import MeetingState
from portal.core.addresses import localized
from portal.core.clock import today
from portal.ledger.readers import Reader
from portal.ledger.selectors import under_numbers
from portal.ledger.versions import Version

PARTS = ["agenda-item", "document", "registration"]


@page("case")
def case_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, CaseContent)
    reader = reader_of_request(request)
    nearby = know(content.related, reader)
    related = [each for pk in content.related if (each := nearby.content(pk, CaseContent))]
    found = _found([content, *related], reader)
    known = know(_referred(content, related, found), reader)
    handled = (each.record.pk for each in found if each.record.kind == "agenda-item")
    below = panels_below(version, reader)
    return _show(version, content, related, found, known, outcomes_of(handled, reader), below)


def _found(cases: Sequence[CaseContent], reader: Reader) -> list[Version]:
    """Items, papers and registrations under the numbers of these cases."""
    return under_numbers([case.number for case in cases], PARTS, reader)


def _referred(
    case: CaseContent, related: Sequence[CaseContent], found: Sequence[Version]
) -> Iterator[UUID | None]:
    for each in (case, *related):
        yield each.id
        yield each.organization
        yield each.inherited_by
        yield from (step.organization for step in each.steps)
    for version in found:
        yield version.record.organization
        if isinstance(version.content, AgendaItemContent):
            yield version.content.meeting


def _show(
    version: Version,
    content: CaseContent,
    related: Sequence[CaseContent],
    found: Sequence[Version],
    known: Known,
    outcomes: Outcomes,
    below: Sequence[Panel],
) -> Page:
    day = today()
    events = [
        event
        for each in (content, *related)
        for event in events_of(each, found, known, outcomes, day)
    ]
    own = [each for each in found if belongs_to(each, content)]
    handled = [each for each in own if isinstance(each.content, AgendaItemContent)]
    papers = [each for each in own if each.record.kind == "document"]
    return RecordPage(
        template="meetings/case.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_("Ärende %(number)s") % {"number": content.number},
            status="closed" if content.closed else "open",
            lead=_lead(content, handled, known, outcomes, day),
        ),
        facts=_facts(content, papers, known),
        crumbs=[crumb(_("Ärenden"), "/arenden/")],
        cited=[
            known.title(content.organization),
            _("ärende %(number)s") % {"number": content.number},
            content.title,
        ],
        feeds=[
            atom(_("Ärende %(number)s") % {"number": content.number}, f"{content.path}atom.xml")
        ],
        parts={
            "case": content,
            "line": case_line(content, related, events, known),
            "decisions": [
                decision_row_of_case(each, known, outcomes, day) for each in reversed(handled)
            ],
            "documents": [document_row(each, known) for each in reversed(papers)],
            "panels_below": below,
            "similar_url": localized(f"/sok/?liknar={content.id}&typ=arende"),
        },
    ).as_page()


def _lead(
    content: CaseContent,
    handled: Sequence[Version],
    known: Known,
    outcomes: Outcomes,
    day: datetime.date,
) -> str:
    """The next date, else the newest outcome, else since when the case is open."""
    items = [each.content for each in handled if isinstance(each.content, AgendaItemContent)]
    coming = [item for item in items if _is_coming(item, known, day)]
    if coming:
        return _coming_words(coming[0], known)
    decided = [item for item in items if outcomes.words(item)]
    if decided:
        return _decided_words(decided[-1], outcomes)
    if items and items[-1].date:
        return _handled_words(items[-1], known)
    if content.closed:
        return _("Ärendet avslutades %(day)s.") % {"day": short_day_words(content.closed)}
    if content.date:
        return _("Ärendet öppnades %(day)s. Inget beslut är publicerat än.") % {
            "day": short_day_words(content.date)
        }
    return ""


def _is_coming(item: AgendaItemContent, known: Known, day: datetime.date) -> bool:
    meeting = known.content(item.meeting, MeetingContent)
    expected = {MeetingState.PLANNED, MeetingState.CALLED, MeetingState.ONGOING}
    return bool(meeting and meeting.date and meeting.date >= day and meeting.state in expected)


def _coming_words(item: AgendaItemContent, known: Known) -> str:
    meeting = known.content(item.meeting, MeetingContent)
    assert meeting is not None
    return _("%(organization)s behandlar ärendet %(when)s.") % {
        "organization": known.title(item.organization),
        "when": when_words(meeting),
    }


def _decided_words(item: AgendaItemContent, outcomes: Outcomes) -> str:
    said = outcomes.words(item)
    return f"{short_day_words(item.date)}: {said}" if item.date else said


def _handled_words(item: AgendaItemContent, known: Known) -> str:
    assert item.date is not None
    words = _(
        "Ärendet togs senast upp av %(organization)s %(day)s. Vad som beslutades: uppgift saknas."
    )
    organization = known.title(item.organization)
    return words % {"organization": organization, "day": short_day_words(item.date)}


def _facts(content: CaseContent, papers: Sequence[Version], known: Known) -> list[Fact]:
    facts = [
        fact(_("Nummer"), content.number),
        fact(_("Myndighet"), *_authorities(content, known)),
        fact(_("Öppnat"), on_day(content.date)),
    ]
    if content.closed:
        facts.append(fact(_("Avslutat"), on_day(content.closed)))
    if content.related:
        facts.append(fact(_("Hör ihop med"), *_related(content, known)))
    numbers = dict.fromkeys(_registered(papers))
    if numbers:
        facts.append(fact(_("I diariet"), *(Entry(text) for text in numbers)))
    return facts


def _related(content: CaseContent, known: Known) -> Iterator[Entry]:
    for pk in content.related:
        case = known.content(pk, CaseContent)
        if case:
            yield Entry(case.number, known.url(pk), note=case.title)


def _registered(papers: Sequence[Version]) -> Iterator[str]:
    for version in papers:
        if isinstance(version.content, DocumentContent):
            yield from (line.number for line in version.content.registrations)


def _authorities(content: CaseContent, known: Known) -> list[Entry]:
    """Who answers for the case now, and who opened it if that has ceased since."""
    if content.inherited_by is None:
        return links(known, [content.organization])
    heirs = links(known, [content.inherited_by])
    opened = [
        replace(each, note=_("öppnade ärendet")) for each in links(known, [content.organization])
    ]
    return [*heirs, *opened]
