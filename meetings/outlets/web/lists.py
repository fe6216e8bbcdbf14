"""The lists: meetings, cases, organizations, people."""

from django.http import HttpRequest, HttpResponse

from meetings.outlets.http import reader_of_request
from meetings.outlets.web.case_rows import case_rows
from meetings.outlets.web.filters import filter_of, narrowed
from meetings.outlets.web.meeting_rows import coming_and_over, meeting_rows
from meetings.outlets.web.organization_rows import organization_rows
from meetings.outlets.web.paging import AFTER, list_url, page_of
from meetings.outlets.web.person_rows import person_rows
from meetings.outlets.web.resolve import Page, finish
from portal.core.clock import today
from portal.ledger.selectors import records, versions_of

MOST_COMING = 50
PEOPLE_ON_A_PAGE = 100


def meeting_list(request: HttpRequest) -> HttpResponse:
    """Coming meetings, the next one first; held ones, the latest first."""
    reader, day = reader_of_request(request), today()
    heads = records(reader).filter(kind="meeting")
    wanted = filter_of(request, heads, reader)
    shown = narrowed(heads, wanted)
    after = request.GET.get(AFTER, "")
    held = page_of(shown.filter(date__lt=day), field="date", after=after, descending=True)
    from_today = shown.filter(date__gte=day).order_by("date", "pk")[:MOST_COMING]
    found = {} if after else versions_of(from_today)
    coming, over = coming_and_over(found.values())
    rows = meeting_rows([*coming, *over, *held.versions], reader)
    return finish(
        request,
        Page(
            "meetings/meeting_list.html",
            {
                "filter": wanted,
                "coming": rows[: len(coming)],
                "held": rows[len(coming) :],
                "is_first": not after,
                "first_url": list_url(request) if after else "",
                "next_url": held.next_url(request),
            },
        ),
    )


def case_list(request: HttpRequest) -> HttpResponse:
    """Cases, the latest opened first."""
    reader = reader_of_request(request)
    heads = records(reader).filter(kind="case")
    wanted = filter_of(request, heads, reader)
    after = request.GET.get(AFTER, "")
    found = page_of(narrowed(heads, wanted), field="date", after=after, descending=True)
    return finish(
        request,
        Page(
            "meetings/case_list.html",
            {
                "filter": wanted,
                "cases": case_rows(found.versions, reader),
                "first_url": list_url(request) if after else "",
                "next_url": found.next_url(request),
            },
        ),
    )


def organization_list(request: HttpRequest) -> HttpResponse:
    """Organizations by kind; those that have ceased last."""
    heads = records(reader_of_request(request)).filter(kind="organization")
    versions = versions_of(heads.order_by("position", "pk")).values()
    groups = organization_rows(versions, today())
    return finish(request, Page("meetings/organization_list.html", {"groups": groups}))


def person_list(request: HttpRequest) -> HttpResponse:
    """People by name."""
    heads = records(reader_of_request(request)).standing().filter(kind="person")
    after = request.GET.get(AFTER, "")
    found = page_of(heads, field="position", after=after, size=PEOPLE_ON_A_PAGE)
    context = {
        "people": person_rows(found.versions),
        "first_url": list_url(request) if after else "",
        "next_url": found.next_url(request),
    }
    return finish(request, Page("meetings/person_list.html", context))
