"""What members keep for themselves in the meeting room, and receipts of a summons."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadMark(models.Model):
    """The newest version of a paper that somebody has opened. Nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    record = models.UUIDField()
    version = models.PositiveIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "record"], name="mark_once_on_a_paper")
        ]

    def __str__(self) -> str:
        return f"{self.record} v{self.version}"


class PaperNote(models.Model):
    """What somebody wrote to themselves beside a paper; `version` is the one they had open."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    record = models.UUIDField()
    version = models.PositiveIntegerField()
    text = models.TextField(_("anteckning"), validators=[MaxLengthValidator(20_000)])
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "record"], name="note_once_on_a_paper")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class SummonsReceipt(models.Model):
    """That somebody who was called opened the summons, and when first (law.md A3)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    meeting = models.UUIDField()
    version = models.PositiveIntegerField()
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="receipt_once_of_a_summons")
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.opened_at:%Y-%m-%d %H:%M}"
