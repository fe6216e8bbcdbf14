"""The page: everything of a meeting on one screen, whole as a plain form."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from meetings.models import Case, DroppedFile, Meeting
from meetings.registry.addresses import decisions_url, edit_url, publish_url, workbench_url
from meetings.registry.gate import find_kept
from meetings.registry.pages import TitledPage
from meetings.registry.workbench import commands, rows
from meetings.registry.workbench.presence import newest_edit, others_here
from meetings.selectors.drafts import newest_agenda
from meetings.selectors.keepers import choosable
from meetings.selectors.publication import standing_of
from meetings.selectors.tabled import tabled_before
from meetings.services.agenda_edits import edit_agenda
from meetings.states import SUMMONED
from portal.accounts.models import User
from portal.core.errors import DomainError
from portal.core.ids import natural_key
from portal.ledger.models import Record

SUGGESTED = 60
"""Cases in the list that the browser suggests from, besides those of the agenda."""


class WorkbenchPage(TitledPage, TemplateView):
    """One meeting. A POST saves what was changed and does the one thing that was pressed."""

    template_name = "registry/workbench/page.html"
    page_title = gettext_lazy("Arbetsbord")
    header_icon = "list-ol"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.meeting = cast(Meeting, find_kept(Meeting, kwargs["pk"], request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        step = {"url": edit_url(self.meeting), "label": str(self.meeting)}
        return [*self.breadcrumbs_items, step, {"url": "", "label": self.get_page_title()}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a script: first everything that was written, then the button."""
        edits = commands.edits_of(request.POST)
        try:
            done = edit_agenda(meeting=self.meeting, edits=edits, user=self.user)
            self._tell(done)
            if done.refused:
                return self._refused(done)
            place = commands.obey(self.meeting, request.POST, self.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(workbench_url(self.meeting))
        if isinstance(place, commands.Removed):
            messages.success(request, _("Punkten togs bort."), buttons=[self._undo(place.edit)])
            return redirect(workbench_url(self.meeting))
        return redirect(workbench_url(self.meeting) + (f"#{place}" if place else ""))

    def _undo(self, edit: int) -> Any:
        return messages.button(f"{workbench_url(self.meeting)}?angra={edit}", _("Ångra"))

    def _tell(self, done: Any) -> None:
        for clash in done.clashes:
            messages.warning(
                self.request,
                _("%(who)s skrev ”%(theirs)s” där du skrev ”%(yours)s”. Ditt gäller nu.")
                % {"who": clash.who, "theirs": clash.theirs, "yours": clash.edit.value},
            )
        if done.saved:
            messages.success(self.request, _("Sparat."))

    def _refused(self, done: Any) -> HttpResponse:
        """What could not be saved is shown with why; the rest was."""
        context = self.get_context_data(refused=done.refused)
        return render(self.request, self.template_name, context, status=200)

    def get_template_names(self) -> list[str]:
        """`?filer` is the list of files alone, for a page that just sent some."""
        part = "registry/workbench/drops.html" if "filer" in self.request.GET else ""
        return [part or self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cases, _papers, draft = newest_agenda(self.meeting)
        items = sorted(draft.items.all(), key=lambda item: natural_key(item.number))
        drops = list(DroppedFile.objects.filter(meeting=self.meeting).select_related("document"))
        missing = rows.named_but_missing(drops, items)
        heads = Record.objects.in_bulk([item.record_id for item in items])
        sections = rows.section_rows(draft, heads, missing)
        waiting = rows.drop_rows(drops, items)
        every = [item for section in sections for item in section.items]
        shown = {
            "meeting": draft,
            "standing": standing_of(self.meeting),
            "comes_late": draft.state in SUMMONED,
            "sections": sections,
            "section_names": [section.name for section in sections if section.name],
            "count": len(every),
            "paper_count": sum(len(item.papers) for item in every),
            "lacking": [item for item in every if item.lacks],
            "drops": waiting,
            "sure_drops": sum(not drop.is_doubtful for drop in waiting),
            "places": items,
            "tabled": tabled_before(draft),
            "others": others_here(self.meeting, self.user),
            "newest": newest_edit(self.meeting),
            "cases": self._suggested(cases),
            "restorable": self.request.GET.get("angra", ""),
            "urls": {
                "self": workbench_url(self.meeting),
                "edit": edit_url(self.meeting),
                "publish": publish_url(self.meeting),
                "summons": reverse("registry:summons", args=[self.meeting.pk]),
                "decisions": decisions_url(self.meeting),
                "edits": reverse("registry:workbench-edits", args=[self.meeting.pk]),
                "move": reverse("registry:workbench-move", args=[self.meeting.pk]),
                "now": reverse("registry:workbench-now", args=[self.meeting.pk]),
                "files": reverse("registry:workbench-files", args=[self.meeting.pk]),
            },
        }
        return {**super().get_context_data(**kwargs), **shown}

    def _suggested(self, cases: list[Case]) -> list[Case]:
        open_ones = choosable(Case, self.user).filter(closed=None).order_by("-opened")
        found = {case.pk: case for case in cases}
        found |= {case.pk: cast(Case, case) for case in open_ones[:SUGGESTED]}
        return list(found.values())
