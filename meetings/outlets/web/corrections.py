"""Corrections and withdrawals: what, when, why and on what ground, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from meetings.outlets.http import reader_of_request
from meetings.outlets.web.designation import designation
from meetings.outlets.web.paging import AFTER, list_url
from meetings.outlets.web.record_page import atom
from meetings.outlets.web.resolve import Page, finish
from portal.core.addresses import localized
from portal.core.clock import local
from portal.ledger.selectors import Notice, notices

CORRECTIONS_FEED = "/rattelser/atom.xml"
PAGE_SIZE = 25
TOLD_BY_WHOLE = frozenset({"registration"})
"""A line in the diary falls with its paper: one row tells of both."""


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction, withdrawal or erasure. `title` is what the record is called today."""

    version: int
    verb: str
    name: str
    title: str
    url: str
    date: datetime
    reason: str
    ground: str


def correction_list(request: HttpRequest) -> HttpResponse:
    """A page of them; `?efter=` is the key of the last one seen."""
    reader, after = reader_of_request(request), _seq(request.GET.get(AFTER, ""))
    found = notices(reader, most=PAGE_SIZE + 1, before=after, told_by_whole=TOLD_BY_WHOLE)
    shown = found[:PAGE_SIZE]
    has_more = len(found) > PAGE_SIZE
    context = {
        "corrections": [_row(each) for each in shown],
        "feeds": [atom(_("Rättelser och återtaganden"), CORRECTIONS_FEED)],
        "first_url": list_url(request) if after else "",
        "next_url": list_url(request, **{AFTER: str(shown[-1].seq)}) if has_more else "",
    }
    return finish(request, Page("meetings/corrections.html", context))


def _row(notice: Notice) -> CorrectionRow:
    return CorrectionRow(
        version=notice.version,
        verb=notice.verb,
        name=designation(notice),
        title=notice.record.title,
        url=localized(notice.record.path),
        date=local(notice.recorded_at),
        reason=notice.reason,
        ground=notice.ground,
    )


def _seq(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
