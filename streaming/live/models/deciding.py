"""What was decided in an item, and what was put to the minutes beside it."""

from django.db import models

from meetings.states import DecisionMethod, DecisionOutcome
from streaming.live.models.meeting import LiveItem
from streaming.live.models.people import Attendee


class LiveDecision(models.Model):
    """The decision as the chair said it; it becomes the draft that the secretary confirms."""

    item = models.OneToOneField(LiveItem, models.PROTECT, primary_key=True, related_name="decision")
    outcome = models.CharField(max_length=20, choices=DecisionOutcome.choices)
    method = models.CharField(max_length=20, choices=DecisionMethod.choices)
    sentence = models.CharField(max_length=300)
    is_private = models.BooleanField(default=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sentence


class Remark(models.Model):
    """A reservation, a note or a statement of members, in one item."""

    RESERVATION, NOTE, STATEMENT = "reservation", "note", "statement"

    item = models.ForeignKey(LiveItem, models.PROTECT, related_name="remarks")
    kind = models.CharField(
        max_length=12, choices=[(RESERVATION, RESERVATION), (NOTE, NOTE), (STATEMENT, STATEMENT)]
    )
    people = models.ManyToManyField(Attendee, related_name="remarks")
    text = models.TextField(blank=True, max_length=4000)
    is_private = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
