"""Reports, measures, answers, bans, and who is at what. Nobody is moderated without a row here."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.addresses import localized
from streaming.threads.models.comment import Comment
from streaming.threads.models.policy import ThreadPolicy
from streaming.threads.models.thread import Thread
from streaming.threads.states import MeasureKind

LONGEST_REASON = 1_000


class Measure(models.Model):
    """What a moderator did, by which rule and why. Rows are only added.

    `by` and `against` are ids of users and no foreign keys: they stay numbers when the account
    goes, and are never public. `role` is the one that is shown.
    """

    kind = models.CharField(max_length=10, choices=MeasureKind.choices)
    organization = models.UUIDField()
    thread = models.ForeignKey(
        Thread, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    comment = models.ForeignKey(
        Comment, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    rule = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    policy = models.ForeignKey(ThreadPolicy, models.PROTECT, related_name="+")
    by = models.BigIntegerField()
    role = models.CharField(max_length=20)
    against = models.BigIntegerField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    waited_seconds = models.PositiveIntegerField(null=True, blank=True)
    """How long the comment or its first report had waited; for the public report."""

    class Meta:
        indexes = [
            models.Index(fields=["against", "-at"], name="measure_against"),
            models.Index(fields=["at"], name="measure_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def url(self) -> str:
        return localized(f"/samtal/atgard/{self.pk}/")


class MeasureAnswer(models.Model):
    """What the one whom it befell, or a moderator, says about a measure. Rows are only added."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="answers")
    by = models.BigIntegerField()
    is_moderator = models.BooleanField()
    text = models.CharField(max_length=LONGEST_REASON)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Report(models.Model):
    """Somebody says that a comment breaks a rule. Visitors may too; who they are is not kept."""

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="reports")
    reporter = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="comment_reports"
    )
    rule = models.CharField(max_length=40)
    reason = models.CharField(max_length=LONGEST_REASON)
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        Measure, models.PROTECT, null=True, blank=True, related_name="settles"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                name="report_once_by_a_person",
                condition=Q(settled_by=None),
            ),
        ]
        indexes = [
            models.Index(F("at"), name="report_waiting", condition=Q(settled_by=None)),
        ]


class Ban(models.Model):
    """For a time, in one thread or in all threads of an organization. Never for ever."""

    user = models.ForeignKey(User, models.CASCADE, related_name="comment_bans")
    organization = models.UUIDField(_("organ"))
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, blank=True, related_name="bans")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    measure = models.OneToOneField(Measure, models.PROTECT, related_name="ban")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="ban_ends"),
        ]
        indexes = [models.Index(fields=["user", "ends"], name="ban_of_user")]


class Claim(models.Model):
    """A moderator is at a comment, until a moment: others see it and wait, or take over."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="claim")
    moderator = models.ForeignKey(User, models.CASCADE, related_name="+")
    until = models.DateTimeField()
