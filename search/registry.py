"""The list of synonyms in the registry: kept by those who keep records."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.accounts.models import User
from portal.accounts.permissions import Permission, holders_of, may
from search.models import SynonymGroup

ACTIONS = frozenset({"add", "change", "delete", "view"})


class SynonymPolicy(BasePermissionPolicy):
    """Whoever enters the registry knows what the city calls things."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and may(user, Permission.ENTER_REGISTRY)

    def users_with_any_permission(self, actions: Any) -> QuerySet[User]:
        return holders_of(Permission.ENTER_REGISTRY)


class SynonymViewSet(SnippetViewSet):
    """One list, one field."""

    model = SynonymGroup
    icon = "openquote"
    menu_label = _("Synonymer")
    menu_order = 110
    base_url_path = "synonymer"
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["words"]
    search_fields = ["words"]
    search_backend_name = None


def register_policies() -> None:
    """Before any admin view asks: called when the app is ready."""
    register_permission_policy(SynonymGroup, SynonymPolicy(SynonymGroup))
