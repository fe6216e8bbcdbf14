"""The buttons under a record's form that lead to an act."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.action_menu import ActionMenuItem

from meetings.models import Meeting
from meetings.registry.addresses import withdraw_url
from meetings.registry.views import LEADS_TO_AN_ACT
from meetings.selectors.publication import Standing, has_public_parts, standing_of
from meetings.states import Audience


class PublishItem(ActionMenuItem):
    """Saves the draft and goes on to the page that shows what would become public."""

    name = f"action-{LEADS_TO_AN_ACT}"
    icon_name = "upload"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return {**context, "label": self._label(parent_context)}

    def _label(self, context: dict[str, Any]) -> Any:
        record = context.get("instance")
        if record is not None and standing_of(record) in {Standing.PUBLISHED, Standing.CHANGED}:
            return _("Spara och publicera eller rätta …")
        if context["model"] is Meeting:
            return _("Spara och publicera dagordningen …")
        return _("Spara och publicera …")


class WithdrawItem(ActionMenuItem):
    """Leads to the page where the record is taken back from the public."""

    name = "action-withdraw"
    label = _("Återta …")
    icon_name = "undo"

    def is_shown(self, context: dict[str, Any]) -> bool:
        record = context.get("instance")
        if record is None or not super().is_shown(context):
            return False
        stands = standing_of(record) in {Standing.PUBLISHED, Standing.CHANGED}
        return stands or has_public_parts(record)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return withdraw_url(parent_context["instance"])


class RedactItem(ActionMenuItem):
    """Leads to the page where a redacted copy takes a document's place."""

    name = "action-redact"
    label = _("Byt mot en maskad kopia …")
    icon_name = "copy"

    def is_shown(self, context: dict[str, Any]) -> bool:
        record = context.get("instance")
        if record is None or record.addressed_to != Audience.PUBLIC:
            return False
        return standing_of(record) in {Standing.PUBLISHED, Standing.CHANGED}

    def get_url(self, parent_context: dict[str, Any]) -> str:
        return reverse("registry:redact", args=[parent_context["instance"].pk])
