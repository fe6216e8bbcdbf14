"""Votes: one row a person and proposal, and nothing that says who.

`tag` is an HMAC of the person under the proposal's own key, which lies outside the database and is
destroyed after the end (DESIGN §6; law.md finding 8). The hour is the most that is kept of when.
"""

from django.db import models

from portal.accounts.states import AssuranceLevel
from proposals.models.proposal import Proposal


class ProposalVote(models.Model):
    """One person, one vote: by primary key. Inserted, or deleted by the voter; never changed."""

    pk = models.CompositePrimaryKey("proposal_id", "tag")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="votes")
    tag = models.BinaryField(max_length=32)
    assurance = models.CharField(max_length=20, choices=AssuranceLevel.choices)
    hour = models.DateTimeField()


class UsedLink(models.Model):
    """A confirmation link that was used, by the hash of the link: it is good for one vote.

    The link itself is in one letter and nowhere else, so the hash names nobody.
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    expires_at = models.DateTimeField(db_index=True)


class VoteCount(models.Model):
    """What is shown: counted once a second in one place, never by the one who votes."""

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, primary_key=True, related_name="shown_count"
    )
    counts = models.JSONField(default=dict)
    """Votes by assurance level."""
    total = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, blank=True)
    laid_to = models.DateTimeField(null=True, blank=True)
    """Rows of hours before this lie in the order of their tags."""
