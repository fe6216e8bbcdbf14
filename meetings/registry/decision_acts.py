"""A meeting's decisions in one act: first as preliminary, later as they were verified."""

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting, WorkingRecord
from meetings.outlets.web.decision_lists import SHORT, short_decisions
from meetings.registry.acts import PublishPage, messages_of
from meetings.registry.addresses import decisions_url
from meetings.registry.gate import find_kept
from meetings.registry.preview import as_a_reader
from meetings.services.rehearsal import rehearsed
from meetings.services.ruling import decision_drafts
from portal.core.errors import DomainError


class PublishDecisionsPage(PublishPage):
    """Every decision of the meeting that has been written; the others wait."""

    page_title = _("Publicera besluten")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **{**kwargs, "model": "meeting"})

    def get_page_title(self) -> str:
        return str(self.page_title)

    def _found(self) -> tuple[list[WorkingRecord], list[WorkingRecord]]:
        return written(cast(Meeting, self.record)), []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        preview = reverse("registry:preview-decisions", args=[self.record.pk])
        return {**context, "preview_url": preview, "edit_url": decisions_url(self.record)}


def written(meeting: Meeting) -> list[WorkingRecord]:
    """The decisions that have an outcome and a sentence."""
    drafts = decision_drafts(meeting).values()
    return [draft for draft in drafts if draft.outcome and draft.sentence]


def preview_decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of the meeting's decisions in short, as it would be."""
    meeting = cast(Meeting, find_kept(Meeting, pk, request.user))
    drafts = written(meeting)
    as_a_reader(request, meeting, request.GET.get("som", ""))
    try:
        with rehearsed(drafts):
            request.path_info = request.path = meeting.to_record().path + SHORT
            return short_decisions(request)
    except (DomainError, ValidationError) as error:
        return render(request, "registry/not_yet.html", {"messages_shown": messages_of(error)})
