"""Policies, proposals, their events and votes."""

from proposals.models.follower import Follower, StepMail
from proposals.models.office import Invalidation, ProposalHold
from proposals.models.policy import Policy
from proposals.models.proposal import LONGEST_TEXT, LONGEST_TITLE, Proposal, ProposalEvent
from proposals.models.vote import ProposalVote, UsedLink, VoteCount

__all__ = [
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "Follower",
    "Invalidation",
    "Policy",
    "Proposal",
    "ProposalEvent",
    "ProposalHold",
    "ProposalVote",
    "StepMail",
    "UsedLink",
    "VoteCount",
]
