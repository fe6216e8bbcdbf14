"""Users and their grants: a role in an organization from one moment to another."""

from datetime import datetime
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import Role
from portal.accounts.rules import may_use_roles
from portal.core.clock import now


class User(AbstractUser):
    """Somebody who logs in. What they may do comes from their grants."""

    counts_as = models.CharField(max_length=300, blank=True, editable=False)
    """Where a person counts once, whoever has the same is the same: the mailbox of the address
    that was confirmed first, else the pseudonym of the e-ID. Empty before either, then fixed."""

    second_factor_at: datetime | None = None
    """When the login of this request last proved a second factor; never stored. None for a user
    who came by no login, so code that acts without one asks the grants themselves."""

    @property
    def may_use_roles(self) -> bool:
        """Whether this login is strong enough for what the roles open."""
        return may_use_roles(self.second_factor_at, now())

    @property
    def holds_roles(self) -> bool:
        """Whether any role is in force now; those who hold one need a second factor."""
        if self.is_superuser or self.is_staff:
            return True
        return self.grants.in_force(now()).exists()

    @property
    def lacks_second_factor(self) -> bool:
        """Whether roles are held that this login may not use yet."""
        return not self.may_use_roles and self.holds_roles

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.may_use_roles and super().has_perm(perm, obj)

    def has_module_perms(self, app_label: str) -> bool:
        return self.may_use_roles and super().has_module_perms(app_label)


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, at: datetime) -> "GrantQuerySet":
        """Grants that hold at this moment; a role that ends at noon has ended at noon."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)


class Grant(models.Model):
    """A role held in one organization, named by the UUID of its record."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="grants", verbose_name=_("användare")
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    organization = models.UUIDField(_("organ"))
    valid_from = models.DateTimeField(_("från och med"))
    valid_to = models.DateTimeField(_("till"), null=True, blank=True)
    source = models.UUIDField(
        null=True, blank=True, help_text="The membership that gave it, if one did."
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("behörighet")
        verbose_name_plural = _("behörigheter")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="grant_ends_after_it_begins",
                violation_error_message=_("Slutet måste komma efter början."),
            ),
            models.UniqueConstraint(
                fields=["source"], name="one_grant_per_membership", condition=~Q(source=None)
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_of_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organization}"


class FailedLogin(models.Model):
    """How many wrong passwords in a row were tried for one name, whether or not it exists."""

    name_hash = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField(db_index=True)


class Session(AbstractBaseSession):
    """A session and whose it is; nobody's until the login is done."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store
