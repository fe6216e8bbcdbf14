"""Policies, proposals, their events and votes."""

from proposals.models.policy import Policy
from proposals.models.proposal import LONGEST_TEXT, LONGEST_TITLE, Proposal, ProposalEvent
from proposals.models.vote import ProposalVote, VoteCount

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "Policy",
    "Proposal",
    "ProposalEvent",
    "ProposalVote",
    "VoteCount",
]
