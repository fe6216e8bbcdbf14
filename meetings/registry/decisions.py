"""A meeting's decisions on one page: what is written, and where to write what is not."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.snippets.action_menu import ActionMenuItem

from meetings.models import AgendaItem, Decision, Meeting
from meetings.registry.addresses import decisions_url, edit_url, workbench_url
from meetings.registry.gate import find_kept
from meetings.registry.views import RecordCreate
from meetings.selectors.publication import Standing, standing_of, with_verb
from meetings.services.decisions import draft_decision
from portal.accounts.models import User


@dataclass(frozen=True)
class ItemDecision:
    """An item and the decision on it, if it has been begun."""

    item: AgendaItem
    decision: Decision | None
    standing: Standing | None
    edit_url: str


class DecisionCreate(RecordCreate):
    """Leads to the meetings: a decision is written at the item where it was taken."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.info(
            request,
            _("Ett beslut skrivs vid sin punkt: öppna sammanträdet och välj ”Skriv besluten …”."),
        )
        return redirect("wagtailsnippets_meetings_meeting:list")


class MeetingDecisions(WagtailAdminTemplateMixin, TemplateView):
    """Every item of a stored agenda with its decision; a POST begins one."""

    template_name = "registry/decisions.html"
    page_title = _("Besluten")
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.meeting = cast(Meeting, find_kept(Meeting, kwargs["pk"], request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [
            {"url": edit_url(self.meeting), "label": str(self.meeting)},
            {"url": "", "label": self.get_page_title()},
        ]
        return [*self.breadcrumbs_items, *steps]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("item", "")
        item = self._items().filter(pk=key).first() if is_key(key) else None
        if item is None:
            raise Http404
        decision = draft_decision(
            meeting=self.meeting,
            item=item,
            user=cast(User, request.user),
            named=request.POST.get("how") == "named",
        )
        return redirect(edit_url(decision))

    def _items(self) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.filter(meeting=self.meeting)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = with_verb(Decision.objects.filter(meeting=self.meeting)).order_by("pk")
        decisions = {each.item: each for each in reversed(found)}
        rows = [_row(item, decisions.get(item.record_id)) for item in self._items()]
        return {**super().get_context_data(**kwargs), "meeting": self.meeting, "rows": rows}


def _row(item: AgendaItem, decision: Decision | None) -> ItemDecision:
    if decision is None:
        return ItemDecision(item, None, None, "")
    return ItemDecision(item, decision, standing_of(decision), edit_url(decision))


def is_key(text: str) -> bool:
    """Whether the text can be a primary key that the database takes."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class DecisionsItem(ActionMenuItem):
    """Leads from a meeting to its decisions."""

    name = "action-decisions"
    label = _("Skriv besluten …")
    icon_name = "clipboard-list"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("instance") is not None and bool(super().is_shown(context))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return decisions_url(parent_context["instance"])


class WorkbenchItem(ActionMenuItem):
    """Leads from a meeting's form to its workbench."""

    name = "action-workbench"
    label = _("Öppna arbetsbordet …")
    icon_name = "list-ol"

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context.get("instance") is not None and bool(super().is_shown(context))

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return workbench_url(parent_context["instance"])
