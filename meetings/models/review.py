"""What colleagues said of a draft before it was published. Never public."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.states import ReviewVerdict


class Review(models.Model):
    """One remark on a draft. `digest` is what an act would have done then: an approval holds as
    long as an act would still do just that."""

    record = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64)
    verdict = models.CharField(max_length=10, choices=ReviewVerdict.choices)
    text = models.TextField(_("kommentar"), blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("granskning")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.text[:40]}"
