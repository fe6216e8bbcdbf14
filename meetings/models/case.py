"""Cases: one matter under one number at one authority."""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from meetings.addresses import case_path
from meetings.contents import CaseContent, Step
from meetings.models.base import WorkingRecord
from meetings.models.organization import Organization
from portal.core.ids import slug


class Case(WorkingRecord):
    """A matter (ärende). Its number is free text, checked against the authority's form."""

    OWNER_LOOKUP = "organization__record_id"

    number = models.CharField(_("ärendenummer"), max_length=60)
    slug = models.CharField(max_length=80, unique=True, editable=False)
    number_reason = models.CharField(
        _("skäl till avvikande nummer"),
        max_length=200,
        blank=True,
        help_text=_("Behövs bara när numret inte har myndighetens form."),
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="cases", verbose_name=_("myndighet")
    )
    inherited_by = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="inherited_cases",
        verbose_name=_("övertaget av"),
    )
    title = models.CharField(_("rubrik"), max_length=1000)
    summary = models.TextField(_("kort om ärendet"), blank=True)
    opened = models.DateField(_("öppnat"))
    closed = models.DateField(_("avslutat"), null=True, blank=True)
    related = ParentalManyToManyField("self", blank=True, verbose_name=_("hör ihop med"))

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        ordering = ["-opened"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number"],
                name="case_number_once_at_an_authority",
                violation_error_message=_("Numret används redan hos den här myndigheten."),
            ),
            models.CheckConstraint(
                condition=Q(closed=None) | Q(closed__gte=F("opened")),
                name="case_closes_after_it_opens",
                violation_error_message=_("Ärendet kan inte avslutas innan det öppnas."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def clean(self) -> None:
        super().clean()
        self._follow_the_number()
        if not self.has_usual_number() and not self.number_reason:
            raise ValidationError(
                {
                    "number_reason": _(
                        "%(number)s har inte den form som %(organization)s brukar använda. "
                        "Rätta numret eller ange varför det ska stå så."
                    )
                    % {"number": self.number, "organization": self.organization}
                }
            )

    def has_usual_number(self) -> bool:
        """Whether the number has the form that its authority uses, or the authority has none."""
        pattern = self.organization.number_pattern if self.organization_id else ""
        return not pattern or re.fullmatch(pattern, self.number) is not None

    def save(self, *args: object, **kwargs: object) -> None:
        self._follow_the_number()
        super().save(*args, **kwargs)

    def _follow_the_number(self) -> None:
        """Two authorities may use the same number; the later one adds its short name."""
        plain = slug(self.number)
        if self.slug in {plain, f"{plain}-{self.organization.short_name}"}:
            return
        taken = Case.objects.filter(slug=plain).exclude(pk=self.pk).exists()
        self.slug = f"{plain}-{self.organization.short_name}" if taken else plain

    def keeper_id(self) -> UUID:
        return self.organization.record_id

    def to_record(self) -> CaseContent:
        return CaseContent(
            id=self.record_id,
            source=self.provenance(),
            path=case_path(self.slug or slug(self.number)),
            title=self.title,
            organization=self.organization.record_id,
            date=self.opened,
            references=(self.number,),
            number=self.number,
            inherited_by=self.inherited_by.record_id if self.inherited_by else None,
            summary=self.summary,
            closed=self.closed,
            related=tuple(sorted(case.record_id for case in self.related.all())),
            steps=tuple(step.to_part() for step in self.steps.all()),
        )


class CaseStep(Orderable):
    """Something that happened in the case and is no record of its own."""

    case = ParentalKey(Case, on_delete=models.CASCADE, related_name="steps")
    date = models.DateField(_("datum"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, verbose_name=_("organ")
    )
    text = models.CharField(_("vad som hände"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("steg")

    def to_part(self) -> Step:
        organization = self.organization.record_id if self.organization else None
        return Step(date=self.date, organization=organization, text=self.text)
