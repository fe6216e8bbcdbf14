"""What one may do with working records in the admin, and that nobody publishes there.

Wagtail asks for `publish` before it publishes, unpublishes or schedules anything, by whatever
way. The answer is always no, for a superuser too: only an act publishes.
"""

from collections.abc import Collection
from typing import Any, Final

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from meetings.models import DiarySeries, Organization, RuleSet, WorkingRecord
from meetings.selectors.keepers import is_administrator, is_keeper, keeps, kept
from meetings.selectors.publication import was_ever_published
from portal.accounts.models import User
from portal.accounts.permissions import Permission, holders_of

ACTIONS: Final = frozenset({"add", "change", "delete", "view", "lock", "unlock"})


class KeeperPolicy(BasePermissionPolicy):
    """Registrars and secretaries keep the records of their organizations."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and is_keeper(user)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action not in ACTIONS or not keeps(user, instance):
            return False
        return action != "delete" or not was_ever_published(instance)

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> QuerySet[WorkingRecord]:
        allowed = ACTIONS.intersection(actions)
        return kept(self.model, user) if allowed else self.model._default_manager.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        if not ACTIONS.intersection(actions):
            return User.objects.none()
        return holders_of(Permission.KEEP_RECORDS)


class OrganizationPolicy(KeeperPolicy):
    """An organization is made by an administrator and kept by its own registry."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if action in {"add", "delete"}:
            return is_administrator(user)
        return super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and not is_administrator(user):
            return False
        return super().user_has_permission_for_instance(user, action, instance)


class AdministratorPolicy(BasePermissionPolicy):
    """Rules are data that only administrators change."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in ACTIONS and is_administrator(user)

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[User]:
        return holders_of(Permission.MANAGE_RULES)


def register_policies() -> None:
    """Before any admin view asks: called when the app is ready."""
    for model in WorkingRecord.__subclasses__():
        policy = OrganizationPolicy if model is Organization else KeeperPolicy
        register_permission_policy(model, policy(model))
    for settled in (RuleSet, DiarySeries):
        register_permission_policy(settled, AdministratorPolicy(settled))
