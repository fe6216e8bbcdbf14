"""The change feed over HTTP: pages of JSON, or lines (NDJSON), from any place in the ledger.

It is what anybody may read, whoever asks, so that every copy of it is the same.

Waiting and server-sent events are answered before Django (`following.py`); behind a server that
cannot wait, `wait` is answered at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from ninja import Router

from meetings.outlets.api.answers import JSON, answer, open_to_all, preflight
from meetings.outlets.api.description import CHANGES
from meetings.outlets.api.shapes import ChangesShape, ErrorShape
from meetings.outlets.http import fresh, with_etag
from portal.core.links import absolute
from portal.core.questions import WrongQuestion, known_values, whole_number
from portal.ledger.feed import Line, lines_after
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import head_seq

PATH = "/api/v1/changes"
PARAMETERS = ("after", "limit", "format", "wait")
JSON_PAGE, LINES, EVENTS = "json", "ndjson", "sse"
FORMATS = (JSON_PAGE, LINES, EVENTS)
MOST, USUAL = 5_000, 500
LONGEST_WAIT = 60
"""Seconds that a client may wait for the next entry."""

NDJSON = "application/x-ndjson"
EVENT_STREAM = "text/event-stream"

router = Router()


@dataclass(frozen=True)
class Question:
    """From which number on, how many, and in which form."""

    after: int
    limit: int
    format: str


@router.api_operation(["HEAD", "OPTIONS"], "", include_in_schema=False)
@router.get(
    "",
    response={200: ChangesShape, 400: ErrorShape, 406: ErrorShape},
    summary="Ändringar",
    operation_id="changes",
    openapi_extra=CHANGES,
)
def list_changes(request: HttpRequest) -> HttpResponse:
    """The ledger's entries after a number, in order and without holes."""
    if request.method == "OPTIONS":
        return preflight(request)
    question = question_of(request.GET, request.headers.get("Accept", ""))
    if question.format == EVENTS:
        return answer(request, {"error": _no_events()}, status=406)
    head = head_seq()
    if question.after > head:
        return answer(request, {"error": from_the_future(question.after), "head": head}, status=400)
    lines = lines_after(question.after, ANONYMOUS, question.limit)
    if question.format == LINES:
        body, media_type = "".join(f"{line.text}\n" for line in lines), NDJSON
    else:
        body, media_type = _page(lines, question, head), JSON
    return _answer(request, body, media_type)


def question_of(given: QueryDict, accept: str) -> Question:
    """Raises WrongQuestion, with the known parameters where one is unknown."""
    values = known_values(given, PARAMETERS)
    if "wait" in values:
        whole_number("wait", values["wait"], LONGEST_WAIT)
    asked = values.get("format") or _accepted(accept)
    if asked not in FORMATS:
        text = _("Formatet ”%(format)s” finns inte.") % {"format": asked}
        raise WrongQuestion(text, FORMATS)
    limit = whole_number("limit", values.get("limit", str(USUAL)), MOST)
    return Question(_after(values.get("after", "0")), limit, asked)


def from_the_future(after: int) -> str:
    return _("Så långt har ingenting hänt: after=%(after)s ligger efter den nyaste posten.") % {
        "after": after
    }


def _after(text: str) -> int:
    """0 is before the first entry."""
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise WrongQuestion(
        _("after ska vara numret på en post, 0 eller högre, inte ”%(text)s”.") % {"text": text[:40]}
    )


def _accepted(accept: str) -> str:
    if EVENT_STREAM in accept:
        return EVENTS
    return LINES if NDJSON in accept or "application/ndjson" in accept else JSON_PAGE


def _page(lines: Sequence[Line], question: Question, head: int) -> str:
    """`next` is there as long as there is something after the page."""
    last = lines[-1].seq if lines else question.after
    following = ""
    if last < head:
        asked: dict[str, Any] = {"after": last, "limit": question.limit}
        following = absolute(f"{PATH}?{urlencode(asked)}")
    data = ",".join(line.text for line in lines)
    link = f'"{following}"' if following else "null"
    return f'{{"data":[{data}],"links":{{"next":{link}}},"last":{last},"head":{head}}}'


def _answer(request: HttpRequest, body: str, media_type: str) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type)
    if "format" not in request.GET:
        response.headers["Vary"] = "Accept"
    return open_to_all(request, with_etag(request, fresh(request, response)))


def _no_events() -> str:
    return _("Här går det inte att följa med i realtid. Fråga med after och wait i stället.")
