"""What the office needs round a proposal: a hold between moderators, and votes struck out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from proposals.models.proposal import Proposal


class ProposalHold(models.Model):
    """One moderator looks at a proposal; the others see who, and until when. Never public."""

    proposal = models.OneToOneField(Proposal, models.CASCADE, primary_key=True, related_name="hold")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    until = models.DateTimeField()


class Invalidation(models.Model):
    """Votes struck out as fraudulent, in batches: what was looked for, why, and how far it is.

    `criteria` names no person: hours, a level of assurance, the domain of addresses, the days on
    which accounts were made. `done_at` is empty while it runs.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="invalidations")
    criteria = models.JSONField()
    reason = models.TextField(_("skäl"))
    user_id = models.BigIntegerField()
    role = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    found = models.PositiveIntegerField()
    struck = models.PositiveIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(done_at=None),
                name="one_invalidation_of_a_proposal_at_a_time",
            )
        ]
