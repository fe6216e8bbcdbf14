"""Voting: one insert, and nothing else is written. A hot path: no `full_clean`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from portal.accounts.models import User
from portal.accounts.selectors import assurance_of, pseudonym_of
from portal.accounts.services import fix_person
from portal.accounts.states import AssuranceLevel
from portal.core.clock import now
from proposals.errors import KeysAway, NotOpen
from proposals.keys import key_of
from proposals.models import Proposal, ProposalVote
from proposals.rules import Collecting, check_vote, check_voter, takes_votes
from proposals.states import ProposalState
from proposals.tags import receipt_of, tag_of

INSERT = """
    INSERT INTO proposals_proposalvote (proposal_id, tag, assurance, hour) VALUES (%s, %s, %s, %s)
    ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the voter may keep: it stands in the list of votes after the close."""

    receipt: str
    is_new: bool


class Identified(Protocol):
    """A proposal, or as much of it as names it."""

    @property
    def pk(self) -> int: ...
    @property
    def record_id(self) -> UUID: ...
    @property
    def to_vote(self) -> AssuranceLevel: ...


class Ballot(Identified, Collecting, Protocol):
    """What a vote needs to know of its proposal."""


def vote(*, proposal: Proposal, voter: User) -> Receipt:
    """The voter's one vote; repeated, the same receipt.

    Raises AccountClosed, NotOpen, TooWeak, KeysAway.

    The database refuses a vote that comes after the close, however late the close was seen.
    """
    return cast_vote(ballot=proposal, voter=voter)


def cast_vote(*, ballot: Ballot, voter: User) -> Receipt:
    """The same for a proposal of which no more is known than this. Two queries."""
    at, level = now(), assurance_of(voter)
    check_voter(voter)
    check_vote(ballot, at, level, ballot.to_vote)
    fix_person(user=voter)
    tag = _tag(ballot, voter)
    assert tag is not None  # a level is proved, so a person is known
    return Receipt(receipt_of(tag), is_new=_insert(ballot.pk, tag, level, _hour(at)))


def take_back_vote(*, proposal: Identified, voter: User) -> bool:
    """The voter's own vote is gone without a trace; False where there was none.

    Raises NotOpen after the close, KeysAway.
    """
    tag = _tag(proposal, voter)
    with transaction.atomic():
        row = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if not takes_votes(row, now()):
            raise NotOpen
        deleted, _each = ProposalVote.objects.filter(proposal=proposal.pk, tag=tag).delete()
    return bool(deleted)


def has_voted(proposal: Identified, voter: User) -> bool:
    """Whether the voter's vote is there. Raises KeysAway."""
    return receipt_for(proposal, voter) != ""


def receipt_for(proposal: Identified, voter: User) -> str:
    """The receipt of the voter's vote; empty where there is none. Raises KeysAway."""
    tag = _tag(proposal, voter)
    if tag is None:
        return ""
    given = ProposalVote.objects.filter(proposal=proposal.pk, tag=tag).exists()
    return receipt_of(tag) if given else ""


def _tag(proposal: Identified, voter: User) -> bytes | None:
    """Where an e-ID is needed the vote is the person's, whatever account they use: the same e-ID
    unlinked here and linked there, or an account made anew, is no second vote (law.md F3). Else
    it is that of the mailbox, with whatever sub-address and account.

    None for an account of which nothing is proved yet: it has no vote.
    """
    is_eid = proposal.to_vote.is_at_least(AssuranceLevel.SUBSTANTIAL)
    person = (pseudonym_of(voter) if is_eid else None) or voter.counts_as
    return tag_of(_key(proposal), person) if person else None


def _key(proposal: Identified) -> bytes:
    """A key that is gone because the proposal was merged meanwhile is no fault of the store.

    Raises NotOpen, KeysAway.
    """
    try:
        return key_of(proposal.record_id)
    except KeysAway:
        if Proposal.objects.filter(pk=proposal.pk, state=ProposalState.MERGED).exists():
            raise NotOpen from None
        raise


def _insert(proposal: int, tag: bytes, level: str, hour: datetime) -> bool:
    stored = ProposalVote._meta.get_field("hour").get_db_prep_value(hour, connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [proposal, tag, level, stored])
            return bool(cursor.rowcount == 1)
    except DatabaseError as error:
        if "not open" in str(error):
            raise NotOpen from error
        raise


def _hour(at: datetime) -> datetime:
    """The most that is kept of when somebody voted."""
    return at.replace(minute=0, second=0, microsecond=0)
