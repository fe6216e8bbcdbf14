"""OParl's addresses: the system, lists and objects, and files to take home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meetings.outlets.files import public_file
from meetings.outlets.oparl.addresses import ROOT, url
from meetings.outlets.oparl.answers import METHODS, answer, error, open_to_all, preflight
from meetings.outlets.oparl.lists import LISTS, RECORDS, Page, consultations_at, meetings_of
from meetings.outlets.oparl.objects import meetings, papers
from meetings.outlets.oparl.objects.fields import Json
from meetings.outlets.oparl.objects.system import body, system, term
from meetings.outlets.oparl.question import AFTER, Question, no_question, question_of
from meetings.selectors.oparl.consultations import find_consultation
from meetings.selectors.oparl.files import find_file
from meetings.selectors.oparl.places import find_place
from meetings.selectors.oparl.question import NoSuchPlace
from meetings.selectors.oparl.records import find_record
from meetings.selectors.oparl.terms import record_began, terms
from portal.core.questions import WrongQuestion

View = Callable[..., HttpResponseBase]


class Changed(Protocol):
    """Something with the time at which it, or what it is drawn of, changed last."""

    @property
    def modified(self) -> datetime: ...


Found = TypeVar("Found", bound=Changed)

INTERNAL = {
    "AgendaItem": ("auxiliaryFile",),
    "Body": ("legislativeTerm",),
    "Meeting": ("auxiliaryFile", "agendaItem"),
    "Paper": ("auxiliaryFile", "location"),
    "Person": ("membership",),
}
"""OParl 1.1, omit_internal: what a list leaves out of its objects when it is asked to."""


def open_data(view: View) -> View:
    """GET and HEAD from any origin; a wrong question is an error object with 400."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in {"GET", "HEAD"}:
            refused = error(405, _("Här går det bara att läsa."))
            refused.headers["Allow"] = METHODS
            return refused
        try:
            return view(request, *args, **kwargs)
        except WrongQuestion as wrong:
            return error(400, str(wrong), wrong.known)
        except NoSuchPlace as place:
            text = _("after=%(after)s är ingen plats i listan. Följ links.next i stället.")
            return error(400, text % {"after": place})

    return answered


@open_data
def show_system(request: HttpRequest) -> HttpResponse:
    no_question(request.GET)
    began = record_began()
    return answer(request, system(began), modified=began)


@open_data
def show_body(request: HttpRequest) -> HttpResponse:
    no_question(request.GET)
    return answer(request, body(record_began(), terms()))


@open_data
def show_term(request: HttpRequest, year: int) -> HttpResponse:
    no_question(request.GET)
    found = next((each for each in terms() if each.year == year), None)
    return answer(request, term(found), modified=found.created) if found else _unknown()


@open_data
def show_list(request: HttpRequest, name: str) -> HttpResponse:
    return _page(request, LISTS[name], name) if name in LISTS else _elsewhere(request, name)


@open_data
def show_list_of(request: HttpRequest, organization: UUID, name: str) -> HttpResponse:
    """The meetings of an organization, or the consultations at it."""
    if find_record("organization", organization) is None:
        return _unknown()
    found = meetings_of if name == "meetings" else consultations_at
    return _page(
        request, lambda wanted: found(organization, wanted), f"organization/{organization}/{name}"
    )


@open_data
def show_record(request: HttpRequest, record: UUID, name: str) -> HttpResponse:
    """An object that is one record; a tombstone is an answer too, with 200."""
    no_question(request.GET)
    found = find_record(RECORDS[name].kind, record)
    return _object(request, found, lambda each: RECORDS[name].render([each])[0])


@open_data
def show_consultation(request: HttpRequest, item: UUID, paper: UUID) -> HttpResponse:
    no_question(request.GET)
    return _object(request, find_consultation(item, paper), papers.consultation)


@open_data
def show_location(request: HttpRequest, record: UUID) -> HttpResponse:
    no_question(request.GET)
    return _object(request, find_place(record), meetings.location)


@open_data
def show_file(request: HttpRequest, paper: UUID, short: str) -> HttpResponse:
    no_question(request.GET)
    return _object(request, find_file(paper, short), papers.file)


@open_data
def download_file(request: HttpRequest, paper: UUID, short: str) -> HttpResponseBase:
    """The bytes with a name to keep them under; what was withdrawn is 410 (OParl 1.1, files)."""
    no_question(request.GET)
    found = find_file(paper, short)
    if found is None:
        return _unknown()
    if found.ref is None:
        return error(410, _("Filen är återtagen."))
    given = public_file(request, found.sha256, found.ref.name)
    return open_to_all(given) if given is not None else _unknown()


@open_data
def not_canonical(request: HttpRequest, rest: str) -> HttpResponse:
    return _elsewhere(request, rest)


def _elsewhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Another spelling of an address leads to the one it has; anything else is not there."""
    meant = f"{ROOT}/{rest.lower().rstrip('/')}"
    if meant == request.path or not _leads_somewhere(meant):
        return _unknown()
    query = request.META.get("QUERY_STRING", "")
    moved = HttpResponsePermanentRedirect(f"{meant}?{query}" if query else meant)
    return open_to_all(moved)


def _page(request: HttpRequest, made: Page, path: str) -> HttpResponse:
    """One more is asked for than is shown, to know whether there is a next page."""
    question = question_of(request.GET)
    limit = question.wanted.limit
    found = made(replace(question.wanted, limit=limit + 1))
    shown = found[:limit]
    links = {"first": _link(path, question), "self": _link(path, question, question.wanted.after)}
    if len(found) > limit:
        links["next"] = _link(path, question, _place(shown[-1]))
    data = [_without_internal(each) for each in shown] if question.omits_internal else shown
    page = {"data": data, "pagination": {"elementsPerPage": limit}, "links": links}
    return answer(request, page)


def _link(path: str, question: Question, after: str = "") -> str:
    """With every filter that was asked for, and `after` last."""
    asked = question.asked | ({AFTER: after} if after else {})
    return f"{url(path)}?{urlencode(asked)}" if asked else url(path)


def _place(shown: Json) -> str:
    """The end of an object's address, after the name of its type."""
    identity: str = shown["id"]
    return identity.partition(f"{ROOT}/")[2].partition("/")[2]


def _without_internal(shown: Json) -> Json:
    left_out = INTERNAL.get(shown["type"].rpartition("/")[2], ())
    return {name: value for name, value in shown.items() if name not in left_out}


def _leads_somewhere(path: str) -> bool:
    try:
        found = resolve(path)
    except Resolver404:
        return False
    is_no_list = found.url_name == "oparl-list" and found.kwargs["name"] not in LISTS
    return found.url_name != "oparl-other" and not is_no_list


def _unknown() -> HttpResponse:
    return error(404, _("Det finns ingenting på den adressen."))


def _object(
    request: HttpRequest, found: Found | None, drawn: Callable[[Found], Json]
) -> HttpResponse:
    """One object as OParl draws it, or that there is none."""
    if found is None:
        return _unknown()
    return answer(request, drawn(found), modified=found.modified)
