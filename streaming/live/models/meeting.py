"""The meeting that runs, and its agenda as it is handled."""

from django.db import models
from django.db.models import Q

from meetings.models import Meeting
from portal.core.ids import new_id
from streaming.live.rules import is_open_to_all
from streaming.live.states import ItemState, LiveState


class LiveMeeting(models.Model):
    """One meeting in the control room. Its row is the lock that orders every command.

    `seq` counts commands: a page that shows an older one is out of date. `is_public` is whether
    everybody may follow; a committee's meetings are closed unless it decides otherwise.
    """

    meeting = models.OneToOneField(
        Meeting, models.PROTECT, to_field="record_id", primary_key=True, related_name="+"
    )
    organization = models.UUIDField()
    state = models.CharField(max_length=10, choices=LiveState.choices, default=LiveState.CALLED)
    seq = models.PositiveIntegerField(default=0)
    is_public = models.BooleanField(default=False)
    notice = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.meeting)

    def open_item(self) -> "LiveItem | None":
        return self.items.filter(state=ItemState.OPEN).first()

    def is_open_to_all(self, item: "LiveItem | None") -> bool:
        """Whether everybody may follow while this item is handled (law.md B13)."""
        closed = item is not None and item.is_closed
        return is_open_to_all(self.state, is_public=self.is_public, item_closed=closed)


class LiveItem(models.Model):
    """An item of the agenda as it is handled. `record` is the agenda item's identity."""

    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="items")
    record = models.UUIDField(default=new_id)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=30)
    title = models.CharField(max_length=1000)
    path = models.CharField(max_length=300)
    proposal = models.TextField(blank=True)
    is_closed = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    questions = models.TextField(blank=True)
    """The chair's order of questions (propositionsordning), accepted by the meeting."""

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["live", "record"], name="live_item_once_in_a_meeting"),
            models.UniqueConstraint(
                fields=["live"], condition=Q(state="open"), name="one_item_open_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
