"""What all of the registry's own pages have in common."""

from typing import Any

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class TitledPage(WagtailAdminTemplateMixin):
    """A page of the registry: its title is the last step of the breadcrumb."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]
