"""What is remembered of an import: where it stands, and what each object was when it came.

Never public. The copy of an object holds the fields that are kept from the public content
(telephone numbers, home addresses) as little as that content does: they are not stored.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.states import ImportedFileState
from portal.ledger.models import StoredFile


class ImportSource(models.Model):
    """A body of an OParl server that was read, once or many times.

    `name` is its identity: records keep theirs when the server moves to another host.
    `position` says how far an interrupted run had come; empty when the last one was whole.
    """

    name = models.CharField(_("källa"), max_length=200, unique=True)
    system = models.URLField(max_length=500)
    body = models.CharField(max_length=500)
    title = models.CharField(_("kommun"), max_length=200)
    language = models.CharField(_("språk"), max_length=20, blank=True)
    run = models.PositiveIntegerField(default=0)
    position = models.JSONField(default=dict)
    read_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class ImportedObject(models.Model):
    """An object of a source as it came. `written_sha256` is that which the records hold."""

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="objects_read")
    key = models.CharField(max_length=500, help_text="Its address without the host.")
    kind = models.CharField(max_length=20, help_text="OParl's type, such as Paper.")
    stated = models.TextField(help_text="The JSON of the object.")
    sha256 = models.CharField(max_length=64)
    written_sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=1, help_text="Objects: itself and those inside.")
    run = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="object_once_in_a_source")
        ]
        indexes = [models.Index(fields=["source", "kind", "key"], name="imported_by_kind")]


class ImportedConsultation(models.Model):
    """A paper of a source lay on an agenda item: found from either end."""

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="consultations")
    key = models.CharField(max_length=500)
    item = models.CharField(max_length=500, blank=True)
    paper = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="consultation_once_in_a_source")
        ]
        indexes = [
            models.Index(fields=["source", "item"], name="consultation_by_item"),
            models.Index(fields=["source", "paper"], name="consultation_by_paper"),
        ]


class ImportedFile(models.Model):
    """A file of a source: its bytes where they came, else why not.

    `stamp` is the hash of the description that it was fetched by; another one is fetched anew.
    """

    source = models.ForeignKey(ImportSource, models.CASCADE, related_name="files")
    key = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=ImportedFileState.choices)
    stamp = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="file_once_in_a_source"),
            models.CheckConstraint(
                condition=~Q(state=ImportedFileState.KEPT) | Q(file__isnull=False),
                name="kept_file_has_bytes",
            ),
        ]
