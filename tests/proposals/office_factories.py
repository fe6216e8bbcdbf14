"""People with roles, and a committee that may answer, for tests of the office's side."""

import datetime
from uuid import UUID

from django.test import Client

from meetings.models import Case, DiarySeries, Organization, RuleSet
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.services import give_role
from portal.core.clock import now
from proposals.models import Policy, Proposal
from proposals.services.counting import close
from proposals.services.handover import hand_over_to
from proposals.services.voting import vote
from tests.proposals.factories import OFFICE, collecting, policy, resident


def with_role(role: Role, organization: UUID = OFFICE, name: str = "") -> User:
    """Somebody who holds this role there, now."""
    user = resident(name)
    give_role(
        user=user,
        role=role,
        organization=organization,
        valid_from=now() - datetime.timedelta(days=1),
    )
    return user


def moderator(name: str = "") -> User:
    return with_role(Role.MODERATOR, name=name)


def logged_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def committee(name: str = "Provnämnden", short_name: str = "provnamnden") -> Organization:
    """An organization that the shipped policy lets answer, with a series of its own form."""
    rules, _is_new = RuleSet.objects.get_or_create(name="Nämnd")
    made = Organization.objects.create(
        name=name,
        short_name=short_name,
        kind="committee",
        rule_set=rules,
        valid_from=datetime.date(2015, 1, 1),
        number_pattern=r"PN-\d{4}-\d{3}",
        live=True,
    )
    DiarySeries.objects.create(organization=made, form="PN-ÅÅÅÅ-###")
    return made


def reached(under: Policy | None = None) -> Proposal:
    """Closed with two votes of two needed: ready to be handed over."""
    proposal = collecting(under=under or policy())
    for _each in range(2):
        vote(proposal=proposal, voter=resident())
    close(proposal.pk)
    proposal.refresh_from_db()
    return proposal


def handed_over(to: Organization | None = None, due: datetime.date | None = None) -> Proposal:
    receiver = to or committee()
    return hand_over_to(
        proposal=reached(), receiver=receiver, by=resident(), role="moderator", due=due
    )


def case_of(proposal: Proposal) -> Case:
    return Case.objects.get(record_id=proposal.case)
