"""What the page of search shows, put together."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.addresses import without_language
from portal.ledger.readers import Reader
from search import selectors
from search.query.address import FARTHEST, PAGE, address
from search.query.correcting import Correction
from search.query.finding import Finding, Question
from search.query.parsed import Noticed
from search.shown.facets import chosen, facet_groups
from search.shown.notices import sentences
from search.shown.rows import rows

SORT_WORDS: dict[str, Promise] = {
    "": gettext_lazy("Bäst träff"),
    "nyast": gettext_lazy("Nyast"),
    "aldst": gettext_lazy("Äldst"),
}


@dataclass(frozen=True, slots=True)
class SortLink:
    text: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """What was meant; `url` searches for the other one: as written, or as it was meant."""

    written: str
    meant: str
    is_used: bool
    url: str


def page_context(
    request: HttpRequest,
    question: Question,
    finding: Finding | None,
    notices: tuple[Noticed, ...],
    reader: Reader,
) -> dict[str, Any]:
    """The context of `search/search.html`."""
    given, path = request.GET, request.path
    context: dict[str, Any] = {
        "query": question.text,
        "asked": finding is not None,
        "notices": sentences((*notices, *(finding.notices if finding else ()))),
        "chosen": chosen(path, given, reader),
        "without_choices_url": address(path, given, **dict.fromkeys(_choice_names(), "")),
        "hidden": [(name, value) for name in _choice_names() for value in given.getlist(name)],
    }
    return context | _found(request, question, finding, reader) if finding else context


def _found(
    request: HttpRequest, question: Question, finding: Finding, reader: Reader
) -> dict[str, Any]:
    given, path = request.GET, request.path
    total = finding.answer.total
    last = min(-(-total // question.size), FARTHEST // question.size)
    return {
        "rows": rows(finding.answer.found, finding.plan, reader),
        "total": total,
        "is_partial": finding.is_partial,
        "by_database": finding.answer.by == selectors.DATABASE,
        "correction": _correction(finding.correction, path, request),
        "facets": facet_groups(finding.answer.facets, path, given, reader),
        "sorts": _sorts(request),
        "feed_url": address(f"{without_language(path)}atom.xml", given),
        "json_url": "/api/v1/search",
        "place": _("Sida %(page)s av %(last)s") % {"page": question.page, "last": last},
        "is_last_of_many": question.page == last and total > FARTHEST,
        "previous_url": _page(request, question.page - 1) if question.page > 1 else "",
        "next_url": _page(request, question.page + 1) if question.page < last else "",
    }


def _correction(
    correction: Correction | None, path: str, request: HttpRequest
) -> ShownCorrection | None:
    if correction is None:
        return None
    changed = {PAGE.exact: "1"} if correction.is_used else {PAGE.text: correction.meant}
    return ShownCorrection(
        correction.written,
        correction.meant,
        correction.is_used,
        address(path, request.GET, **changed),
    )


def _sorts(request: HttpRequest) -> list[SortLink]:
    asked = request.GET.get(PAGE.sort, "")
    now = asked if asked in SORT_WORDS else ""
    return [
        SortLink(str(word), address(request.path, request.GET, **{PAGE.sort: value}), value == now)
        for value, word in SORT_WORDS.items()
    ]


def _page(request: HttpRequest, number: int) -> str:
    value = str(number) if number > 1 else ""
    return address(request.path, request.GET, **{PAGE.page: value})


def _choice_names() -> tuple[str, ...]:
    return (*PAGE.repeated, PAGE.date)
