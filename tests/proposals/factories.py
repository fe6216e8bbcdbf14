"""People, policies and proposals for tests of proposals. Everything is saved, nothing surprises."""

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from proposals.models import Policy, Proposal
from proposals.services.handling import publish_proposal
from proposals.services.policies import take_into_force
from proposals.services.writing import begin, submit, write
from proposals.terms import GOTEBORGSFORSLAGET, Terms

OFFICE = UUID("5a0b2f0e-7a43-4b51-9a1d-000000000001")
ROLE = "moderator"


def resident(name: str = "", *, confirmed: bool = True) -> User:
    """Somebody with an account and a confirmed address."""
    name = name or f"boende{User.objects.count()}"
    user = User.objects.create(username=name, email=f"{name}@example.test")
    EmailAddress.objects.create(user=user, email=user.email, verified=confirmed, primary=True)
    return user


def policy(**changes: Any) -> Policy:
    """Göteborgsförslaget with two votes needed, unless told otherwise."""
    terms = GOTEBORGSFORSLAGET.model_dump() | {"votes": 2} | changes
    return take_into_force(slug="prov", terms=Terms(**terms), office=OFFICE)


def draft(by: User | None = None, under: Policy | None = None, **fields: Any) -> Proposal:
    proposer = by or resident()
    begun = begin(policy=under or policy(), proposer=proposer, title="Bänkar vid Stenpiren")
    return write(proposal=begun, by=proposer, **{"text": "Ställ fyra bänkar där.", **fields})


def submitted(by: User | None = None, **given: Any) -> Proposal:
    proposal = draft(by, **given)
    assert proposal.proposer is not None
    return submit(proposal=proposal, by=proposal.proposer)


def collecting(**given: Any) -> Proposal:
    return publish_proposal(proposal=submitted(**given), by=resident(), role=ROLE)
