"""The page of a decision: the sentence first, then how the vote fell, then the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent
from meetings.decision_contents import DecisionContent, Participant, ProtocolNote, VoteContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.decision_rows import method_words
from meetings.outlets.web.facts import Entry, Fact, fact, links, on_day
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.outcomes import decision_words
from meetings.outlets.web.record_page import Crumb, Head, RecordPage, crumb
from meetings.outlets.web.resolve import Page, page
from meetings.outlets.web.vote_rows import (
    Name,
    VoteRow,
    is_main,
    result_words,
    round_title,
    vote_row,
)
from meetings.outlets.words import short_day_words
from meetings.panels import decision_panels_of
from meetings.states import DecisionMethod, DecisionOutcome, NoteKind
from portal.core.addresses import localized
from portal.ledger.readers import Reader
from portal.ledger.selectors import find_versions, parts_of
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class Dissent:
    """A reservation, a note or a statement, with the word for what it is."""

    parties: tuple[str, ...]
    names: str
    text: str
    kind: str = ""


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
    known = know([content.decision, content.organization, *_referred_by_votes([version])], reader)
    return _show_vote(version, content, known, reader)


def show_decision(version: Version, votes: Sequence[Version], reader: Reader) -> Page:
    """The page of a decision with its rounds in their order."""
    content = version.content
    assert isinstance(content, DecisionContent)
    known = know([content.organization, *_referred(content, votes)], reader)
    rows = [vote_row(vote, known, len(votes)) for vote in votes]
    voice = content.method == DecisionMethod.ACCLAMATION
    return RecordPage(
        template="meetings/decision.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=_kicker(content),
            status="preliminary" if content.preliminary else "",
            lead=decision_words(content),
        ),
        facts=_facts(content, known, reader),
        crumbs=_crumbs(content, known),
        cited=[known.title(content.organization), content.title, content.paragraph],
        parts={
            "decision": content,
            "votes": rows,
            "glance": _glance(votes, rows),
            "without_count": voice and not votes,
            "reservations": [Dissent(r.parties, r.names, r.text) for r in content.reservations],
            "notes": [_note(each) for each in content.notes],
            "took_part": [_participant(each, known) for each in content.took_part],
            "panels": decision_panels_of(content),
        },
    ).as_page()


def _glance(votes: Sequence[Version], rows: Sequence[VoteRow]) -> VoteRow | None:
    """The deciding round, to be seen at once where it is one of several."""
    main = [row for vote, row in zip(votes, rows, strict=True) if is_main(vote) and row.tally]
    return main[-1] if main and len(rows) > 1 else None


def _show_vote(version: Version, content: VoteContent, known: Known, reader: Reader) -> Page:
    rounds = len(parts_of(content.decision, "vote", reader))
    row = vote_row(version, known, rounds)
    above = known.content(content.decision, DecisionContent)
    return RecordPage(
        template="meetings/vote.html",
        version=version,
        head=Head(
            title=content.title,
            kicker=round_title(content, rounds),
            lead=result_words(content) or content.prose,
        ),
        facts=[
            fact(_("Organ"), *links(known, [content.organization])),
            fact(_("Datum"), on_day(content.date)),
            fact(_("Ärende"), *content.references),
        ],
        crumbs=_crumbs_of_vote(above),
        cited=[content.title, row.title],
        parts={
            "vote": row,
            "decision_url": localized(above.path) if above else "",
            "panels": decision_panels_of(above, content.id) if above else [],
        },
    ).as_page()


def _note(note: ProtocolNote) -> Dissent:
    return Dissent(note.parties, note.names, note.text, str(NoteKind(note.note_kind).label))


def _participant(each: Participant, known: Known) -> Name:
    return Name(
        name=each.name,
        url=known.url(each.person),
        party=each.party,
        answer="",
        served_for=each.served_for,
        departs=False,
    )


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


def _facts(content: DecisionContent, known: Known, reader: Reader) -> list[Fact]:
    facts = [
        fact(_("Organ"), *links(known, [content.organization])),
        fact(_("Datum"), on_day(content.date)),
        fact(_("Utfall"), str(DecisionOutcome(content.outcome).label)),
        fact(_("Beslutssätt"), method_words(content.method)),
        fact(_("Punkt"), *_item_entries(content, known)),
    ]
    case = _case_entries(content, known, reader)
    if case:
        facts.append(fact(_("Ärende"), *case))
    if content.forwarded_to:
        facts.append(fact(_("Går vidare till"), *links(known, [content.forwarded_to])))
    if content.preliminary:
        note = _("Protokollet är inte justerat.")
        facts.append(fact(_("Läge"), Entry(_("preliminärt"), note=note)))
    return facts


def _item_entries(content: DecisionContent, known: Known) -> list[Entry]:
    item = known.content(content.item, AgendaItemContent)
    return [Entry(item.number, known.url(item.id))] if item else []


def _case_entries(content: DecisionContent, known: Known, reader: Reader) -> list[Entry]:
    """The case with its link; its number alone where the case may not be read."""
    item = known.content(content.item, AgendaItemContent)
    found = find_versions([item.case], reader) if item and item.case else {}
    case = Known(found)
    url = case.url(item.case) if item else ""
    return [Entry(number, url) for number in content.references]


def _crumbs_of_vote(decision: DecisionContent | None) -> list[Crumb]:
    above = [crumb(_kicker(decision), decision.path)] if decision else []
    return [crumb(_("Beslut"), "/beslut/"), *above]


def _crumbs(content: DecisionContent, known: Known) -> list[Crumb]:
    item = known.content(content.item, AgendaItemContent)
    if item is None:
        return [crumb(_("Beslut"), "/beslut/")]
    day = short_day_words(item.date) if item.date else ""
    meeting = item.path.rstrip("/").rpartition("/")[0] + "/"
    return [
        crumb(_("Möten"), "/moten/"),
        crumb(f"{known.title(content.organization)} {day}".strip(), meeting),
        crumb(_("Punkt %(number)s") % {"number": item.number}, item.path),
    ]
