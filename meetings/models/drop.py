"""Bundles that were taken in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting
from meetings.models.organization import Organization


class Drop(models.Model):
    """A dropped bundle: where it went, and what the registrar should look at. Never public."""

    sha256 = models.CharField(max_length=64)
    owner = models.ForeignKey(Organization, models.CASCADE, related_name="+")
    file_name = models.CharField(_("fil"), max_length=200)
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="drops")
    item = models.CharField(_("punkt"), max_length=30)
    notices = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "owner"], name="bundle_once_in_a_registry")
        ]

    def __str__(self) -> str:
        return self.file_name
