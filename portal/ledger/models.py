"""The tables of the ledger. Acts, entries and contents are append-only in the database.

`triggers.py` refuses UPDATE, DELETE, TRUNCATE and replacement; `Record` holds a head
that can be rebuilt from the entries.
"""

import json
from typing import Any

from django.db import models
from django.db.models import Q

from portal.core.ids import new_id
from portal.ledger.contents import Content as TypedContent
from portal.ledger.contents import content_of
from portal.ledger.readers import Reader, audiences_of
from portal.ledger.states import STANDING, Verb


class StoredFile(models.Model):
    """A file by the SHA-256 of its bytes, in private storage.

    `pages` counts the pages that can be shown as pictures: 0 for what is no PDF. An erased
    file leaves this row without its words, for the entries that once listed it.
    """

    sha256 = models.CharField(primary_key=True, max_length=64)
    sha512 = models.CharField(max_length=128, blank=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    pages = models.PositiveIntegerField(default=0)
    metadata = models.JSONField(default=dict)
    attachments = models.JSONField(default=list, help_text="Names of files inside the file.")
    is_tagged = models.BooleanField(null=True)
    stored_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class FilePage(models.Model):
    """The text of one page of a file, as extracted; a text file has one.

    `notes` are comments and form values, which stand outside the text; `is_scan` marks a
    page that shows more than its text says.
    """

    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    notes = models.TextField(blank=True)
    is_scan = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="one_text_per_page")]


class NumberSeries(models.Model):
    """The last public number given out in a kind."""

    kind = models.CharField(primary_key=True, max_length=40)
    last = models.PositiveIntegerField(default=0)


class RecordQuerySet(models.QuerySet["Record"]):
    def readable_by(self, reader: Reader) -> "RecordQuerySet":
        """The one gate: records whose head the reader may read."""
        return self.filter(audience__in=audiences_of(reader))

    def standing(self) -> "RecordQuerySet":
        return self.filter(verb__in=STANDING)


class Record(models.Model):
    """Stable identity and the head: the newest version, in columns that can be queried."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    public_number = models.PositiveIntegerField(null=True)
    path = models.CharField(max_length=300, unique=True)

    version = models.PositiveIntegerField()
    seq = models.BigIntegerField(unique=True)
    verb = models.CharField(max_length=12, choices=Verb.choices)
    audience = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, blank=True)
    title = models.TextField(blank=True)
    organization = models.UUIDField(null=True)
    date = models.DateField(null=True)
    status = models.CharField(max_length=40, blank=True)
    parent = models.UUIDField(null=True)
    position = models.CharField(max_length=200, blank=True)
    search_text = models.TextField(blank=True)
    first_recorded_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "public_number"], name="public_number_once_in_a_kind"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "date", "id"], name="record_kind_date"),
            models.Index(fields=["kind", "organization", "date"], name="record_kind_organization"),
            models.Index(fields=["parent", "kind", "position"], name="record_parent"),
            models.Index(fields=["first_recorded_at", "id"], name="record_first_recorded"),
            models.Index(fields=["kind", "first_recorded_at", "id"], name="record_kind_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.path}"

    @property
    def is_standing(self) -> bool:
        return self.verb in STANDING


class RecordNumber(models.Model):
    """A case or registration number by which a record is found."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="numbers")
    number = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "record"], name="number_once_on_a_record")
        ]


class RecordLink(models.Model):
    """The standing content of `record` names the record `target`, which is not its parent."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="links")
    target = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "record"], name="link_once_on_a_record")
        ]


class Mention(models.Model):
    """A content of `record` has named `target`: from entry `since` on, until entry `until`.

    What `RecordLink` knows of now, this knows of always, so that an outlet can tell that a link
    is gone. Named again, it is open again from where it began.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="mentions")
    target = models.UUIDField()
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "target"], name="mention_once_of_a_record")
        ]
        indexes = [
            models.Index(fields=["since", "target"], name="mention_since"),
            models.Index(fields=["target"], name="mention_target"),
        ]


class Address(models.Model):
    """A path that leads or has led to a record: old addresses redirect for ever.

    Two agenda items may swap numbers, so a path belongs to the record that had it last.
    """

    path = models.CharField(primary_key=True, max_length=300)
    record = models.ForeignKey(Record, models.CASCADE, related_name="addresses")


class Act(models.Model):
    """One publication, correction, withdrawal or erasure: all or nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(
        max_length=64, unique=True, help_text="Makes a repeated request harmless."
    )
    actor_id = models.BigIntegerField(null=True, help_text="User id; never public.")
    actor_role = models.CharField(max_length=40)
    reason = models.TextField(blank=True)
    override = models.TextField(blank=True, help_text="Why a finding of the gate was passed.")
    findings = models.JSONField(default=list)
    recorded_at = models.DateTimeField()


class Entry(models.Model):
    """One version of one record in the order of the ledger."""

    seq = models.BigIntegerField(primary_key=True)
    record = models.ForeignKey(Record, models.PROTECT, related_name="entries")
    version = models.PositiveIntegerField()
    act = models.ForeignKey(Act, models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=12, choices=Verb.choices)
    reason = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    audience = models.CharField(max_length=60)
    actor_role = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(db_index=True)
    source_time = models.DateTimeField(null=True)
    commitment = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["record", "version"], name="version_once_on_a_record"),
            models.CheckConstraint(condition=Q(version__gte=1), name="version_starts_at_one"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="seq_starts_at_one"),
            models.CheckConstraint(
                condition=Q(verb=Verb.PUBLISHED) | ~Q(reason=""), name="reason_where_owed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.record_id} v{self.version} {self.verb}"


class Content(models.Model):
    """The canonical JSON of an entry and the salt of its commitment; both can be destroyed."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="content")
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)

    def as_json(self) -> dict[str, Any]:
        stored: dict[str, Any] = json.loads(self.canonical)
        return stored

    def typed(self) -> TypedContent:
        return content_of(self.as_json())


class FileUse(models.Model):
    """An entry's content lists this file: the reference count, and the gate of the file."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="file_uses")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="uses")
    name = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="file_name_once_in_a_content")
        ]


class Cursor(models.Model):
    """How far a subscriber has read, and who runs it until when."""

    subscriber = models.CharField(primary_key=True, max_length=60)
    seq = models.BigIntegerField(default=0)
    lease_owner = models.CharField(max_length=60, blank=True)
    lease_until = models.DateTimeField(null=True)
    failed = models.TextField(blank=True, help_text="What stopped it, if anything did.")


def audience_filter(reader: Reader) -> Q:
    """The gate as a condition on a table that has `audience`."""
    return Q(audience__in=audiences_of(reader))
