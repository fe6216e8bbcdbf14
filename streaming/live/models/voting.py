"""Rounds of voting: who may vote, what they said, and how it fell (live.md §4.10).

The triggers in `sql` keep the promises across rows: a ballot is given in an open round by
a mandate that votes, one each; a secret round has none; what is gavelled stays as it is.
"""

from django.db import models
from django.db.models import F, Q

from meetings.states import DecisionMethod, Side, VotePurpose
from portal.core.ids import new_id
from streaming.live.models.meeting import LiveItem, LiveMeeting
from streaming.live.models.people import Attendee
from streaming.live.states import AsideKind, RoundState, Tie

CAST = [("yes", "ja"), ("no", "nej"), ("abstained", "avstår")]


class Round(models.Model):
    """One question put to the meeting. Its identity is that of the vote in the record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    live = models.ForeignKey(LiveMeeting, models.PROTECT, related_name="rounds")
    item = models.ForeignKey(LiveItem, models.PROTECT, related_name="rounds")
    order = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=20, choices=VotePurpose.choices)
    method = models.CharField(max_length=20, choices=DecisionMethod.choices)
    about = models.CharField(max_length=300)
    yes_means = models.CharField(max_length=300)
    no_means = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=RoundState.choices, default=RoundState.OPEN)
    is_private = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    gavelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="round_once_in_an_item"),
            models.UniqueConstraint(
                fields=["live"], condition=Q(state="open"), name="one_round_open_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.about


class Mandate(models.Model):
    """A seat in one round, and who holds it. Fixed when the round opens.

    `aside` says why it does not vote; empty where it does.
    """

    ABSENT = "absent"

    round = models.ForeignKey(Round, models.PROTECT, related_name="mandates")
    seat = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    holder = models.ForeignKey(Attendee, models.PROTECT, related_name="mandates")
    aside = models.CharField(
        max_length=20, blank=True, choices=[(ABSENT, ABSENT), *AsideKind.choices]
    )

    class Meta:
        ordering = ["seat__place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="one_mandate_a_seat"),
            models.UniqueConstraint(fields=["round", "holder"], name="one_mandate_a_person"),
        ]


class Ballot(models.Model):
    """What a mandate said in an open vote; may be changed until the gavel falls."""

    mandate = models.OneToOneField(Mandate, models.PROTECT, primary_key=True, related_name="ballot")
    choice = models.CharField(max_length=10, choices=CAST)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(choice__in=["yes", "no", "abstained"]), name="ballot_says_something"
            )
        ]


class Result(models.Model):
    """How a round fell. Version 1 is the gavel's; a correction adds one with its reason.

    `changed` are ballots that were wrong (a wrong button), by mandate. `is_void`: the round does
    not count; whoever wants the question put again opens another. Nothing is rewritten.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField()
    yes = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveSmallIntegerField(null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    invalid = models.PositiveSmallIntegerField(default=0)
    won = models.CharField(max_length=3, choices=Side.choices)
    tie = models.CharField(max_length=12, choices=Tie.choices, blank=True)
    changed = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    is_void = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="result_once_a_version"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""), name="a_correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(yes=None)
                | Q(yes__gt=F("no"), won=Side.YES)
                | Q(no__gt=F("yes"), won=Side.NO)
                | Q(yes=F("no")) & ~Q(tie=""),
                name="result_falls_where_the_counts_say",
            ),
        ]
