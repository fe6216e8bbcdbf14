"""The diary: what has come in and gone out, of every organization."""

from django.http import HttpRequest, HttpResponse

from meetings.outlets.diary.listing import LONGEST_QUERY, matching, part_after, registrations
from meetings.outlets.diary.rows import diary_rows
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.filters import filter_of, narrowed
from meetings.outlets.web.paging import AFTER, list_url
from meetings.outlets.web.resolve import Page, finish


def diary(request: HttpRequest) -> HttpResponse:
    """The newest lines first: `?q=` words or a number, `?organ=`, `?ar=`, paged by key."""
    reader = reader_of_request(request)
    query, after = request.GET.get("q", "").strip()[:LONGEST_QUERY], request.GET.get(AFTER, "")
    every = registrations(reader)
    wanted = filter_of(request, every, reader)
    part = part_after(matching(narrowed(every, wanted), query, reader), after)
    context = {
        "query": query,
        "filter": wanted,
        "rows": tuple(diary_rows(part.lines, reader)),
        "first_url": list_url(request) if after else "",
        "next_url": list_url(request, **{AFTER: part.last}) if part.last else "",
    }
    return finish(request, Page("diary/list.html", context))
