"""The list of votes after the close: a hash each, sorted, so that every voter finds their own."""

import re

from django.http import Http404, HttpRequest, HttpResponse

from meetings.outlets.http import fresh, with_etag
from portal.core.addresses import localized
from proposals.addresses import proposal_path
from proposals.models import Proposal
from proposals.outlets.http import private
from proposals.selectors.lists import closed_proposal
from proposals.services.ending import has_receipt, receipts

RECEIPT = re.compile(r"[0-9a-f]{32}")


def vote_list(request: HttpRequest, number: int) -> HttpResponse:
    """How many, and whether a receipt is among them. It is asked by POST: no log keeps it."""
    proposal = _closed(number)
    asked = request.POST.get("kvitto", "").strip().lower()
    found = bool(RECEIPT.fullmatch(asked)) and has_receipt(proposal, asked)
    context = {
        "proposal": proposal,
        "total": sum((proposal.final_counts or {}).values()),
        "asked": asked,
        "found": found,
        "is_form_of_one": bool(RECEIPT.fullmatch(asked)),
        "list_url": f"{proposal_path(number)}roster.txt",
        "proposal_url": localized(proposal_path(number)),
    }
    return private(request, "proposals/receipts.html", context)


def vote_list_text(request: HttpRequest, number: int) -> HttpResponse:
    """Every receipt, one a line."""
    lines = "".join(f"{receipt}\n" for receipt in receipts(_closed(number)))
    answer = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    return with_etag(request, fresh(request, answer))


def _closed(number: int) -> Proposal:
    proposal = closed_proposal(number)
    if proposal is None:
        raise Http404
    return proposal
