"""The one table of the audit log. Append-only in the database (`sql/`)."""

from django.db import models

from portal.audit.states import EventKind


class AuditEvent(models.Model):
    """Something that somebody with a login did. Never an address of a machine, never a text.

    `actor` is a user's id and no foreign key: the event outlives the account. `key` makes what
    a subscriber tells twice one event.
    """

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    actor = models.BigIntegerField(null=True, blank=True)
    actor_role = models.CharField(max_length=40, blank=True)
    organization = models.UUIDField(null=True, blank=True)
    subject = models.CharField(
        max_length=400, blank=True, help_text="The path of a record, or what it was about."
    )
    detail = models.JSONField(default=dict, blank=True)
    key = models.CharField(max_length=100, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organization", "id"], name="audit_of_organization"),
            models.Index(fields=["actor", "id"], name="audit_of_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"
