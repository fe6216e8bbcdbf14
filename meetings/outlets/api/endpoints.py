"""The API, version 1: records, one record, the schemas of contents, and its own description."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from meetings.outlets.api.answers import SCHEMA_JSON, answer, preflight, refusal
from meetings.outlets.api.changes import router as changes
from meetings.outlets.api.content_schemas import content_schema
from meetings.outlets.api.description import DESCRIPTION, LIST, RECORD
from meetings.outlets.api.files import router as files
from meetings.outlets.api.find import PAGE_SIZE, found
from meetings.outlets.api.parameters import (
    Question,
    WrongQuestion,
    question_of,
    version_of_question,
)
from meetings.outlets.api.proofs import router as proofs
from meetings.outlets.api.rows import rows, whole
from meetings.outlets.api.shapes import (
    ErrorShape,
    ListShape,
    TombstoneShape,
    WholeRecordShape,
)
from meetings.outlets.http import reader_of_request
from meetings.outlets.links import absolute
from portal.ledger.contents import KINDS
from portal.ledger.readers import Reader
from portal.ledger.selectors import head_seq, records, version_at, version_of, versions_of
from portal.ledger.versions import Version
from search.api import router as search

api = NinjaAPI(
    title="Rådslag",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)

api.add_router("/records", proofs)
api.add_router("/search", search)
api.add_router("/changes", changes)
api.add_router("/files", files)

ALSO = ["HEAD", "OPTIONS"]
"""Methods that every address answers and OpenAPI need not repeat."""


@api.api_operation(ALSO, "/records", include_in_schema=False)
@api.get(
    "/records",
    response={200: ListShape, 400: ErrorShape},
    summary="Poster",
    operation_id="records",
    openapi_extra=LIST,
)
def list_records(request: HttpRequest) -> HttpResponse:
    """A page of 50 records. Tombstones keep their rows, with `verb`, `reason` and `ground`."""
    if request.method == "OPTIONS":
        return preflight(request)
    question = question_of(request.GET)
    return answer(request, listed(question, reader_of_request(request), request))


@api.api_operation(ALSO, "/records/{uuid:record_id}", include_in_schema=False)
@api.get(
    "/records/{uuid:record_id}",
    response={200: WholeRecordShape, 400: ErrorShape, 404: ErrorShape, 410: TombstoneShape},
    summary="En post",
    operation_id="record",
    openapi_extra=RECORD,
)
def show_record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """A record with its whole content, or its tombstone with 410."""
    if request.method == "OPTIONS":
        return preflight(request)
    reader = reader_of_request(request)
    version = _version(record_id, version_of_question(request.GET), reader)
    if version is None:
        return _unknown(request)
    return answer(
        request,
        whole(version, reader),
        status=410 if version.is_tombstone else 200,
        audience=version.record.audience,
    )


@api.api_operation(ALSO, "/schemas/{kind}.json", include_in_schema=False)
@api.get("/schemas/{kind}.json", summary="Ett slags JSON Schema", operation_id="schema")
def show_schema(request: HttpRequest, kind: str) -> HttpResponse:
    """The JSON Schema of the contents of a kind."""
    if request.method == "OPTIONS":
        return preflight(request)
    if kind not in KINDS:
        return _unknown(request)
    return answer(request, content_schema(kind), media_type=SCHEMA_JSON)


@api.api_operation(["GET", *ALSO], "/openapi.json", include_in_schema=False)
def show_openapi(request: HttpRequest) -> HttpResponse:
    """This description, in the words of OpenAPI."""
    if request.method == "OPTIONS":
        return preflight(request)
    return answer(request, api.get_openapi_schema())


@api.exception_handler(WrongQuestion)
def on_wrong_question(request: HttpRequest, error: WrongQuestion) -> HttpResponse:
    return refusal(request, error)


def listed(question: Question, reader: Reader, request: HttpRequest) -> dict[str, Any]:
    """One page. The head is read first: what is newer than it may already stand in the page."""
    head = head_seq()
    start = (question.page - 1) * PAGE_SIZE
    heads = found(question, reader).prefetch_related("numbers")
    page = list(heads[start : start + PAGE_SIZE + 1])
    versions = list(versions_of(page[:PAGE_SIZE]).values())
    has_more = len(page) > PAGE_SIZE
    return {
        "data": rows(versions, reader),
        "links": {"next": _next(request, question.page + 1) if has_more else None},
        "head": head,
    }


def _next(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return absolute(f"{request.path}?{asked.urlencode(safe='/')}")


def _version(record_id: UUID, number: int | None, reader: Reader) -> Version | None:
    record = records(reader).filter(pk=record_id).first()
    if record is None or number is None:
        return version_of(record) if record else None
    return version_at(record, number, reader)


def _unknown(request: HttpRequest) -> HttpResponse:
    return answer(request, {"error": _("Det finns ingenting på den adressen.")}, status=404)
