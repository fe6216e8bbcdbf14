"""What was refused and why, and which answers are late: from the ledger, for everybody."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from meetings.contents import CaseContent
from meetings.outlets.http import reader_of_request
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.core.clock import today
from portal.ledger.selectors import records, versions_of
from portal.ledger.versions import Version
from proposals.contents import ProposalContent
from proposals.states import AWAITED, TOLD_UNPUBLISHED, ProposalState, RejectionCode

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A refusal. Where the code hides the words, the title is a number."""

    version: Version
    title: str
    url: str
    why: str
    text: str
    date: datetime.date | None
    is_appealed: bool


@dataclass(frozen=True, slots=True)
class LateRow:
    """An answer that was promised for a day that has gone."""

    version: Version
    title: str
    url: str
    committee: str
    committee_url: str
    due: datetime.date
    days: int
    case_number: str
    case_url: str


def refused(request: HttpRequest) -> HttpResponse:
    """`/forslag/avvisade/`: newest first, each with its reason."""
    standing = records(reader_of_request(request)).standing()
    heads = standing.filter(kind="proposal", status__in=TOLD_UNPUBLISHED).order_by("-date", "-pk")
    page = Paginator(heads, ON_A_PAGE).get_page(request.GET.get("sida"))
    rows = [_refused(each) for each in versions_of(page.object_list).values()]
    return finish(request, Page("proposals/told/refused.html", {"rows": rows, "page": page}))


def late(request: HttpRequest) -> HttpResponse:
    """`/forslag/sena/`: the longest wait first, whoever owes the answer now."""
    reader = reader_of_request(request)
    heads = records(reader).standing().filter(kind="proposal", status__in=AWAITED)
    waiting = list(versions_of(heads).values())
    owed = [each for each in waiting if _days_late(each) > 0]
    contents = [_content(each) for each in owed]
    known = know([id_ for each in contents for id_ in (each.organization, each.case)], reader)
    rows = sorted((_late(each, known) for each in owed), key=lambda row: (row.due, row.title))
    context = {"rows": rows, "awaited": len(waiting)}
    return finish(request, Page("proposals/told/late.html", context))


def _content(version: Version) -> ProposalContent:
    content = version.content
    assert isinstance(content, ProposalContent)
    return content


def _days_late(version: Version) -> int:
    due = _content(version).answer_due
    return (today() - due).days if due else 0


def _refused(version: Version) -> RefusedRow:
    content = _content(version)
    return RefusedRow(
        version=version,
        title=content.title,
        url=localized(content.path),
        why=str(RejectionCode(content.rejection).label) if content.rejection else "",
        text=content.public_reason,
        date=content.date,
        is_appealed=content.state == ProposalState.APPEALED,
    )


def _late(version: Version, known: Known) -> LateRow:
    content = _content(version)
    assert content.answer_due is not None
    case = known.content(content.case, CaseContent)
    return LateRow(
        version=version,
        title=content.title,
        url=localized(content.path),
        committee=known.title(content.organization),
        committee_url=known.url(content.organization),
        due=content.answer_due,
        days=_days_late(version),
        case_number=case.number if case else "",
        case_url=known.url(content.case),
    )
