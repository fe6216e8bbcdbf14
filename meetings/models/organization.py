"""Organizations, the rules they follow, and how they follow each other."""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from meetings.addresses import organization_path
from meetings.contents import OrganizationContent
from meetings.models.base import WorkingRecord
from meetings.states import OrganizationKind

SHORT_NAME = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Bara små bokstäver a–z, siffror och bindestreck.")
)


def valid_pattern(value: str) -> None:
    try:
        re.compile(value)
    except re.error as error:
        raise ValidationError(
            _("Mönstret går inte att läsa: %(why)s"), params={"why": error}
        ) from error


class RuleSet(RevisionMixin, models.Model):
    """Rules that differ by kind of organization, as data (law.md finding 3)."""

    name = models.CharField(_("namn"), max_length=100, unique=True)
    meetings_public = models.BooleanField(_("öppna sammanträden"), default=False)
    announce_days = models.PositiveSmallIntegerField(_("dagar före, kungörelse"), default=0)
    minority_numerator = models.PositiveSmallIntegerField(_("minoritet, täljare"), default=1)
    minority_denominator = models.PositiveSmallIntegerField(_("minoritet, nämnare"), default=2)

    review_required = models.BooleanField(
        _("två personer före publicering"),
        default=False,
        help_text=_("Det som publiceras ska ha granskats av någon annan än den som publicerar."),
    )

    class Meta:
        verbose_name = _("regelverk")
        verbose_name_plural = _("regelverk")
        constraints = [
            models.CheckConstraint(
                condition=Q(minority_numerator__lte=F("minority_denominator")),
                name="minority_is_at_most_all",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organization(WorkingRecord):
    """KF, KS, a committee, a board or an administration (OParl: Organization)."""

    OWNER_LOOKUP = "record_id"

    name = models.CharField(_("namn"), max_length=200)
    short_name = models.CharField(
        _("kortnamn"),
        max_length=60,
        unique=True,
        validators=[SHORT_NAME],
        help_text=_("Står i adressen, till exempel ks."),
    )
    kind = models.CharField(_("slag"), max_length=20, choices=OrganizationKind.choices)
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, verbose_name=_("regelverk"))
    subordinate_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name=_("lyder under")
    )
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(
        _("till och med"), null=True, blank=True, help_text=_("Tomt så länge den finns.")
    )
    number_pattern = models.CharField(
        _("form på ärendenummer"),
        max_length=200,
        blank=True,
        validators=[valid_pattern],
        help_text=_(r"Reguljärt uttryck, till exempel \d{4}/\d{2}. Tomt: alla former."),
    )
    contact = models.EmailField(_("kontakt"), blank=True)
    is_invented = models.BooleanField(_("påhittad (demo)"), default=False)

    class Meta:
        verbose_name = _("organ")
        verbose_name_plural = _("organ")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="organization_ends_after_it_begins",
                violation_error_message=_("Sista dagen måste komma efter den första."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def keeper_id(self) -> UUID:
        return self.record_id

    def to_record(self) -> OrganizationContent:
        return OrganizationContent(
            id=self.record_id,
            source=self.provenance(),
            path=organization_path(self.short_name),
            title=self.name,
            organization=self.record_id,
            short_name=self.short_name,
            organization_kind=self.kind,
            meetings_public=self.rule_set.meetings_public,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            subordinate_to=self.subordinate_to.record_id if self.subordinate_to else None,
            predecessors=tuple(s.predecessor.record_id for s in self._succeeds()),
            successors=tuple(s.successor.record_id for s in self._succeeded_by()),
            contact=self.contact,
            is_invented=self.is_invented,
        )

    def _succeeds(self) -> list["Succession"]:
        found = Succession.objects.filter(successor_id=self.pk).select_related("predecessor")
        return list(found) if self.pk else []

    def _succeeded_by(self) -> list["Succession"]:
        found = Succession.objects.filter(predecessor_id=self.pk).select_related("successor")
        return list(found) if self.pk else []


class Succession(models.Model):
    """One organization took over from another on a day."""

    predecessor = models.ForeignKey(Organization, models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Organization, models.PROTECT, related_name="followed")
    date = models.DateField(_("datum"))

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="succession_once_between_two"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="no_organization_succeeds_itself"
            ),
        ]
