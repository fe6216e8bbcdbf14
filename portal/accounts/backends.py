"""A permission that follows from a grant, without a copy of it in Django's own tables."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from portal.accounts.models import User
from portal.accounts.roles import PUBLISHING, Role
from portal.accounts.selectors import organizations_of

ADMIN_ACCESS = "wagtailadmin.access_admin"


class GrantBackend(BaseBackend):
    """Registrars, secretaries and administrators enter the registry while their grant holds."""

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Model | None = None) -> bool:
        if perm != ADMIN_ACCESS:
            return False
        return bool(organizations_of(user_obj, PUBLISHING | {Role.ADMINISTRATOR}))
