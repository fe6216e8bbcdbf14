"""The page of a decision: the sentence first, then how the vote fell, then the words."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.decision_contents import DecisionContent, VoteContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.record_page import Crumb, Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.web.vote_rows import vote_row
from meetings.outlets.words import short_day_words
from meetings.states import DecisionMethod, DecisionOutcome
from portal.ledger.readers import Reader
from portal.ledger.selectors import Version, find_versions, parts_of


@page("decision")
def decision_page(request: HttpRequest, version: Version) -> Page:
    reader = reader_of_request(request)
    return show_decision(version, parts_of(version.record.pk, "vote", reader), reader)


@page("vote")
def vote_page(request: HttpRequest, version: Version) -> Page:
    """A round stands on its decision's page; at its own address it stands alone."""
    reader = reader_of_request(request)
    content = version.content
    assert isinstance(content, VoteContent)
    decision = find_versions([content.decision], reader).get(content.decision)
    if decision is None or decision.is_tombstone:
        return _show_vote(version, reader)
    return _show_vote(version, reader, decision)


def show_decision(version: Version, votes: Sequence[Version], reader: Reader) -> Page:
    """The page of a decision with its rounds in their order."""
    content = version.content
    assert isinstance(content, DecisionContent)
    known = know([content.organization, *_referred(content, votes)], reader)
    return RecordPage(
        template="meetings/decision.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_kicker(content),
            status="preliminary" if content.preliminary else "",
            lead=content.sentence,
        ),
        facts=_facts(content, known),
        crumbs=_crumbs(content, known),
        cited=[known.title(content.organization), content.title, content.paragraph],
        parts={
            "decision": content,
            "votes": [vote_row(vote, known) for vote in votes],
            "without_count": content.method == DecisionMethod.ACCLAMATION,
        },
    ).as_page()


def _show_vote(version: Version, reader: Reader, decision: Version | None = None) -> Page:
    content = version.content
    assert isinstance(content, VoteContent)
    row = vote_row(version, know(_referred_by_votes([version]), reader))
    above = decision.content if decision else None
    return RecordPage(
        template="meetings/vote.html",
        version=version,
        head=Head(title=content.title, kicker=row.title, lead=row.result),
        facts=[fact(_("Datum"), on_day(content.date))],
        crumbs=[crumb(above.title, above.path)] if above else [],
        cited=[content.title, row.title],
        parts={"vote": row},
    ).as_page()


def _kicker(content: DecisionContent) -> str:
    return _("Beslut %(paragraph)s") % {"paragraph": content.paragraph or content.number}


def _referred(content: DecisionContent, votes: Sequence[Version]) -> Iterator[UUID | None]:
    yield content.item
    yield content.forwarded_to
    yield from (each.person for each in content.took_part)
    yield from _referred_by_votes(votes)


def _referred_by_votes(votes: Sequence[Version]) -> Iterator[UUID | None]:
    for vote in votes:
        if isinstance(vote.content, VoteContent):
            yield from (ballot.person for ballot in vote.content.ballots)


def _facts(content: DecisionContent, known: Known) -> list[Fact]:
    facts = [
        fact(_("Organ"), *links(known, [content.organization])),
        fact(_("Datum"), on_day(content.date)),
        fact(_("Utfall"), str(DecisionOutcome(content.outcome).label)),
        fact(_("Beslutssätt"), str(DecisionMethod(content.method).label)),
        fact(_("Ärende"), *content.references),
    ]
    if content.forwarded_to:
        facts.append(fact(_("Går vidare till"), *links(known, [content.forwarded_to])))
    if content.preliminary:
        note = _("Protokollet är inte justerat.")
        facts.append(fact(_("Läge"), Entry(_("preliminärt"), note=note)))
    return facts


def _crumbs(content: DecisionContent, known: Known) -> list[Crumb]:
    item = known.content(content.item, AgendaItemContent)
    steps = [crumb(_("Möten"), "/moten/")]
    if item:
        day = short_day_words(item.date) if item.date else ""
        meeting = item.path.rstrip("/").rpartition("/")[0] + "/"
        steps.append(crumb(f"{known.title(content.organization)} {day}".strip(), meeting))
        steps.append(crumb(_("Punkt %(number)s") % {"number": item.number}, item.path))
    return steps
