"""Two hundred files on their way in: whole from a plain form, in pieces from a script."""

from typing import Any, BinaryIO, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from meetings.models import Meeting
from meetings.registry.addresses import workbench_url
from meetings.registry.gate import find_kept
from meetings.registry.pieces import take_in_pieces
from meetings.services.dropped_files import TakenFile, take_file
from portal.accounts.models import User
from portal.core.errors import DomainError


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
    """One of many files; the last piece answers with how sure its place is."""
    meeting, user = _asked(request, pk)

    def finish(stream: BinaryIO, name: str) -> dict[str, Any]:
        done = take_file(meeting=meeting, stream=stream, name=name, user=user)
        return {"repeated": done.is_repeated, "sure": done.row.sure}

    return take_in_pieces(request, f"{user.pk}-{pk}-{upload}", finish)


def _asked(request: HttpRequest, pk: int) -> tuple[Meeting, User]:
    return cast(Meeting, find_kept(Meeting, pk, request.user)), cast(User, request.user)
