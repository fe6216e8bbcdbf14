"""The preview is the published page itself: the act is rehearsed, the page read, all taken back."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Meeting, WorkingRecord
from meetings.models.base import PREVIEW
from meetings.outlets.web.resolve import record_page
from meetings.registry.acts import messages_of, working_model
from meetings.registry.gate import find_kept
from meetings.selectors.drafts import newest, newest_of
from meetings.selectors.keepers import keeps
from meetings.services.publishing import referred_to
from meetings.services.rehearsal import rehearsed
from portal.core.errors import DomainError
from portal.ledger.readers import ANONYMOUS, PUBLIC


def preview_page(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """The newest draft of a record as it would look."""
    record = find_kept(working_model(model), pk, request.user)
    return newest_of(record).make_preview_request(request)


@PREVIEW.fill
def preview(request: HttpRequest, draft: WorkingRecord) -> HttpResponse:
    """The web's page of this state of a record, as its readers will get it."""
    drafts = _taken_along(draft, request.user)
    _as_a_reader(request, draft)
    try:
        with rehearsed(drafts):
            return _published_page(request, draft)
    except (DomainError, ValidationError) as error:
        context = {"messages_shown": messages_of(error)}
        return render(request, "registry/not_yet.html", context)


def _as_a_reader(request: HttpRequest, draft: WorkingRecord) -> None:
    """What all may read is shown as to a stranger: without login, without the admin's messages."""
    if hasattr(request, "_messages"):
        del request._messages
    if draft.audience() == PUBLIC:
        request.user, request.reader = AnonymousUser(), ANONYMOUS  # type: ignore[attr-defined]


def _published_page(request: HttpRequest, draft: WorkingRecord) -> HttpResponse:
    request.path_info = request.path = draft.to_record().path
    return record_page(request)


def _taken_along(draft: WorkingRecord, user: Any) -> list[WorkingRecord]:
    """The draft, and for an agenda those cases and papers that its act would publish too."""
    if not isinstance(draft, Meeting):
        return [draft]
    by_model: dict[type[WorkingRecord], list[int]] = {}
    for each in referred_to(draft):
        if keeps(user, each):
            by_model.setdefault(type(each), []).append(each.pk)
    others = [found for model, keys in by_model.items() for found in newest(model, keys)]
    return [*others, draft]
