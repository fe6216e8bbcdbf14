"""What the registry puts into Wagtail's admin, and what it takes out of it."""

from typing import Any

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from meetings.models import Document, Meeting, WorkingRecord
from meetings.registry.actions import PublishItem, RedactItem, WithdrawItem
from meetings.registry.bulk import NoBulkDelete
from meetings.registry.decisions import DecisionsItem, WorkbenchItem
from meetings.registry.home import add_registry_panel
from meetings.registry.menu import KeepersItem, hide_what_has_no_use
from meetings.registry.urls import urlpatterns
from meetings.registry.viewsets import RegisterGroup

register_snippet(RegisterGroup)
hooks.register("register_bulk_action", NoBulkDelete, order=1)
hooks.register("construct_main_menu", hide_what_has_no_use)
hooks.register("construct_homepage_panels", add_registry_panel)


@hooks.register("insert_global_admin_css")
def registry_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("registry/registry.css"))


@hooks.register("register_admin_urls")
def registry_urls() -> list[Any]:
    return [path("", include((urlpatterns, "registry")))]


@hooks.register("register_admin_menu_item")
def register_item() -> MenuItem:
    return KeepersItem(_("Registrera"), reverse("registry:register"), icon_name="edit", order=80)


@hooks.register("register_admin_menu_item")
def drop_item() -> MenuItem:
    return KeepersItem(
        _("Lägg in en bunt"), reverse("registry:drop"), icon_name="download", order=90
    )


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    return KeepersItem(_("Ledamöter"), reverse("registry:members-of"), icon_name="group", order=92)


@hooks.register("register_admin_menu_item")
def scheduled_item() -> MenuItem:
    return KeepersItem(
        _("Schemalagda akter"), reverse("registry:scheduled"), icon_name="time", order=95
    )


@hooks.register("register_snippet_action_menu_item")
def publish_item(model: type[Any]) -> PublishItem | None:
    return PublishItem(order=10) if issubclass(model, WorkingRecord) else None


@hooks.register("register_snippet_action_menu_item")
def withdraw_item(model: type[Any]) -> WithdrawItem | None:
    return WithdrawItem(order=20) if issubclass(model, WorkingRecord) else None


@hooks.register("register_snippet_action_menu_item")
def redact_item(model: type[Any]) -> RedactItem | None:
    return RedactItem(order=27) if issubclass(model, Document) else None


@hooks.register("register_snippet_action_menu_item")
def decisions_item(model: type[Any]) -> DecisionsItem | None:
    return DecisionsItem(order=30) if issubclass(model, Meeting) else None


@hooks.register("register_snippet_action_menu_item")
def workbench_item(model: type[Any]) -> WorkbenchItem | None:
    return WorkbenchItem(order=25) if issubclass(model, Meeting) else None


@hooks.register("construct_snippet_action_menu")
def without_wagtails_publishing(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Wagtail asks the user, not the policy: a superuser would be shown its buttons."""
    if issubclass(context["model"], WorkingRecord):
        items[:] = [i for i in items if i.name not in {"action-publish", "action-unpublish"}]
