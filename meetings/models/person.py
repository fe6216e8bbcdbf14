"""Persons and their memberships."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.addresses import membership_path, person_path
from meetings.contents import MembershipContent, PersonContent
from meetings.models.base import WorkingRecord
from meetings.models.organization import Organization
from portal.accounts.roles import Role
from portal.ledger.services import next_public_number
from portal.ledger.sources import Source

PROTECTED_NAME = "Skyddad identitet"
"""Stands in contents, which are in the language of the record."""


class Person(WorkingRecord):
    """An elected representative or official."""

    OWNER_LOOKUP = ""

    name = models.CharField(_("namn"), max_length=200)
    number = models.PositiveIntegerField(unique=True, null=True, editable=False)
    party = models.CharField(_("parti"), max_length=10, blank=True)
    contact = models.EmailField(_("kontakt"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("inloggning"),
    )
    is_invented = models.BooleanField(_("påhittad (demo)"), default=False)
    is_protected = models.BooleanField(_("skyddad identitet"), default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name

    def save(self, *args: object, **kwargs: object) -> None:
        # The number stands in the address from the first draft on, so preview can show it.
        self.number = self.number or next_public_number(PersonContent.kind)
        super().save(*args, **kwargs)

    def keeper_id(self) -> UUID | None:
        return None

    @property
    def public_name(self) -> str:
        """What every content calls the person (law.md C14)."""
        return PROTECTED_NAME if self.is_protected else self.name

    def provenance(self) -> Source | None:
        """The source has the name, in words and in the address of its page (law.md C14)."""
        return None if self.is_protected else super().provenance()

    def to_record(self) -> PersonContent:
        return PersonContent(
            id=self.record_id,
            source=self.provenance(),
            path=person_path(self.number or 0),
            title=self.public_name,
            number=self.number or 0,
            party=self.party,
            contact="" if self.is_protected else self.contact,
            is_invented=self.is_invented,
        )


class Membership(WorkingRecord):
    """A person's role in an organization for a time. Publishing it writes the grant."""

    OWNER_LOOKUP = "organization__record_id"

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="memberships", verbose_name=_("organ")
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role.choices)
    party = models.CharField(_("för parti"), max_length=10, blank=True)
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("Sista dagen måste komma efter den första."),
            ),
            models.UniqueConstraint(
                fields=["person", "organization", "valid_from"],
                name="membership_begins_once_a_day",
                violation_error_message=_("Personen har redan ett uppdrag där från den dagen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.organization}"

    def keeper_id(self) -> UUID:
        return self.organization.record_id

    def to_record(self) -> MembershipContent:
        path = membership_path(
            self.person.number or 0, self.organization.short_name, self.valid_from
        )
        return MembershipContent(
            id=self.record_id,
            source=None if self.person.is_protected else self.provenance(),
            path=path,
            title=f"{self.person.public_name}, {self.organization.name}",
            organization=self.organization.record_id,
            date=self.valid_from,
            person=self.person.record_id,
            role=self.role,
            party=self.party,
            valid_to=self.valid_to,
        )
