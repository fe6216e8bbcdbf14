"""Two hundred files on their way in: whole from a plain form, in pieces from a script."""

from typing import cast
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from meetings.models import Meeting
from meetings.registry.addresses import workbench_url
from meetings.registry.gate import find_kept
from meetings.services.dropped_files import TakenFile, take_file
from portal.accounts.models import User
from portal.core.errors import DomainError
from portal.ledger.uploads import WrongOffset, add_piece, arrived, forget, whole


@require_POST
def take_files(request: HttpRequest, pk: int) -> HttpResponse:
    """A form with any number of files; each that is refused is told by its name."""
    meeting, user = _asked(request, pk)
    taken: list[TakenFile] = []
    for upload in request.FILES.getlist("uploads"):
        try:
            done = take_file(meeting=meeting, stream=upload, name=upload.name or "", user=user)
            taken.append(done)
        except DomainError as error:
            messages.error(request, str(error))
    new = sum(not each.is_repeated for each in taken)
    if new:
        told = ngettext("%(n)s fil togs emot.", "%(n)s filer togs emot.", new)
        messages.success(request, told % {"n": new})
    if repeated := [each.row.name for each in taken if each.is_repeated]:
        messages.warning(request, _("Fanns redan: %(names)s.") % {"names": ", ".join(repeated)})
    return redirect(f"{workbench_url(meeting)}#filer")


@require_http_methods(["GET", "POST"])
def take_piece(request: HttpRequest, pk: int, upload: str) -> HttpResponse:
    """GET: how far it came. POST: a piece from `X-Offset` on; the last one makes it a file.

    `X-Size` is the size of the whole file, `X-Name` its name, percent-encoded.
    """
    meeting, user = _asked(request, pk)
    key = f"{user.pk}-{pk}-{upload}"
    if request.method == "GET":
        return JsonResponse({"arrived": arrived(key)})
    name = unquote(request.headers.get("X-Name", ""))
    try:
        offset, size = int(request.headers["X-Offset"]), int(request.headers["X-Size"])
    except (KeyError, ValueError):
        return JsonResponse({"error": "X-Offset, X-Size"}, status=400)
    try:
        have = add_piece(key, offset=offset, data=request.body, name=name)
        if have < size:
            return JsonResponse({"arrived": have})
        return JsonResponse(_finished(meeting, user, key, name))
    except WrongOffset as error:
        return JsonResponse({"arrived": error.arrived}, status=409)
    except DomainError as error:
        forget(key)
        return JsonResponse({"error": str(error)}, status=422)


def _finished(meeting: Meeting, user: User, key: str, name: str) -> dict[str, object]:
    with whole(key) as stream:
        done = take_file(meeting=meeting, stream=stream, name=name, user=user)
    return {"done": True, "repeated": done.is_repeated, "sure": done.row.sure}


def _asked(request: HttpRequest, pk: int) -> tuple[Meeting, User]:
    return cast(Meeting, find_kept(Meeting, pk, request.user)), cast(User, request.user)
