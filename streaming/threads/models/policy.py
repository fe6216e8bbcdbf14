"""Rules of threads as versioned data: what was once in force is never rewritten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from streaming.threads.terms import Terms

CITY = "city"
"""The scope of rules that hold where an organization has none of its own."""


class ThreadPolicy(models.Model):
    """One version of the rules of one organization, or of the city. Rows are only added."""

    scope = models.CharField(_("gäller för"), max_length=36)
    version = models.PositiveIntegerField(_("version"))
    terms = models.JSONField(_("regler"))
    in_force_from = models.DateTimeField(_("gäller från"))

    class Meta:
        verbose_name = _("regler för samtal")
        verbose_name_plural = _("regler för samtal")
        constraints = [
            models.UniqueConstraint(fields=["scope", "version"], name="thread_policy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.version}"

    @property
    def known_terms(self) -> Terms:
        return Terms.model_validate(self.terms)
