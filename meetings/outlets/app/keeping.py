"""The pages and answers by which a device keeps a meeting, and lets go of what was withdrawn.

They are asked without cookies and answer everybody alike: a confidential paper can not come into
a device's keeping by way of somebody who may read it.
"""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from meetings.contents import MeetingContent
from meetings.outlets.app.listing import Listing, listing_of
from meetings.outlets.http import fresh, with_etag
from meetings.outlets.web.record_page import crumb
from meetings.outlets.web.resolve import Page, canonical_path, finish, gone
from portal.core.questions import WrongQuestion, known_values
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import head_seq, record_at, version_of
from portal.ledger.touched import touched_after
from portal.ledger.versions import Version

PAGE, LISTING = "spara/", "spara.json"
MOST_CHANGES = 500


def save_page(request: HttpRequest, **_captured: str) -> HttpResponse:
    """Where a reader chooses what to keep of a meeting."""
    meeting = _meeting(request, PAGE)
    if meeting.is_tombstone:
        return gone(request, meeting)
    listing = listing_of(meeting)
    shown = Page(
        "app/save.html",
        {
            "listing": listing,
            "listing_url": f"{listing.address}{LISTING}",
            "crumbs": [crumb(_("Möten"), "/moten/"), crumb(listing.title, meeting.record.path)],
        },
    )
    return finish(request, shown)


def listing(request: HttpRequest, **_captured: str) -> HttpResponse:
    """The same as data, for the device: what there is to fetch and whether it is another now."""
    meeting = _meeting(request, LISTING)
    if meeting.is_tombstone:
        return gone(request, meeting)
    seq = head_seq()  # before the rest is read: what comes in between is asked for again
    said = _said(listing_of(meeting), seq)
    return with_etag(request, fresh(request, JsonResponse(said)))


def changed(request: HttpRequest) -> HttpResponse:
    """Which records have changed after an entry; null for more than one should tell.

    One small question for everything that a device keeps, which tells nobody what that is.
    """
    head, after = head_seq(), _after(request)
    touched = touched_after(after, ANONYMOUS, MOST_CHANGES) if after <= head else None
    records = None if touched is None else sorted(map(str, touched))
    said = {"head": head, "records": records}
    return with_etag(request, fresh(request, JsonResponse(said)))


def saved_page(request: HttpRequest) -> HttpResponse:
    """What this device keeps; the device alone knows, so a script fills it in."""
    return finish(request, Page("app/saved.html"))


def offline_page(request: HttpRequest) -> HttpResponse:
    """What the device shows where there is neither a network nor a saved page."""
    return finish(request, Page("app/offline.html"))


def _meeting(request: HttpRequest, tail: str) -> Version:
    record = record_at(canonical_path(request).removesuffix(tail), ANONYMOUS)
    if record is None or record.kind != MeetingContent.kind:
        raise Http404
    return version_of(record)


def _said(listing: Listing, seq: int) -> dict[str, object]:
    papers = [{**asdict(each), "id": str(each.id)} for each in listing.papers]
    return {
        "title": listing.title,
        "seq": seq,
        "address": listing.address,
        "edition": listing.edition,
        "pages": listing.pages,
        "papers": papers,
        "records": [str(each) for each in listing.records],
    }


def _after(request: HttpRequest) -> int:
    """Anything that is no number is asked of the beginning."""
    try:
        asked = known_values(request.GET, ("after",)).get("after", "")
    except WrongQuestion as error:
        raise Http404 from error
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
