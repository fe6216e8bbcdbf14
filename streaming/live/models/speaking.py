"""Who speaks, and what is moved."""

from django.db import models
from django.db.models import Q

from streaming.live.models.meeting import LiveItem, LiveMeeting
from streaming.live.models.people import Attendee
from streaming.live.states import TurnKind, TurnState


class Turn(models.Model):
    """One place in the speakers' list of an item. A guest has a name and is no attendee.

    `is_private`: it was asked for behind closed doors, and is never told to everybody.
    """

    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="turns")
    item = models.ForeignKey(LiveItem, models.PROTECT, related_name="turns")
    attendee = models.ForeignKey(
        Attendee, models.PROTECT, null=True, blank=True, related_name="turns"
    )
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=TurnKind.choices, default=TurnKind.SPEECH)
    state = models.CharField(max_length=10, choices=TurnState.choices, default=TurnState.WAITING)
    is_private = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["live"], condition=Q(state="speaking"), name="one_speaks_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name


class Motion(models.Model):
    """A yrkande: what should be decided, and who moved it (law.md B4)."""

    item = models.ForeignKey(LiveItem, models.PROTECT, related_name="motions")
    movers = models.ManyToManyField(Attendee, related_name="motions")
    text = models.CharField(max_length=1000)
    is_private = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
