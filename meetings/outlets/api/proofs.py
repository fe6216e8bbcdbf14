"""A version for `sha256sum`: its canonical bytes, and its link of the chain (docs/proof.md)."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from meetings.outlets.api.answers import JSON, answer, open_to_all
from meetings.outlets.api.parameters import version_of_question
from meetings.outlets.api.rows import whole
from meetings.outlets.api.shapes import ErrorShape, TombstoneShape
from meetings.outlets.http import fresh, reader_of_request, with_etag
from portal.ledger.proofs import proof_of
from portal.ledger.readers import Reader
from portal.ledger.selectors import records, version_at, version_of
from portal.ledger.versions import Version

router = Router()
REFUSALS = {400: ErrorShape, 404: ErrorShape, 410: TombstoneShape}


@router.get(
    "/{uuid:record_id}/content",
    response={200: dict, **REFUSALS},
    summary="Innehållet byte för byte",
    operation_id="record-content",
)
def show_content(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """The canonical bytes: `curl … | sha256sum` gives the hash that stands on the page."""
    version, reader = _asked(request, record_id)
    if version is None or version.content is None:
        return _refused(request, version, reader)
    response = HttpResponse(version.canonical, content_type=JSON)
    audience = version.record.audience
    return open_to_all(request, with_etag(request, fresh(request, response, audience=audience)))


@router.get(
    "/{uuid:record_id}/proof",
    response={200: dict, **REFUSALS},
    summary="Postens länk i kedjan",
    operation_id="record-proof",
)
def show_proof(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Salt, nonce and facts: what the commitment, the digest and the chain are made of."""
    version, reader = _asked(request, record_id)
    if version is None:
        return _refused(request, version, reader)
    return answer(request, asdict(proof_of(version)), audience=version.record.audience)


def _asked(request: HttpRequest, record_id: UUID) -> tuple[Version | None, Reader]:
    reader = reader_of_request(request)
    record = records(reader).filter(pk=record_id).first()
    number = version_of_question(request.GET)
    if record is None or number is None:
        return (version_of(record) if record else None), reader
    return version_at(record, number, reader), reader


def _refused(request: HttpRequest, version: Version | None, reader: Reader) -> HttpResponse:
    if version is None:
        return answer(request, {"error": _("Det finns ingenting på den adressen.")}, status=404)
    return answer(request, whole(version, reader), status=410, audience=version.record.audience)
