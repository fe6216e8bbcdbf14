"""Documents with their files, and the lines of the diaries in which they stand."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from meetings.addresses import document_path, registration_path
from meetings.contents import DocumentContent, Numbered, RegistrationContent
from meetings.models.base import WorkingPart, WorkingRecord
from meetings.models.case import Case
from meetings.models.organization import Organization
from meetings.states import Audience, Direction, DocumentKind
from portal.ledger.contents import FileRef
from portal.ledger.models import StoredFile
from portal.ledger.readers import PUBLIC, members_of
from portal.ledger.services import next_public_number


class Document(WorkingRecord):
    """A paper (handling; OParl: Paper)."""

    OWNER_LOOKUP = "owner__record_id"

    number = models.PositiveIntegerField(unique=True, null=True, editable=False)
    kind = models.CharField(_("slag"), max_length=30, choices=DocumentKind.choices)
    title = models.CharField(_("rubrik"), max_length=1000)
    date = models.DateField(_("datum"), null=True, blank=True)
    owner = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="documents",
        verbose_name=_("registreras av"),
        help_text=_("Organet vars registratur sköter handlingen."),
    )
    issuer = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_documents",
        verbose_name=_("utfärdat av"),
    )
    parties = models.CharField(
        _("partier"), max_length=100, blank=True, help_text=_("Till exempel M, L, KD.")
    )
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("ärende"),
    )
    appendix = models.CharField(_("bilaga nr"), max_length=20, blank=True)
    paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    version_label = models.CharField(_("handlingens version"), max_length=20, blank=True)
    version_date = models.DateField(_("versionens datum"), null=True, blank=True)
    contact = models.EmailField(_("kontakt"), blank=True)
    addressed_to = models.CharField(
        _("läses av"), max_length=10, choices=Audience.choices, default=Audience.PUBLIC
    )
    provision = models.CharField(
        _("sekretessbestämmelse"),
        max_length=100,
        blank=True,
        help_text=_("Behövs när handlingen inte är för alla, till exempel OSL 18:8."),
    )
    redacted_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="redacted_copies",
        verbose_name=_("maskad kopia av"),
    )
    confidence = models.JSONField(default=dict, blank=True, editable=False)
    # The SHA-256 of the bundle that it was taken out of.
    bundle = models.CharField(max_length=64, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        ordering = ["-date", "number"]
        constraints = [
            models.CheckConstraint(
                # law.md D6: a secrecy mark names its provision.
                condition=Q(addressed_to=Audience.PUBLIC) | ~Q(provision=""),
                name="secrecy_names_its_provision",
                violation_error_message=_("Ange den bestämmelse som sekretessen vilar på."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    def save(self, *args: object, **kwargs: object) -> None:
        # The number stands in the address from the first draft on, so preview can show it.
        self.number = self.number or next_public_number(DocumentContent.kind)
        super().save(*args, **kwargs)

    def keeper_id(self) -> UUID:
        return self.owner.record_id

    def audience(self) -> str:
        if self.addressed_to == Audience.PUBLIC:
            return PUBLIC
        return members_of(self.owner.record_id)

    def parts(self) -> Sequence["Registration"]:
        return list(self.registrations.all())

    def party_codes(self) -> tuple[str, ...]:
        return tuple(code.strip() for code in self.parties.split(",") if code.strip())

    def references(self) -> tuple[str, ...]:
        """The numbers by which it is found: its case's and its registrations'."""
        numbers = [registration.number for registration in self.registrations.all()]
        return tuple(dict.fromkeys([*([self.case.number] if self.case else []), *numbers]))

    def to_record(self) -> DocumentContent:
        return DocumentContent(
            id=self.record_id,
            source=self.provenance(),
            path=document_path(self.number or 0),
            title=self.title,
            organization=self.issuer.record_id if self.issuer else None,
            date=self.date,
            references=self.references(),
            files=tuple(file.to_ref() for file in self.files.all()),
            number=self.number or 0,
            document_kind=self.kind,
            case=self.case.record_id if self.case else None,
            parties=self.party_codes(),
            appendix=self.appendix,
            paragraph=self.paragraph,
            version_label=self.version_label,
            version_date=self.version_date,
            contact=self.contact,
            provision=self.provision,
            redacted_of=self.redacted_of.record_id if self.redacted_of else None,
            registrations=tuple(line.to_part() for line in self.registrations.all()),
        )


class DocumentFile(Orderable):
    """A file of a document, by the hash of its bytes."""

    document = ParentalKey(Document, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fil"))
    name = models.CharField(_("filnamn"), max_length=200)

    class Meta(Orderable.Meta):
        verbose_name = _("fil")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"],
                name="file_name_once_in_a_document",
                violation_error_message=_("Två filer kan inte ha samma namn."),
            )
        ]

    def to_ref(self) -> FileRef:
        return FileRef(
            name=self.name,
            media_type=self.file.media_type,
            size=self.file.size,
            file_sha256=self.file.sha256,
        )


class Registration(WorkingPart, Orderable):
    """One line of one organization's diary (law.md D1–D3)."""

    document = ParentalKey(Document, on_delete=models.CASCADE, related_name="registrations")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="registrations", verbose_name=_("diarium")
    )
    number = models.CharField(_("nummer"), max_length=60)
    serial = models.PositiveIntegerField(_("löpnummer"))
    date = models.DateField(_("datum"))
    direction = models.CharField(_("riktning"), max_length=10, choices=Direction.choices)
    counterpart = models.CharField(_("från eller till"), max_length=200, blank=True)
    matter = models.CharField(_("vad det gäller"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("diarieföring")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "number", "serial"],
                name="registration_number_once_in_a_diary",
                violation_error_message=_("Numret är redan taget i det diariet."),
            ),
            models.UniqueConstraint(
                fields=["document", "organization"],
                name="one_registration_number_per_organization",
                violation_error_message=_("Handlingen står redan i det diariet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}-{self.serial}"

    @property
    def is_secret(self) -> bool:
        return self.document.addressed_to != Audience.PUBLIC

    def to_part(self) -> Numbered:
        return Numbered(
            organization=self.organization.record_id,
            number=self.number,
            serial=self.serial,
            registration=self.record_id,
        )

    def to_record(self) -> RegistrationContent:
        """Always public; a secret document leaves number and date only (law.md D2)."""
        shown = {} if self.is_secret else self._shown()
        return RegistrationContent(
            id=self.record_id,
            source=self.provenance(),
            path=registration_path(self.organization.short_name, self.number, self.serial),
            title=f"{self.number}-{self.serial}",
            organization=self.organization.record_id,
            date=self.date,
            references=(self.number,),
            number=self.number,
            serial=self.serial,
            secret=self.is_secret,
            **shown,
        )

    def _shown(self) -> dict[str, object]:
        return {
            "direction": self.direction,
            "counterpart": self.counterpart,
            "matter": self.matter or self.document.title,
            "document": self.document.record_id,
        }

    def clean(self) -> None:
        super().clean()
        if self.serial == 0:
            raise ValidationError({"serial": _("Löpnumret börjar på 1.")})
