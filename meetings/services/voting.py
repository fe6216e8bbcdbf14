"""Votes of a decision as they are entered in a grid: by name, by party, or as sums.

Sums follow from the rows, who won from the sums, and who took part from the last main round, so
none of it is typed. What contradicts itself is refused; what is not finished is kept as a draft.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.counting import count, winner
from meetings.decision_rules import Roster, party_faults, voter_faults
from meetings.errors import DraftChanged
from meetings.models import (
    Ballot,
    Decision,
    Participation,
    PartyCount,
    Person,
    Vote,
)
from meetings.selectors.drafts import newest_of
from meetings.selectors.rosters import roster_on
from meetings.services.drafting import store_draft
from meetings.states import (
    COUNTED_METHODS,
    Choice,
    DecisionMethod,
    Side,
    VoteDetail,
    VotePurpose,
)
from portal.accounts.models import User
from portal.ledger.models import Record

TIES: dict[str, tuple[str, bool]] = {
    "": ("", False),
    "casting_yes": (Side.YES, False),
    "casting_no": (Side.NO, False),
    "lot_yes": (Side.YES, True),
    "lot_no": (Side.NO, True),
}
"""How a tie was broken: the side that won, and whether by lot (law.md B7)."""

AWAY = frozenset({Choice.ABSENT, Choice.CONFLICT})
"""Choices of those who were not in the room: they took no part in the decision (law.md B3)."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One person's choice; a substitute says on whose seat."""

    person: int
    choice: str
    served_for: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One round as it was entered. `id` is its record; counts by party and sums by choice."""

    id: UUID
    purpose: str
    detail: str
    about: str = ""
    yes_means: str = ""
    no_means: str = ""
    secret: bool = False
    tie: str = ""
    prose: str = ""
    ballots: Sequence[Cast] = ()
    parties: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sums: Mapping[str, int | None] = field(default_factory=dict)


Faults = dict[UUID, list[str]]


def write_votes(
    *, decision: Decision, entries: Sequence[Entry], seen: int, user: User
) -> tuple[Decision, Faults]:
    """Keep the rounds in their order as the decision's draft; with faults nothing is kept.

    Raises DraftChanged where somebody has saved the decision since `seen`, its revision then.
    """
    with transaction.atomic():
        row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
        draft = newest_of(row)
        if (draft.latest_revision_id or 0) != seen:
            raise DraftChanged(_("Någon annan har sparat beslutet. Läs igenom och försök igen."))
        roster = roster_on(draft.meeting.organization, draft.day())
        votes = put_in(draft, entries)
        faults = {vote.record_id: found for vote in votes if (found := _faults(vote, roster))}
        if not faults:
            _follow(draft, votes)
            store_draft(draft, user)
        return draft, faults


def put_in(draft: Decision, entries: Sequence[Entry]) -> list[Vote]:
    """The rounds of this draft as they were entered; nothing is stored."""
    people = Person.objects.in_bulk([c.person for each in entries for c in each.ballots])
    known = {vote.record_id: vote for vote in draft.votes.all()}
    votes = [_vote(known.get(e.id) or _new(draft, e.id), e, people) for e in entries]
    for place, vote in enumerate(votes):
        vote.sort_order = place
    draft.votes.set(votes)
    return votes


def _vote(vote: Vote, entry: Entry, people: Mapping[int, Person]) -> Vote:
    vote.purpose, vote.detail, vote.secret = entry.purpose, entry.detail, entry.secret
    vote.about, vote.prose = entry.about[:300], entry.prose
    vote.yes_means, vote.no_means = entry.yes_means[:300], entry.no_means[:300]
    named = entry.detail == VoteDetail.NAMED
    by_party = entry.parties if entry.detail == VoteDetail.COUNTS else {}
    vote.ballots.set([_ballot(cast, people) for cast in entry.ballots] if named else [])
    vote.parties.set([PartyCount(party=each, **counts) for each, counts in by_party.items()])
    _sum_up(vote, entry)
    return vote


def _new(draft: Decision, record: UUID) -> Vote:
    """A forged identity of another record is not taken."""
    foreign = Vote.objects.filter(record_id=record).exclude(decision=draft.pk).exists()
    belongs = Record.objects.filter(pk=record).exclude(parent=draft.record_id).exists()
    return Vote() if foreign or belongs else Vote(record_id=record)


def _ballot(cast: Cast, people: Mapping[int, Person]) -> Ballot:
    person = people[cast.person]
    return Ballot(
        person=person, party=person.party, choice=cast.choice, served_for=cast.served_for[:200]
    )


def _sum_up(vote: Vote, entry: Entry) -> None:
    for name, number in _sums(vote, entry).items():
        setattr(vote, name, number)
    tied = vote.yes is not None and vote.yes == vote.no
    side, by_lot = TIES.get(entry.tie, ("", False)) if tied else ("", False)
    vote.casting_vote, vote.by_lot = ("" if by_lot else side), by_lot
    if vote.yes is None or vote.no is None:
        vote.won = side
    else:
        vote.won = winner(vote.yes, vote.no, side)


def _sums(vote: Vote, entry: Entry) -> Mapping[str, int | None]:
    """Counted from the rows where there are any; of a vote in words nothing is counted."""
    ballots, parties = vote.ballots.all(), vote.parties.all()
    if ballots:
        return {**count(ballots)}
    if parties:
        told = [party.counts() for party in parties]
        return {each.value: sum(counts[each.value] for counts in told) for each in Choice}
    typed = entry.sums if entry.detail == VoteDetail.COUNTS else {}
    return {choice.value: typed.get(choice.value) for choice in Choice}


def _faults(vote: Vote, roster: Roster) -> list[str]:
    ballots, parties = list(vote.ballots.all()), list(vote.parties.all())
    faults = [*party_faults(vote, parties)]
    if vote.secret and (ballots or parties or vote.detail == VoteDetail.NAMED):
        faults.append(_("En sluten omröstning har inga namn. Välj ”bara antal”."))
    if ballots:
        faults += voter_faults([ballot.person for ballot in ballots], roster)
    if _is_counted(vote) and vote.yes == vote.no and not vote.won:
        faults.append(_("Lika många ja och nej. Ange utslagsröst eller lott."))
    return faults


def _is_counted(vote: Vote) -> bool:
    """Somebody said yes or no; an empty grid is a round that waits to be entered."""
    return bool(vote.yes or vote.no)


def _follow(draft: Decision, votes: Iterable[Vote]) -> None:
    """How it was decided, and by whom, follows from the last main round."""
    main = [vote for vote in votes if vote.purpose == VotePurpose.MAIN]
    if main:
        draft.method = DecisionMethod.SECRET if main[-1].secret else DecisionMethod.VOTE
        there = [each for each in main[-1].ballots.all() if each.choice not in AWAY]
        if there:
            draft.participants.set(
                [Participation(person=b.person, served_for=b.served_for) for b in there]
            )
    elif draft.method in COUNTED_METHODS:
        draft.method = DecisionMethod.ACCLAMATION
