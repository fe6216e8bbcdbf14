"""The demo's invented voters: a few accounts that nobody can log in to, and tags of no account.

The accounts let the office try what needs people: merging two proposals, and striking out votes
of throw-away addresses.
"""

import datetime
import hashlib
from collections.abc import Sequence

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from portal.accounts.states import AssuranceLevel
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote
from proposals.tags import tag_of

ACCOUNTS, THROWAWAY = 40, 9
DOMAIN, THROWAWAY_DOMAIN = "example.org", "engangspost.example"


def load_voters(joined: datetime.datetime) -> list[str]:
    """What the accounts count as, those with throw-away addresses last."""
    names = [f"demorost-{number:02}" for number in range(1, ACCOUNTS + 1)]
    known = dict(User.objects.filter(username__in=names).values_list("username", "pk"))
    made = [_voter(names, name, joined) for name in names if name not in known]
    User.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made
    )
    found = dict(User.objects.filter(username__in=names).values_list("username", "counts_as"))
    return [found[name] for name in names]


def _voter(names: Sequence[str], name: str, joined: datetime.datetime) -> User:
    is_throwaway = names.index(name) >= ACCOUNTS - THROWAWAY
    domain = THROWAWAY_DOMAIN if is_throwaway else DOMAIN
    address = f"{name}@{domain}"
    voter = User(
        username=name, email=address, counts_as=address, is_active=False, date_joined=joined
    )
    voter.set_unusable_password()
    return voter


def cast_votes(
    proposal: Proposal,
    votes: int,
    throwaway: int,
    voters: Sequence[str],
    begins: datetime.datetime,
    ends: datetime.datetime,
) -> dict[str, int]:
    """Rows of votes spread over the time; returns how many of each level. The same every time."""
    tags = _tags(proposal, votes, throwaway, voters)
    counts: dict[str, int] = {}
    rows = []
    for place, tag in enumerate(tags):
        level = AssuranceLevel.SUBSTANTIAL if place % 4 == 3 else AssuranceLevel.EMAIL
        counts[level.value] = counts.get(level.value, 0) + 1
        hour = begins + (ends - begins) * place / max(1, len(tags))
        rows.append(ProposalVote(proposal=proposal, tag=tag, assurance=level, hour=_hour(hour)))
    ProposalVote.objects.bulk_create(rows)
    return counts


def _tags(proposal: Proposal, votes: int, throwaway: int, voters: Sequence[str]) -> list[bytes]:
    key, usual = key_of(proposal.record_id), list(voters[: ACCOUNTS - THROWAWAY])
    people = [*usual[: votes - throwaway], *voters[ACCOUNTS - throwaway :][:throwaway]]
    known = [tag_of(key, person) for person in people]
    others = [_nobody(proposal, number) for number in range(votes - len(known))]
    return [*others, *known]


def _nobody(proposal: Proposal, number: int) -> bytes:
    return hashlib.sha256(f"demo-vote:{proposal.record_id}:{number}".encode()).digest()


def _hour(at: datetime.datetime) -> datetime.datetime:
    return at.replace(minute=0, second=0, microsecond=0)
