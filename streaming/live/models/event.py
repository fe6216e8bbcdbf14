"""The append-only log of a meeting: what happened, when, and who wrote it down."""

from django.db import models
from django.db.models import Q

from meetings.moments import MomentKind
from streaming.live.models.meeting import LiveMeeting


class LiveEvent(models.Model):
    """One moment (`meetings.moments`). Never changed; a mistake is mended by another one.

    `key` is that of the command that made it, so that a command sent twice is done once.
    """

    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, choices=MomentKind.choices)
    at = models.DateTimeField()
    item = models.UUIDField(null=True, blank=True)
    person = models.UUIDField(null=True, blank=True)
    round = models.UUIDField(null=True, blank=True)
    is_public = models.BooleanField()
    text = models.CharField(max_length=500)
    data = models.JSONField(default=dict, blank=True)
    """Names and titles as they were then: number, title, name, party."""
    user_id = models.PositiveBigIntegerField(null=True, blank=True)
    key = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["live", "seq"], name="event_once_at_a_number"),
            models.UniqueConstraint(
                fields=["live", "key"], condition=~Q(key=""), name="a_command_is_done_once"
            ),
        ]
