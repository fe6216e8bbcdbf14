"""The picture of a proposal: through the gate, and of a draft only to those who write it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from meetings.outlets.http import fresh, reader_of_request
from portal.ledger.errors import MissingFile
from portal.ledger.files import open_file
from portal.ledger.selectors import record_at, version_of
from proposals.addresses import proposal_path
from proposals.outlets.drafts import draft_or_404
from proposals.selectors.pictures import stored_picture

SANDBOX = "default-src 'none'; sandbox"


def proposal_picture(request: HttpRequest, number: int, ending: str) -> HttpResponseBase:
    """Of the newest version, so long as the proposal stands."""
    record = record_at(proposal_path(number), reader_of_request(request))
    content = version_of(record).content if record else None
    file = (
        next((each for each in content.files if each.name == f"bild.{ending}"), None)
        if (content)
        else None
    )
    if record is None or file is None:
        raise Http404
    answer = picture_answer(file.file_sha256, file.media_type)
    return fresh(request, answer, audience=record.audience)


@login_required
def draft_picture(request: HttpRequest, record: UUID) -> HttpResponseBase:
    file = stored_picture(draft_or_404(request, record))
    if file is None:
        raise Http404
    answer = picture_answer(file.pk, file.media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def picture_answer(sha256: str, media_type: str) -> FileResponse:
    """The bytes, where they can do no more than be looked at. Raises Http404."""
    try:
        answer = FileResponse(open_file(sha256), content_type=media_type)
    except MissingFile as error:
        raise Http404 from error
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
