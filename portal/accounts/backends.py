"""Who a password belongs to, and a permission that follows from a grant.

Neither keeps a copy of a grant in Django's own tables.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.selectors import user_of_name

ADMIN_ACCESS = "wagtailadmin.access_admin"


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is untyped
    """One hash for one attempt, known or not: allauth's own hashes twice for a known address,
    and the time that takes would tell who has an account."""

    def _authenticate(self, _request: HttpRequest | None, **credentials: Any) -> User | None:
        name = credentials.get("email") or credentials.get("username") or ""
        found: User | None = self._check_password(user_of_name(name), credentials["password"])
        return found


class GrantBackend(BaseBackend):
    """Registrars, secretaries and administrators enter the registry while their grant holds."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        return perm == ADMIN_ACCESS and may(user_obj, Permission.ENTER_REGISTRY)
