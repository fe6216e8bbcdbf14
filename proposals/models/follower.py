"""Those who follow a proposal: open to anyone, and never made by a vote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from proposals.models.proposal import Proposal


class Follower(models.Model):
    """An address that is told of each step once it has said yes itself.

    `version` is the last version of the record that it was told of, or that stood when it began.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="followers")
    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="followed_proposals"
    )
    address = models.EmailField(_("e-postadress"))
    language = models.CharField(max_length=10, default="sv")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "address"], name="follower_once_for_a_proposal"
            )
        ]


class StepMail(models.Model):
    """One letter about one step to one follower: claimed before it is sent, so never sent twice
    by two; a claim that was not followed by a sending is taken up again."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="mails")
    version = models.PositiveIntegerField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "version"], name="one_mail_a_step")
        ]
