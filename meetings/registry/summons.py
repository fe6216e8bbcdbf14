"""Who is called to a meeting, and who has opened the summons (law.md A3)."""

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from meetings.models import Meeting
from meetings.registry.addresses import workbench_url
from meetings.registry.gate import find_kept
from meetings.registry.pages import TitledPage
from meetings.selectors.room import called_to


class SummonsPage(TitledPage, TemplateView):
    """The members and substitutes of the day, those who have not opened it first."""

    template_name = "registry/summons.html"
    page_title = _("Kallelsen")
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.meeting = cast(Meeting, find_kept(Meeting, kwargs["pk"], request.user))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        step = {"url": workbench_url(self.meeting), "label": str(self.meeting)}
        return [*self.breadcrumbs_items, step, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        called = sorted(called_to(self.meeting), key=lambda each: each.opened_at is not None)
        opened = sum(each.opened_at is not None for each in called)
        shown = {"meeting": self.meeting, "called": called, "opened": opened}
        return {**super().get_context_data(**kwargs), **shown}
