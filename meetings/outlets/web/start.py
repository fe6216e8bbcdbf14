"""The start page: what happens now, what was decided, what is new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.agenda_rows import referred_by
from meetings.outlets.web.decision_rows import DecisionRow, decision_row
from meetings.outlets.web.known import know, url_of
from meetings.outlets.web.meeting_rows import meeting_note, meeting_rows, starting_time
from meetings.outlets.web.meeting_words import EXPECTED, headers_near, near_words
from meetings.outlets.web.outcomes import Outcomes, outcomes_of
from meetings.outlets.web.resolve import Page, finish
from meetings.panels import NowHandled, influence, running_now
from meetings.states import ItemKind, MeetingState
from portal.core.clock import local_iso, today
from portal.ledger.readers import Reader
from portal.ledger.selectors import parts_of, records, versions_of
from portal.ledger.versions import Version

ROWS_ON_THE_BOARD = 5
MORE_MEETINGS = 4
DECISIONS = 6
ITEMS_LOOKED_AT = 100
NEWS = 3


@dataclass(frozen=True, slots=True)
class BoardRow:
    mark: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Board:
    """The meeting that runs, or the next one (components/board.html)."""

    title: str
    url: str
    status: str
    when: str
    datetime: str
    place: str
    note: str
    rows: list[BoardRow]
    item_count: int
    now: NowHandled | None = None


def start(request: HttpRequest) -> HttpResponse:
    reader = reader_of_request(request)
    running = running_now()
    meetings = _current_meetings(reader, running)
    news = records(reader).standing().filter(kind="page", status="news")
    context = {
        "board": _board(meetings[0], reader, running) if meetings else None,
        "meetings": meeting_rows(meetings[1:], reader),
        "decisions": latest_decisions(reader),
        "influence": [row for rows in influence.ask(reader) for row in rows],
        "news": news.order_by("-date", "-pk")[:NEWS],
    }
    first = meetings[0].content if meetings else None
    near = headers_near(first if isinstance(first, MeetingContent) else None, today())
    return finish(request, Page("start.html", context, near))


def latest_decisions(reader: Reader) -> list[DecisionRow]:
    """The newest items with a published outcome."""
    items = records(reader).standing().filter(kind="agenda-item", status=ItemKind.DECISION)
    newest = versions_of(
        items.filter(date__lte=today()).order_by("-date", "-position")[:ITEMS_LOOKED_AT]
    ).values()
    outcomes = outcomes_of((each.record.pk for each in newest), reader)
    decided = [each for each in newest if _outcome(each, outcomes)][:DECISIONS]
    known = know(_referred(decided), reader)
    return [decision_row(each, known, outcomes) for each in decided]


def _outcome(version: Version, outcomes: Outcomes) -> str:
    content = version.content
    return outcomes.words(content) if isinstance(content, AgendaItemContent) else ""


def _referred(items: list[Version]) -> Iterator[UUID | None]:
    for version in items:
        yield version.record.organization
        yield from referred_by([version])


def _current_meetings(reader: Reader, live: Mapping[UUID, NowHandled]) -> list[Version]:
    """The running meetings, then the next ones."""
    meetings = records(reader).standing().filter(kind="meeting")
    is_running = Q(status=MeetingState.ONGOING) | Q(pk__in=live)
    running = meetings.filter(is_running).order_by("date", "pk")
    expected = meetings.filter(status__in=EXPECTED, date__gte=today()).exclude(pk__in=live)
    coming = expected.order_by("date", "pk")
    heads = [*running[:MORE_MEETINGS], *coming[: MORE_MEETINGS + 1]]
    return list(versions_of(heads).values())[: MORE_MEETINGS + 1]


def _board(version: Version, reader: Reader, live: Mapping[UUID, NowHandled]) -> Board:
    content = version.content
    assert isinstance(content, MeetingContent)
    items = [each for each in parts_of(content.id, "agenda-item", reader) if each.content]
    outcomes = outcomes_of((each.record.pk for each in items), reader)
    left = [each for each in items if not _outcome(each, outcomes)]
    name = know([content.organization], reader).title(content.organization)
    start_at, now = starting_time(content), live.get(content.id)
    return Board(
        title=name or content.title,
        url=url_of(version),
        status=now.status if now else content.state,
        when=near_words(content, today()),
        datetime=local_iso(start_at) if start_at else str(content.date),
        place=content.place,
        note=meeting_note(version, content),
        rows=[_board_row(each) for each in left[:ROWS_ON_THE_BOARD]],
        item_count=len(items),
        now=now if now and now.number else None,
    )


def _board_row(version: Version) -> BoardRow:
    content = version.content
    assert isinstance(content, AgendaItemContent)
    return BoardRow(content.number, content.title, url_of(version))
