"""The preview is the published page itself: the act is rehearsed, the page read, all taken back."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Meeting, WorkingRecord
from meetings.models.base import PREVIEW, SEEN_BY_ALL, SEEN_BY_MEMBERS, SEEN_IN_DIARY
from meetings.outlets.diary.rows import diary_rows
from meetings.outlets.web.resolve import record_page
from meetings.registry.acts import messages_of, working_model
from meetings.registry.gate import find_kept
from meetings.selectors.drafts import newest, newest_of
from meetings.selectors.keepers import keeps
from meetings.services.publishing import referred_to
from meetings.services.rehearsal import rehearsed
from portal.core.errors import DomainError
from portal.ledger.readers import ANONYMOUS, Grant
from portal.ledger.selectors import records, versions_of


def preview_page(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """The newest draft of a record as it would look."""
    record = find_kept(working_model(model), pk, request.user)
    asked = request.GET.get("som", SEEN_BY_ALL)
    draft = newest_of(record)
    mode = asked if asked in dict(draft.preview_modes) else SEEN_BY_ALL
    return draft.make_preview_request(request, preview_mode=mode)


@PREVIEW.fill
def preview(request: HttpRequest, draft: WorkingRecord, mode: str) -> HttpResponse:
    """What this state of a record would be to its readers: to all, to a member, in the diary."""
    drafts = _taken_along(draft, request.user)
    as_a_reader(request, draft, mode)
    try:
        with rehearsed(drafts):
            if mode == SEEN_IN_DIARY:
                return _diary(request, drafts)
            return _published_page(request, draft)
    except Http404:
        return render(request, "registry/not_seen.html")
    except (DomainError, ValidationError) as error:
        context = {"messages_shown": messages_of(error)}
        return render(request, "registry/not_yet.html", context)


def as_a_reader(request: HttpRequest, draft: WorkingRecord, mode: str) -> None:
    """As to somebody else: without one's own login, without the admin's messages."""
    if hasattr(request, "_messages"):
        del request._messages
    keeper = draft.keeper_id()
    is_member = mode == SEEN_BY_MEMBERS and keeper is not None
    member = frozenset({Grant("member", keeper)}) if is_member and keeper else ANONYMOUS
    request.user, request.reader = AnonymousUser(), member  # type: ignore[attr-defined]


def _diary(request: HttpRequest, drafts: list[WorkingRecord]) -> HttpResponse:
    """The lines of these papers as the diary would show them to all."""
    ids = [part.record_id for draft in drafts for part in draft.parts()]
    heads = records(ANONYMOUS).filter(pk__in=ids, kind="registration").order_by("date", "position")
    lines = list(versions_of(heads).values())
    return render(request, "registry/seen_in_diary.html", {"rows": diary_rows(lines, ANONYMOUS)})


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
