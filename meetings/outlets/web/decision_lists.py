"""Decisions as lists: all of them, the latest first, and those of one meeting in short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.decision_contents import DecisionContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.decision_rows import method_words, row_of_decision
from meetings.outlets.web.designation import designation
from meetings.outlets.web.facts import Entry, links
from meetings.outlets.web.filters import filter_of, narrowed
from meetings.outlets.web.known import Known, know, url_of
from meetings.outlets.web.meeting_words import when_words
from meetings.outlets.web.outcomes import decision_words
from meetings.outlets.web.paging import AFTER, list_url, page_of
from meetings.outlets.web.resolve import Page, finish, page_under
from meetings.outlets.words import listing, short_day_words
from meetings.states import DecisionMethod, DecisionOutcome, NoteKind
from portal.core.addresses import localized
from portal.ledger.readers import Reader
from portal.ledger.selectors import parts_of, records, versions_of
from portal.ledger.versions import Version

SHORT = "beslut/"


@dataclass(frozen=True, slots=True)
class ShortDecision:
    """One decision in the fewest words that tell all of it."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    number: str
    sentence: str
    title: str = ""
    outcome: str = ""
    method: str = ""
    preliminary: bool = False
    withdrawn: bool = False
    case: Entry | None = None
    item: Entry | None = None
    reservations: str = ""
    motions: str = ""
    statements: str = ""
    notes: str = ""
    forwarded_to: tuple[Entry, ...] = ()


def decision_list(request: HttpRequest) -> HttpResponse:
    """Every decision, the latest first."""
    reader = reader_of_request(request)
    heads = records(reader).filter(kind="decision")
    wanted = filter_of(request, heads, reader)
    after = request.GET.get(AFTER, "")
    found = page_of(narrowed(heads, wanted), field="date", after=after, descending=True)
    known = _known(found.versions, reader)
    context = {
        "filter": wanted,
        "decisions": [row_of_decision(each, known) for each in found.versions],
        "first_url": list_url(request) if after else "",
        "next_url": found.next_url(request),
    }
    return finish(request, Page("meetings/decision_list.html", context))


def short_decisions(request: HttpRequest, **_captured: str) -> HttpResponse:
    """What a whole meeting decided, on one page (law.md C1; not the minutes themselves)."""
    return page_under(request, SHORT, "meeting", _short_page)


def decisions_of(meeting: UUID, reader: Reader) -> list[Version]:
    """The decisions of a meeting in the order of its agenda, fallen ones too."""
    items = parts_of(meeting, "agenda-item", reader)
    places = {each.record.pk: place for place, each in enumerate(items)}
    heads = records(reader).filter(kind="decision", parent__in=places)
    found = versions_of(heads.order_by("position", "pk")).values()
    return sorted(found, key=lambda each: places[each.record.parent or meeting])


def _short_page(request: HttpRequest, version: Version) -> Page:
    content, reader = version.content, reader_of_request(request)
    assert isinstance(content, MeetingContent)
    decisions = decisions_of(content.id, reader)
    known = _known(decisions, reader).with_more([content.organization], reader)
    rows = [_short(each, known) for each in decisions]
    return Page(
        "meetings/short_decisions.html",
        {
            "organization": known.title(content.organization),
            "when": when_words(content),
            "meeting_url": url_of(version),
            "crumbs": _crumbs(version, content, known),
            "decisions": rows,
            "preliminary": any(row.preliminary for row in rows),
        },
    )


def _crumbs(version: Version, content: MeetingContent, known: Known) -> list[Entry]:
    day = short_day_words(content.date) if content.date else ""
    meeting = f"{known.title(content.organization)} {day}".strip()
    return [Entry(_("Möten"), localized("/moten/")), Entry(meeting, url_of(version))]


def _known(decisions: Sequence[Version], reader: Reader) -> Known:
    """Organizations and items; then the cases of the items."""
    known = know(_referred(decisions), reader)
    items = (known.content(each.record.parent, AgendaItemContent) for each in decisions)
    return known.with_more((item.case for item in items if item), reader)


def _referred(decisions: Sequence[Version]) -> Iterator[UUID | None]:
    for version in decisions:
        yield version.record.organization
        yield version.record.parent
        if isinstance(version.content, DecisionContent):
            yield version.content.forwarded_to


def _short(version: Version, known: Known) -> ShortDecision:
    content = version.content
    identity = (version.record.pk, version.version, version.sha256, url_of(version))
    if not isinstance(content, DecisionContent):
        named = f"{designation(version)}. {version.reason}"
        return ShortDecision(*identity, number="", sentence=named, withdrawn=True)
    item = known.content(content.item, AgendaItemContent)
    numbers = ", ".join(content.references)
    return ShortDecision(
        *identity,
        number=content.paragraph or (item.number if item else ""),
        sentence=decision_words(content),
        title=content.title,
        outcome=str(DecisionOutcome(content.outcome).label),
        method=_how(content),
        preliminary=content.preliminary,
        case=Entry(numbers, known.url(item.case) if item else "") if numbers else None,
        item=Entry(item.number, known.url(item.id)) if item else None,
        reservations=_whose((each.parties, each.names) for each in content.reservations),
        motions=_written(content, NoteKind.MOTION),
        statements=_written(content, NoteKind.STATEMENT),
        notes=_written(content, NoteKind.NOTE),
        forwarded_to=tuple(links(known, [content.forwarded_to])),
    )


def _how(content: DecisionContent) -> str:
    """`votering 7–6`, `acklamation`; empty where nobody knows."""
    counted = content.method in {DecisionMethod.VOTE, DecisionMethod.SECRET}
    figures = content.figures if counted else ""
    return " ".join(each for each in (method_words(content.method), figures) if each)


def _written(content: DecisionContent, kind: NoteKind) -> str:
    return _whose((n.parties, n.names) for n in content.notes if n.note_kind == kind)


def _whose(of: Iterator[tuple[tuple[str, ...], str]]) -> str:
    """`M, L, C och KD; SD`: one group for each."""
    groups = (" ".join(each for each in (listing(parties), names) if each) for parties, names in of)
    return "; ".join(groups)
