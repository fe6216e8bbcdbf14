"""What an open page asks in the background: save these fields, and what did others do."""

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from meetings.models import Meeting
from meetings.registry.gate import find_kept
from meetings.registry.workbench.presence import edits_since, others_here, say_here
from meetings.services.agenda_edits import Edited, FieldEdit, edit_agenda
from meetings.services.agenda_items import move_item
from portal.accounts.models import User
from portal.core.errors import DomainError

WRONG = 400


@require_POST
def save_fields(request: HttpRequest, pk: int) -> HttpResponse:
    """`{"edits": [{"item", "field", "value", "base"}]}` → what was saved, clashed, was refused.

    A page that has been logged out is answered 403 and keeps what it has.
    """
    meeting, user = _asked(request, pk)
    try:
        edits = edits_said(request)
    except ValueError:
        return JsonResponse({"error": "edits"}, status=WRONG)
    try:
        return JsonResponse(told_of(edit_agenda(meeting=meeting, edits=edits, user=user)))
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=409)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """`{"item", "to"}`: an item that was dragged to another's place."""
    meeting, user = _asked(request, pk)
    try:
        said = json.loads(request.body)
        move_item(meeting=meeting, item=said["item"], to=str(said["to"]), user=user)
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "item"}, status=WRONG)
    except DomainError as error:
        return JsonResponse({"error": str(error)}, status=409)
    return JsonResponse({})


@require_POST
def now_here(request: HttpRequest, pk: int) -> HttpResponse:
    """`{"last": 17}` → who else is here, and what they changed after that edit."""
    meeting, user = _asked(request, pk)
    try:
        last = int(json.loads(request.body).get("last", 0))
    except (ValueError, AttributeError, TypeError):
        return JsonResponse({"error": "last"}, status=WRONG)
    say_here(meeting, user)
    told = {"others": others_here(meeting, user), "edits": edits_since(meeting, last, user)}
    return JsonResponse(told)


def _asked(request: HttpRequest, pk: int) -> tuple[Meeting, User]:
    return cast(Meeting, find_kept(Meeting, pk, request.user)), cast(User, request.user)


def edits_said(request: HttpRequest) -> list[FieldEdit]:
    """The changes that a page sends by itself. Raises ValueError for what is none."""
    try:
        return [_edit(each) for each in json.loads(request.body)["edits"]]
    except (KeyError, TypeError) as error:
        raise ValueError("edits") from error


def _edit(said: dict[str, Any]) -> FieldEdit:
    base = said.get("base")
    return FieldEdit(
        str(said["item"]),
        str(said["field"]),
        str(said["value"]),
        None if base is None else str(base),
    )


def told_of(done: Edited) -> dict[str, Any]:
    """What such a page is answered."""
    return {
        "last": done.last,
        "saved": [_named(edit) for edit in done.saved],
        "clashes": [
            {**_named(each.edit), "theirs": each.theirs, "who": each.who} for each in done.clashes
        ],
        "refused": [{**_named(each.edit), "why": each.why} for each in done.refused],
    }


def _named(edit: FieldEdit) -> dict[str, str]:
    return {"item": edit.item, "field": edit.field, "value": edit.value}
