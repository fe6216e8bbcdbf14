"""What was written while a meeting ran, at its second of the recording (docs/threads.md)."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from portal.accounts.http import reader_of_request, with_etag
from portal.core.addresses import localized
from portal.core.clock import local_iso
from portal.core.html import stored_html
from portal.ledger.selectors import find_versions
from streaming.threads.models import Comment
from streaming.threads.selectors.comments import Cursor
from streaming.threads.selectors.replays import discussed_items, said_during
from streaming.threads.states import Mark
from streaming.threads.views.common import answer

PER_PAGE = 50


@require_safe
def said_page(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Whole without a script: each comment with a link into the picture."""
    items = _items(request, meeting)
    version = find_versions([meeting], reader_of_request(request))[meeting]
    after = Cursor.read(request.GET.get("efter", ""))
    found = said_during(list(items), after=after, most=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    path = localized(version.record.path)
    here = localized(f"/samtal/sammantrade/{meeting}/")
    context = {
        "title": version.content.title if version.content else "",
        "meeting_url": path,
        "rows": [_row(each, items, path) for each in shown],
        "first_url": here if after else "",
        "next_url": f"{here}?efter={_last(shown)}" if len(found) > PER_PAGE else "",
    }
    return answer(request, "threads/said.html", context)


@require_safe
def said_data(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """The same for the page of the recording, which follows the picture's clock."""
    items = _items(request, meeting)
    said = [
        {
            "n": each.seq,
            "at": local_iso(each.created_at),
            "second": each.second,
            "name": each.author_name,
            "mark": each.mark,
            "html": stored_html(each.html),
            "url": each.url,
        }
        for each in said_during(list(items))
    ]
    response = JsonResponse({"data": said})
    response.headers["Cache-Control"] = "private, no-cache"
    return with_etag(request, response)


def _items(request: HttpRequest, meeting: UUID) -> dict[UUID, str]:
    """404 where nothing of the meeting is talked about, as where there is no such meeting."""
    found = discussed_items(meeting, reader_of_request(request))
    if not found:
        raise Http404
    return found


def _row(comment: Comment, items: Mapping[UUID, str], path: str) -> dict[str, object]:
    second = comment.second or 0
    hours, rest = divmod(second, 3600)
    return {
        "clock": f"{hours}:{rest // 60:02}:{rest % 60:02}",
        "picture_url": f"{path}#t={second}",
        "item": items[comment.thread.subject],
        "name": comment.name,
        "mark": str(Mark(comment.mark).label) if comment.mark else "",
        "html": comment.shown_html,
        "url": comment.url,
    }


def _last(shown: list[Comment]) -> Cursor:
    return Cursor(shown[-1].second or 0, shown[-1].pk)
