"""A meeting's decisions on one screen: written in short, published in one act as preliminary."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.action_menu import ActionMenuItem

from meetings.models import AgendaItem, Decision, Meeting
from meetings.outlets.web.decision_lists import SHORT
from meetings.registry.addresses import (
    decisions_url,
    edit_url,
    publish_decisions_url,
    voting_url,
    workbench_url,
)
from meetings.registry.gate import find_kept
from meetings.registry.ruling_rows import ItemRow, as_proposed, item_rows, rulings_in
from meetings.registry.views import RecordCreate
from meetings.services.decisions import draft_decision
from meetings.services.ruling import Ruled, Ruling, end_preliminary, write_rulings
from portal.accounts.models import User


class DecisionCreate(RecordCreate):
    """Leads to the meetings: a decision is written at the item where it was taken."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.info(
            request,
            _("Ett beslut skrivs vid sin punkt: öppna sammanträdet och välj ”Skriv besluten …”."),
        )
        return redirect("wagtailsnippets_meetings_meeting:list")


class MeetingDecisions(WagtailAdminTemplateMixin, TemplateView):
    """Every item with its proposed att-satser and what came of it.

    A POST keeps everything that was written and then does the one thing that was pressed.
    """

    template_name = "registry/decisions.html"
    page_title = gettext_lazy("Besluten")
    header_icon = "clipboard-list"
    refused: dict[UUID, str] = {}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.meeting = cast(Meeting, find_kept(Meeting, kwargs["pk"], request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [
            {"url": workbench_url(self.meeting), "label": str(self.meeting)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *steps]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        done = write_rulings(meeting=self.meeting, rulings=self._rulings(), user=self.user)
        if done.refused:
            return self._refuse(done)
        if done.written:
            n = len(done.written)
            told = ngettext("%(n)s beslut sparat.", "%(n)s beslut sparade.", n)
            messages.success(request, told % {"n": n})
        return redirect(self._next())

    def _rulings(self) -> list[Ruling]:
        try:
            written = list(rulings_in(self.request.POST))
        except ValueError as error:
            raise Http404 from error
        if self.request.POST.get("do") == "all":
            return list(as_proposed(written, self._rows()))
        return written

    def _next(self) -> str:
        """Where the button leads."""
        said = self.request.POST
        if said.get("do") == "publish":
            return publish_decisions_url(self.meeting)
        if said.get("do") == "verified":
            end_preliminary(meeting=self.meeting, user=self.user)
            return publish_decisions_url(self.meeting)
        if "vote" in said:
            return voting_url(self._begun(said["vote"], named=False))
        if "item" in said:
            return edit_url(self._begun(said["item"], named=said.get("how") == "named"))
        return decisions_url(self.meeting)

    def _begun(self, key: object, *, named: bool) -> Decision:
        items = AgendaItem.objects.filter(meeting=self.meeting)
        item = items.filter(pk=str(key)).first() if is_key(str(key)) else None
        if item is None:
            raise Http404
        return draft_decision(meeting=self.meeting, item=item, user=self.user, named=named)

    def _refuse(self, done: Ruled) -> HttpResponse:
        """What was refused is shown with why, as it was written; the rest was kept."""
        self.refused = {each.ruling.item: each.why for each in done.refused}
        return self.render_to_response(self.get_context_data())

    def _rows(self) -> list[ItemRow]:
        return item_rows(self.meeting, self.request.POST or None, self.refused)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self._rows()
        shown = {
            "meeting": self.meeting,
            "rows": rows,
            "faults": [row for row in rows if row.fault],
            "summary": _summary(rows),
            "public_url": self.meeting.to_record().path + SHORT,
        }
        return {**super().get_context_data(**kwargs), **shown}


@dataclass(frozen=True)
class Summary:
    """How far the meeting's decisions have come."""

    owed: int
    written: int
    preliminary: int
    proposed: int


def _summary(rows: list[ItemRow]) -> Summary:
    chosen = {row.key for row in rows for each in row.outcomes if each.is_chosen and each.value}
    return Summary(
        owed=sum(row.owes for row in rows),
        written=len(chosen),
        preliminary=sum(row.preliminary for row in rows),
        proposed=sum(row.owes and bool(row.proposal) and row.key not in chosen for row in rows),
    )


def is_key(text: str) -> bool:
    """Whether the text can be a primary key that the database takes."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class DecisionsItem(ActionMenuItem):
    """Leads from a meeting to its decisions."""

    name = "action-decisions"
    label = gettext_lazy("Skriv besluten …")
    icon_name = "clipboard-list"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("instance") is not None and bool(super().is_shown(context))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return decisions_url(parent_context["instance"])


class WorkbenchItem(ActionMenuItem):
    """Leads from a meeting's form to its workbench."""

    name = "action-workbench"
    label = gettext_lazy("Öppna arbetsbordet …")
    icon_name = "list-ol"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("instance") is not None and bool(super().is_shown(context))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return workbench_url(parent_context["instance"])
