"""Search as data: `/api/v1/search`, and what is offered while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from ninja import Router

from portal.accounts.http import reader_of_request
from portal.accounts.json_answers import answer, preflight
from portal.core.addresses import localized
from portal.core.links import absolute, encoded
from portal.core.questions import WrongQuestion, known_values
from portal.ledger.readers import Reader
from portal.ledger.selectors import head_seq
from search.api_description import SEARCH, SUGGEST
from search.api_shapes import RefusalShape, SearchShape, SuggestionsShape
from search.plans import Facet
from search.query.address import FARTHEST, strict
from search.query.finding import Finding, find
from search.query.names import kinds, organizations
from search.query.suggesting import Suggestion, suggestions
from search.shown.notices import sentences
from search.shown.rows import HitRow, ShownExcerpt, rows

router = Router()

ALSO = ["HEAD", "OPTIONS"]
PAGE_SIZE = 50
LANGUAGES = ("sv", "en")
SUGGEST_PARAMETERS = ("q", "language")


@router.api_operation(ALSO, "", include_in_schema=False)
@router.get(
    "",
    response={200: SearchShape, 400: RefusalShape},
    summary="Sökning",
    operation_id="search",
    openapi_extra=SEARCH,
)
def search(request: HttpRequest) -> HttpResponse:
    """A page of 50 hits, the best first, of at most 1 000."""
    if request.method == "OPTIONS":
        return preflight(request)
    question, reader, head = strict(request.GET, PAGE_SIZE), reader_of_request(request), head_seq()
    return _answered(request, _said(request, find(question, reader), question.page, reader, head))


@router.api_operation(ALSO, "/suggest", include_in_schema=False)
@router.get(
    "/suggest",
    response={200: SuggestionsShape, 400: RefusalShape},
    summary="Förslag medan man skriver",
    operation_id="search-suggest",
    openapi_extra=SUGGEST,
)
def suggest(request: HttpRequest) -> HttpResponse:
    """Cases, people and organizations by name, and words to search for."""
    if request.method == "OPTIONS":
        return preflight(request)
    values = known_values(request.GET, SUGGEST_PARAMETERS)
    language = values.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise WrongQuestion(f"language: {language}", LANGUAGES)
    offered = suggestions(values.get("q", ""), reader_of_request(request))
    with override(language):
        names = {each.code: str(each.one) for each in kinds()}
        said = {"data": [_suggestion(each, names) for each in offered]}
    return _answered(request, said)


def _answered(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """The index may be a moment behind the ledger: no cache may keep what it says now."""
    response = answer(request, said)
    patch_cache_control(response, private=True)
    return response


def _said(
    request: HttpRequest, finding: Finding, page: int, reader: Reader, head: int
) -> dict[str, Any]:
    total, correction = finding.answer.total, finding.correction
    scores = {each.document.key: each.score for each in finding.answer.found}
    return {
        "data": [
            _hit(row, scores[row.document.key])
            for row in rows(finding.answer.found, finding.plan, reader)
        ],
        "total": total,
        "facets": _facets(finding, reader),
        "correction": {
            "written": correction.written,
            "meant": correction.meant,
            "used": correction.is_used,
        }
        if correction
        else None,
        "partial": finding.is_partial,
        "notices": sentences(finding.notices),
        "links": {"next": _next(request, page + 1) if _has_next(total, page) else None},
        "head": head,
    }


def _hit(row: HitRow, score: float) -> dict[str, Any]:
    document = row.document
    return {
        "id": str(row.record_id) if row.record_id else None,
        "kind": document.kind,
        "version": row.version or None,
        "sha256": row.sha256 or None,
        "url": absolute(encoded(document.url)),
        "title": document.title,
        "date": str(document.date) if document.date else None,
        "references": list(document.references),
        "organization": row.organization_slug or None,
        "parties": list(document.parties),
        "score": round(score, 4),
        "excerpts": [_excerpt(each) for each in row.excerpts],
    }


def _excerpt(excerpt: ShownExcerpt) -> dict[str, Any]:
    return {
        "text": [{"text": each.text, "marked": each.is_marked} for each in excerpt.pieces],
        "page": excerpt.page,
        "second": excerpt.second,
        "url": absolute(excerpt.path) if excerpt.path else None,
    }


def _facets(finding: Finding, reader: Reader) -> dict[str, list[dict[str, Any]]]:
    """Values as the parameters take them: organizations by short name."""
    counts = finding.answer.facets
    keys = [each.value for each in counts.get(Facet.ORGANIZATION, ())]
    slugs = {key: name.slug for key, name in organizations(keys, reader).items()}
    return {
        facet.value: [
            {"value": slugs.get(each.value, each.value), "count": each.count}
            for each in values
            if facet is not Facet.ORGANIZATION or each.value in slugs
        ]
        for facet, values in counts.items()
    }


def _suggestion(offered: Suggestion, names: dict[str, str]) -> dict[str, str]:
    path = encoded(offered.path) if offered.path else ""
    return {
        "text": offered.text,
        "kind": offered.kind,
        "kind_name": names.get(offered.kind, ""),
        "detail": offered.detail,
        "url": localized(path) if path else "",
    }


def _has_next(total: int, page: int) -> bool:
    return page * PAGE_SIZE < min(total, FARTHEST)


def _next(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return absolute(f"{request.path}?{asked.urlencode(safe='/')}")
