"""Users and their grants: a role in an organization from one moment to another."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from portal.accounts.roles import Role


class User(AbstractUser):
    """Somebody who logs in. What they may do comes from their grants."""


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, at: datetime) -> "GrantQuerySet":
        """Grants that hold at this moment; a role that ends at noon has ended at noon."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)


class Grant(models.Model):
    """A role held in one organization, named by the UUID of its record."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    organization = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    source = models.UUIDField(
        null=True, blank=True, help_text="The membership that gave it, if one did."
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="grant_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["source"], name="one_grant_per_membership", condition=~Q(source=None)
            ),
        ]
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_of_user")]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organization}"
