"""The page of an agenda item: what was decided first, then the proposal and the papers."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, CaseContent, MeetingContent, OrganizationContent
from meetings.decision_contents import DecisionContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.agenda_rows import AgendaRow, agenda_row, referred_by
from meetings.outlets.web.document_rows import document_rows
from meetings.outlets.web.facts import Entry, Fact, fact, links
from meetings.outlets.web.item_words import item_lead
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.meeting_words import headers_near, when_words
from meetings.outlets.web.meetings import organization_feeds
from meetings.outlets.web.outcomes import Outcomes, outcomes_of
from meetings.outlets.web.record_page import Crumb, Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.web.sources import language_of
from meetings.outlets.web.vote_rows import VoteRow, is_main, vote_row
from meetings.outlets.words import day_words
from meetings.panels import item_panels_of, panels_below
from meetings.states import DecisionOutcome, ItemKind, MeetingState
from portal.core.clock import today
from portal.ledger.readers import Reader
from portal.ledger.selectors import parts_of
from portal.ledger.versions import Version


@page("agenda-item")
def item_page(request: HttpRequest, version: Version) -> Page:
    content = version.content
    assert isinstance(content, AgendaItemContent)
    reader = reader_of_request(request)
    return show_item(version, parts_of(content.meeting, "agenda-item", reader), reader)


def show_item(version: Version, agenda: Sequence[Version], reader: Reader) -> Page:
    """The page of an item that stands on this agenda."""
    content = version.content
    assert isinstance(content, AgendaItemContent)
    known = _known(version, content, reader)
    meeting = known.content(content.meeting, MeetingContent)
    outcomes = outcomes_of([content.id], reader)
    documents = document_rows(content.documents, known)
    name = known.title(content.organization)
    return RecordPage(
        template="meetings/item.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_("Punkt %(number)s") % {"number": content.number},
            status=_status(content, outcomes),
            lead=item_lead(content, meeting, outcomes, today()),
            lead_lang=language_of(content) if outcomes.words(content) else "",
        ),
        facts=_facts(content, meeting, known),
        crumbs=_crumbs(content, meeting, known),
        cited=[name, content.title, _kicker_of_citation(content)],
        feeds=organization_feeds(known.content(content.organization, OrganizationContent)),
        parts={
            "item": content,
            "panels": item_panels_of(content, reader),
            "decision": outcomes.decision(content),
            "decision_url": outcomes.url(content),
            "vote": _deciding_round(outcomes.decision(content), reader),
            "proposal": content.proposal.strip(),
            "documents": documents,
            "case": known.content(content.case, CaseContent),
            "case_url": known.url(content.case),
            "neighbours": _neighbours(version, agenda, known),
            "panels_below": panels_below(version, reader),
        },
        headers=headers_near(meeting, today()),
    ).as_page()


def _known(version: Version, content: AgendaItemContent, reader: Reader) -> Known:
    """The meeting, the case and the papers; then those who issued the papers."""
    known = know([content.meeting, content.organization, *referred_by([version])], reader)
    papers = (known.version(pk) for pk in content.documents)
    return known.with_more((each.record.organization for each in papers if each), reader)


def _deciding_round(decision: DecisionContent | None, reader: Reader) -> VoteRow | None:
    """The last main round, to be seen at once; the other rounds stand on the decision's page."""
    votes = parts_of(decision.id, "vote", reader) if decision else []
    main = [each for each in votes if is_main(each)]
    return vote_row(main[-1], Known({})) if main else None


def _status(content: AgendaItemContent, outcomes: Outcomes) -> str:
    """Where the item stands; an item may be decided on without being done with."""
    decision = outcomes.decision(content)
    unfinished = {
        DecisionOutcome.REFERRED_BACK.value: "referred",
        DecisionOutcome.TABLED.value: "postponed",
    }
    if decision and decision.outcome in unfinished:
        return unfinished[decision.outcome]
    return "decided" if outcomes.words(content) else ""


def _facts(content: AgendaItemContent, meeting: MeetingContent | None, known: Known) -> list[Fact]:
    case = known.content(content.case, CaseContent)
    if case:
        about = Entry(case.number, known.url(case.id), note=case.title)
    else:
        about = Entry(", ".join(content.references))
    facts = [
        fact(_("Organ"), *links(known, [content.organization])),
        fact(_("Sammanträde"), _meeting_entry(content, meeting, known)),
        fact(_("Punkt"), content.number),
        fact(_("Slag"), str(ItemKind(content.item_kind).label)),
    ]
    if content.section:
        facts.append(fact(_("Avsnitt"), content.section))
    if content.case or content.references:
        facts.append(fact(_("Ärende"), about))
    return facts


def _meeting_entry(
    content: AgendaItemContent, meeting: MeetingContent | None, known: Known
) -> Entry | None:
    if meeting is None:
        return None
    note = _("Sammanträdet är inställt.") if meeting.state == MeetingState.CANCELLED else ""
    return Entry(when_words(meeting), known.url(content.meeting), note=note)


def _crumbs(
    content: AgendaItemContent, meeting: MeetingContent | None, known: Known
) -> list[Crumb]:
    steps = [crumb(_("Möten"), "/moten/")]
    if meeting and meeting.date:
        title = f"{known.title(content.organization)} {day_words(meeting.date)}"
        steps.append(crumb(title.strip(), meeting.path))
    return steps


def _kicker_of_citation(content: AgendaItemContent) -> str:
    day = day_words(content.date) if content.date else ""
    return _("punkt %(number)s, %(day)s") % {"number": content.number, "day": day}


def _neighbours(
    version: Version, agenda: Sequence[Version], known: Known
) -> dict[str, AgendaRow | None]:
    """The items before and after on the same agenda."""
    standing = [each for each in agenda if not each.is_tombstone]
    places = [each.record.pk for each in standing]
    if version.record.pk not in places:
        return {"before": None, "after": None}
    at = places.index(version.record.pk)
    before = standing[at - 1] if at else None
    after = standing[at + 1] if at + 1 < len(standing) else None
    return {
        "before": agenda_row(before, known) if before else None,
        "after": agenda_row(after, known) if after else None,
    }
