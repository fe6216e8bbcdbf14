"""Who is there, on whose seat, and who takes no part in an item."""

from django.db import models
from django.db.models import F, Q

from meetings.models import Person
from portal.accounts.roles import Role
from streaming.live.models.meeting import LiveItem, LiveMeeting
from streaming.live.states import AsideKind


class Attendee(models.Model):
    """An elected person who sits in the organization, or may serve for somebody who does.

    A member has a seat. `serves_for` is the member on whose seat a substitute serves (law.md B2).
    """

    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="attendees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=10, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices)
    place = models.PositiveIntegerField()
    is_present = models.BooleanField(default=False)
    serves_for = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="served_by"
    )

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["live", "person"], name="attendee_once_in_a_meeting"),
            models.CheckConstraint(
                condition=Q(serves_for=None) | Q(role=Role.SUBSTITUTE, is_present=True),
                name="only_a_present_substitute_serves",
            ),
            models.CheckConstraint(
                condition=Q(serves_for=None) | ~Q(serves_for=F("pk")),
                name="nobody_serves_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.party else self.name

    @property
    def has_seat(self) -> bool:
        return self.role != Role.SUBSTITUTE


class Aside(models.Model):
    """Somebody who takes no part in one item: jäv, or declared before the decision."""

    item = models.ForeignKey(LiveItem, models.PROTECT, related_name="asides")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="asides")
    kind = models.CharField(max_length=20, choices=AsideKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "attendee"], name="aside_once_in_an_item")
        ]
