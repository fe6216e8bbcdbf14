"""Streams: what happens, in order, for one audience. They know no domain.

A stream's state is a few named sections. A frame carries the whole of every section that it
changes, so a reader only replaces: a snapshot and the frames after it are a fresh snapshot.
"""

import secrets

from django.db import models
from django.db.models import F, Q

from portal.ledger.readers import PUBLIC


def new_epoch() -> str:
    """Names a run of numbers: a reader from another epoch begins anew."""
    return secrets.token_hex(4)


class Stream(models.Model):
    """One ordered stream: of a subject (a record's UUID), for a purpose, for an audience."""

    id = models.UUIDField(primary_key=True)
    subject = models.UUIDField()
    purpose = models.CharField(max_length=20)
    audience = models.CharField(max_length=60, default=PUBLIC)
    epoch = models.CharField(max_length=8, default=new_epoch)
    head = models.BigIntegerField(default=0)
    """The number of the newest frame; 0 for none. Moves in the transaction of the frame."""
    rest_ms = models.PositiveIntegerField(default=200)
    """The least time between two deliveries: what comes in between is sent together."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "purpose", "audience"], name="stream_once_for_an_audience"
            ),
            models.CheckConstraint(condition=Q(head__gte=0), name="stream_head_not_below_zero"),
        ]


class Frame(models.Model):
    """What changed at one number. `data` is the JSON of its sections, serialised once."""

    stream = models.ForeignKey(Stream, models.CASCADE, related_name="frames")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    data = models.TextField()
    forgets = models.JSONField(default=list)
    """Names of sections whose words in frames before this one are gone."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "seq"], name="frame_once_at_a_number"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="frame_numbers_begin_at_one"),
        ]


class Section(models.Model):
    """A section as it is now: the JSON of its newest value and the number that set it."""

    stream = models.ForeignKey(Stream, models.CASCADE, related_name="sections")
    name = models.CharField(max_length=80)
    value = models.TextField()
    seq = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream", "name"], name="section_once_in_a_stream"),
        ]
        indexes = [models.Index(F("stream"), F("seq"), name="section_seq")]
