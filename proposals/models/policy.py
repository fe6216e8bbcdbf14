"""Policies as versioned data: what was once in force is never rewritten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from proposals.terms import Terms


class Policy(models.Model):
    """One version of the rules of one kind of initiative. Rows are only added."""

    slug = models.SlugField(_("kortnamn"), max_length=40)
    version = models.PositiveIntegerField(_("version"))
    office = models.UUIDField(_("handläggs av"), help_text=_("Organets post."))
    terms = models.JSONField(_("villkor"))
    in_force_from = models.DateTimeField(_("gäller från"))

    class Meta:
        verbose_name = _("regler för förslag")
        verbose_name_plural = _("regler för förslag")
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="policy_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.version}"

    @property
    def known_terms(self) -> Terms:
        return Terms.model_validate(self.terms)
