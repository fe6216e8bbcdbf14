"""The number series of an authority's diary, and how far each has come."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.organization import Organization
from meetings.number_forms import USUAL, is_form


def valid_form(value: str) -> None:
    if not is_form(value):
        raise ValidationError(
            _("Skriv formen med # för löpnumret och ÅÅ för året, till exempel ####/ÅÅ.")
        )


class DiarySeries(models.Model):
    """One series of numbers in one organization's diary (law.md D2, D3)."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="series", verbose_name=_("myndighet")
    )
    name = models.CharField(_("namn"), max_length=60, default="Diariet")
    form = models.CharField(
        _("form på numren"),
        max_length=60,
        default=USUAL,
        validators=[valid_form],
        help_text=_("# är löpnumret, ÅÅ året: ####/ÅÅ ger 0001/26."),
    )

    class Meta:
        verbose_name = _("diarieserie")
        verbose_name_plural = _("diarieserier")
        ordering = ["organization", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "form"],
                name="number_form_once_in_a_diary",
                violation_error_message=_("Myndigheten har redan en serie med den formen."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.form}"


class DiaryCounter(models.Model):
    """The last running number that a series gave out in a year; its row is the lock."""

    series = models.ForeignKey(DiarySeries, models.CASCADE, related_name="counters")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="counter_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
