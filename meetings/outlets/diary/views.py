"""The diary: what has come in and gone out, of every organization."""

from django.http import HttpRequest, HttpResponse

from meetings.outlets.diary.listing import (
    LONGEST_QUERY,
    REGISTRATION,
    Part,
    matching,
    part_after,
    registrations,
)
from meetings.outlets.diary.rows import diary_rows
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.filters import Filter, filter_of, narrowed
from meetings.outlets.web.paging import AFTER, list_url
from meetings.outlets.web.remembered import remembered
from meetings.outlets.web.resolve import Page, finish
from portal.core.reading import telling
from portal.ledger.readers import Reader


@remembered
def diary(request: HttpRequest) -> HttpResponse:
    """The newest lines first: `?q=` words or a number, `?organ=`, `?ar=`, paged by key."""
    reader = reader_of_request(request)
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    wanted, part = _asked(request, query, reader)
    context = {
        "query": query,
        "filter": wanted,
        "rows": tuple(diary_rows(part.lines, reader)),
        "first_url": list_url(request) if request.GET.get(AFTER) else "",
        "next_url": list_url(request, **{AFTER: part.last}) if part.last else "",
    }
    return finish(request, Page("diary/list.html", context))


def _asked(request: HttpRequest, query: str, reader: Reader) -> tuple[Filter, Part]:
    """What the list is narrowed to, and its lines. Words are looked for in papers too."""
    every, after = registrations(reader), request.GET.get(AFTER, "")
    with telling(*(("kind", kind) for kind in (REGISTRATION, "organization", "document"))):
        wanted = filter_of(request, every, reader)
        return wanted, part_after(matching(narrowed(every, wanted), query, reader), after)
