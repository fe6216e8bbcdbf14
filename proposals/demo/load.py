"""Loads the demo's proposals: every step is in the ledger, told for the day on which it was."""

import datetime
from uuid import UUID

from meetings.demo.load.identity import demo_id
from meetings.demo.ports import Progress
from meetings.models import Organization
from portal.accounts.models import User
from portal.core.clock import city_zone
from portal.ledger.services import next_public_number
from proposals.demo.path import Path
from proposals.demo.source import PROPOSALS, DemoProposal
from proposals.demo.voters import load_voters
from proposals.models import Policy, Proposal
from proposals.services.counting import count_votes
from proposals.services.policies import ship
from proposals.services.writing import html_of

OFFICE, COMMITTEE = "slk", "demonamnden"
OWNED = frozenset({"art", "shelter"})
"""The login `boende` may go on with these."""


def load_proposals(day: datetime.date, progress: Progress) -> None:
    """Load the proposals that are not there yet, as they stand on `day`."""
    office = Organization.objects.filter(short_name=OFFICE).first()
    committee = Organization.objects.filter(short_name=COMMITTEE).first()
    if office is None or committee is None:
        return
    policy = ship(office=office.record_id, since=_morning(day, 2_000))["goteborgsforslaget"]
    voters = load_voters(_morning(day, 500))
    told: dict[str, Proposal] = {}
    for count, each in enumerate(sorted(PROPOSALS, key=lambda one: -one.submitted), 1):
        known = Proposal.objects.filter(record_id=_id(each)).first()
        told[each.key] = known or Path(
            source=each, proposal=_draft(each, policy, day), committee=committee, day=day,
            voters=voters, others=told,
        ).walk()  # fmt: skip
        progress("förslag", count, len(PROPOSALS))
    count_votes()


def _draft(each: DemoProposal, policy: Policy, day: datetime.date) -> Proposal:
    owner = User.objects.filter(username="boende").first() if each.key in OWNED else None
    proposal = Proposal(
        record_id=_id(each),
        number=next_public_number("proposal"),
        policy=policy,
        proposer=owner,
        proposer_name=each.proposer,
        written_with_help=each.with_help,
        title=each.title,
        text=each.text,
        html=html_of(each.text),
        easy_summary=each.easy_summary,
        address=each.address,
        area=each.area,
        state_since=_morning(day, each.submitted),
    )
    proposal.full_clean()
    proposal.save()
    return proposal


def _id(each: DemoProposal) -> UUID:
    return demo_id("proposal", each.key)


def _morning(day: datetime.date, ago: int) -> datetime.datetime:
    """Nine in the morning so many days before."""
    then = day - datetime.timedelta(days=ago)
    return datetime.datetime.combine(then, datetime.time(9), tzinfo=city_zone())
