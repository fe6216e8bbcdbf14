"""A proposal as it is worked with; the public reads the ledger."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.states import AssuranceLevel
from portal.core.ids import new_id
from proposals.models.policy import Policy
from proposals.states import ProposalOutcome, ProposalState, RejectionCode, Step, Subject

LONGEST_TITLE = 120
LONGEST_TEXT = 10_000


class Proposal(models.Model):
    """One initiative of one person. `number` is given when it is submitted.

    `policy` is frozen at publication. `proposer` goes when the account does; the public name
    stays as the policy said it would. `version` moves with every change: two who change the same
    text notice each other.
    """

    record_id = models.UUIDField(default=new_id, unique=True, editable=False)
    number = models.PositiveIntegerField(null=True, blank=True, unique=True)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="proposals")
    proposer = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    proposer_name = models.CharField(_("namn"), max_length=100, blank=True)
    written_with_help = models.BooleanField(default=False)
    helper = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="helped_proposals"
    )
    """The clerk at a citizens' office who writes it together with the proposer."""

    title = models.CharField(_("rubrik"), max_length=LONGEST_TITLE)
    text = models.TextField(
        _("förslaget"),
        max_length=LONGEST_TEXT,
        blank=True,
        validators=[MaxLengthValidator(LONGEST_TEXT)],
    )
    html = models.TextField(blank=True, editable=False)
    easy_summary = models.TextField(
        _("på lätt svenska"), max_length=600, blank=True, validators=[MaxLengthValidator(600)]
    )
    subject = models.CharField(_("ämne"), max_length=20, choices=Subject.choices, blank=True)
    address = models.CharField(_("plats"), max_length=200, blank=True)
    area = models.CharField(_("område"), max_length=100, blank=True)
    picture = models.CharField(max_length=64, blank=True)
    picture_text = models.CharField(_("bilden i ord"), max_length=300, blank=True)

    state = models.CharField(
        max_length=20, choices=ProposalState.choices, default=ProposalState.DRAFT
    )
    state_since = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    final_counts = models.JSONField(null=True, blank=True)
    key_destroyed_at = models.DateTimeField(null=True, blank=True)

    rejection = models.CharField(max_length=20, choices=RejectionCode.choices, blank=True)
    public_reason = models.TextField(blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    committee = models.UUIDField(null=True, blank=True)
    case = models.UUIDField(null=True, blank=True)
    answer_due = models.DateField(null=True, blank=True)
    item = models.UUIDField(null=True, blank=True)
    decision = models.UUIDField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=ProposalOutcome.choices, blank=True)

    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("förslag")
        verbose_name_plural = _("förslag")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(published_at__lt=F("closes_at")),
                name="proposal_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.REJECTED) | ~Q(rejection=""),
                name="proposal_rejected_with_a_code",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.MERGED) | Q(merged_into__isnull=False),
                name="proposal_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_text=""),
                name="proposal_picture_in_words",
            ),
        ]
        indexes = [models.Index(fields=["state", "closes_at"], name="proposal_state_closes")]

    def __str__(self) -> str:
        return self.title

    @property
    def to_vote(self) -> AssuranceLevel:
        """How surely a voter must be known."""
        return self.policy.known_terms.to_vote


class ProposalEvent(models.Model):
    """A step that was taken: append-only. `user_id` is never public and is no foreign key."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    step = models.CharField(max_length=20, choices=Step.choices)
    before = models.CharField(max_length=20, choices=ProposalState.choices)
    after = models.CharField(max_length=20, choices=ProposalState.choices)
    role = models.CharField(max_length=20)
    user_id = models.BigIntegerField(null=True, blank=True)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "seq"], name="proposal_event_in_order"),
        ]
        ordering = ["seq"]
