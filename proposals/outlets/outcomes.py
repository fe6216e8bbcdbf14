"""`/forslag/utfall/`: what became of the proposals, committee by committee."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from meetings.outlets.http import reader_of_request
from meetings.outlets.web.known import know
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.core.clock import today
from proposals.selectors.outcomes import CommitteeOutcome, by_area, by_committee, totals


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    url: str
    outcome: CommitteeOutcome


def outcome_page(request: HttpRequest) -> HttpResponse:
    found = by_committee(today())
    known = know([each.committee for each in found], reader_of_request(request))
    rows = [Row(known.title(each.committee), known.url(each.committee), each) for each in found]
    context = {
        "totals": totals(),
        "committees": [row for row in rows if row.name],
        "areas": by_area(),
        "list_url": localized("/forslag/"),
    }
    return finish(request, Page("proposals/outcomes.html", context))
