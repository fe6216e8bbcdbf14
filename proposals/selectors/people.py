"""What stands for each account under a proposal's key: the same that a vote is given under."""

from collections.abc import Mapping

from allauth.socialaccount.models import SocialAccount

from portal.accounts.models import User
from portal.accounts.rules import EID
from portal.accounts.states import AssuranceLevel
from proposals.models import Proposal


def people(proposal: Proposal) -> Mapping[int, str]:
    """By account: the e-ID's pseudonym where the policy asks for an e-ID, else what the account
    counts as. Accounts that never proved anything have no vote and are left out."""
    proved = User.objects.exclude(counts_as="").values_list("pk", "counts_as")
    found: dict[int, str] = dict(proved)
    if proposal.policy.known_terms.to_vote.is_at_least(AssuranceLevel.SUBSTANTIAL):
        linked = SocialAccount.objects.filter(provider=EID).order_by("-pk")
        found |= {pk: str(uid) for pk, uid in linked.values_list("user", "uid")}
    return found
