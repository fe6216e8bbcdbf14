"""Acts that wait for their moment (embargo)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.ids import new_id


class ScheduledState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    DONE = "done", _("publicerad")
    FAILED = "failed", _("stoppad")
    CANCELLED = "cancelled", _("avbruten")


class ScheduledAct(models.Model):
    """A publication decided now and done later, exactly as it was when it was decided.

    `id` is also the key of the act, so it is done once whoever does it. `digest` tells whether
    the drafts still say what was decided.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=300)
    owner = models.UUIDField(
        null=True, blank=True, help_text="The organization whose registry decided it."
    )
    records = models.JSONField(help_text="Pairs of model name and primary key.")
    item = models.UUIDField(
        null=True, blank=True, help_text="The one item of the meeting that is to be published."
    )
    digest = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    override = models.TextField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="scheduled_acts",
    )
    role = models.CharField(max_length=40)
    due = models.DateTimeField(_("publiceras"))
    state = models.CharField(
        _("läge"), max_length=10, choices=ScheduledState.choices, default=ScheduledState.WAITING
    )
    failure = models.TextField(_("varför den stoppades"), blank=True)

    class Meta:
        verbose_name = _("schemalagd akt")
        verbose_name_plural = _("schemalagda akter")
        ordering = ["-due"]
        indexes = [
            models.Index(
                fields=["due"], condition=Q(state=ScheduledState.WAITING), name="acts_that_wait"
            )
        ]

    def __str__(self) -> str:
        return self.title
