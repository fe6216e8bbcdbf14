"""Files by the SHA-256 of their bytes, for those who keep a copy of the record."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router

from meetings.outlets.api.answers import answer, open_to_all, preflight
from meetings.outlets.api.shapes import ErrorShape
from meetings.outlets.files import public_file
from meetings.outlets.http import fresh

router = Router()


@router.api_operation(["HEAD", "OPTIONS"], "/{sha256}", include_in_schema=False)
@router.get(
    "/{sha256}",
    response={200: bytes, 404: ErrorShape},
    summary="En fil",
    operation_id="file",
)
def show_file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The bytes of a file that some standing public record lists."""
    if request.method == "OPTIONS":
        return preflight(request)
    found = public_file(request, sha256, sha256)
    if found is None:
        return answer(request, {"error": _("Det finns ingen sådan fil.")}, status=404)
    return open_to_all(request, fresh(request, found))
