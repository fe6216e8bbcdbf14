"""What the agenda workbench remembers between two people and two moments. Never public."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.document import Document
from meetings.models.meeting import Meeting
from portal.ledger.models import StoredFile


class AgendaEdit(models.Model):
    """One change of one field, so that others see it and can say whose it was."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="edits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    item = models.UUIDField(null=True)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.item} {self.field}"


class DroppedFile(models.Model):
    """A file that was dropped on a meeting, and the item that it seems to belong to.

    `read` is what the intake made of it, `signs` what spoke for the item, `sure` in per cent.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="dropped_files")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    item = models.UUIDField(null=True)
    sure = models.PositiveSmallIntegerField(default=0)
    signs = models.JSONField(default=list)
    read = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "file"], name="file_dropped_once")
        ]

    def __str__(self) -> str:
        return self.name
