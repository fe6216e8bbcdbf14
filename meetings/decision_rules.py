"""What a decision must hold before it is published: its votes, its counts, its voters.

Pure: the registry's form and the act ask the same, and `meetings/sql` holds it once more.
Each function answers with what is wrong, in words for people; nothing where all is well.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.counting import Cast, count
from meetings.states import COUNTED_METHODS, Choice, DecisionMethod, VoteDetail, VotePurpose


class Round(Protocol):
    """A round of voting as it is written down."""

    purpose: str
    detail: str
    secret: bool
    yes: int | None
    no: int | None
    prose: str

    def counts(self) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Roster:
    """Who could vote that day: persons by key, and how many seats there were."""

    voters: frozenset[int]
    seats: int


class Voter(Protocol):
    """A person who is said to have voted."""

    @property
    def pk(self) -> int: ...

    name: str


def round_faults(vote: Round, ballots: Sequence[Cast]) -> Iterator[str]:
    """Counted, or told in words; no names in a secret round, as many as the counts in a named."""
    if vote.secret and ballots:
        yield _("En sluten omröstning har inga namn. Ta bort rösterna namn för namn.")
    elif vote.detail != VoteDetail.PROSE and (vote.yes is None or vote.no is None):
        yield _("Ange antal ja och nej, eller välj ”bara beskriven”.")
    elif vote.detail != VoteDetail.NAMED and ballots:
        yield _("Röster namn för namn finns bara där omröstningen är känd ”namn för namn”.")
    elif vote.detail == VoteDetail.NAMED and count(ballots) != vote.counts():
        yield _("Rösterna namn för namn är %(named)s men summan säger %(summed)s.") % {
            "named": told(count(ballots)),
            "summed": told(vote.counts()),
        }
    if vote.detail == VoteDetail.PROSE and not vote.prose.strip():
        yield _("Beskriv omröstningen, eller ange antalen.")


class Counted(Protocol):
    """The votes of one party, as they were told."""

    def counts(self) -> dict[str, int]: ...


def party_faults(vote: Round, parties: Sequence[Counted]) -> Iterator[str]:
    """The parties' votes add up to the sums; they are told only of an open vote without names."""
    if not parties:
        return
    if vote.secret or vote.detail != VoteDetail.COUNTS:
        yield _("Röster parti för parti hör till en öppen omröstning där bara antalen är kända.")
        return
    told_by_party = [party.counts() for party in parties]
    added = {choice.value: sum(each[choice.value] for each in told_by_party) for choice in Choice}
    if added != vote.counts():
        yield _("Partiernas röster är %(added)s men summan säger %(summed)s.") % {
            "added": told(added),
            "summed": told(vote.counts()),
        }


def claim_faults(method: str, rounds: Collection[Round]) -> Iterator[str]:
    """A decision that is said to be voted has its main round, open or closed as it is said."""
    main = [vote for vote in rounds if vote.purpose == VotePurpose.MAIN]
    secret = method == DecisionMethod.SECRET
    if method in COUNTED_METHODS and not main:
        yield _("Beslutet sägs vara fattat med omröstning. Lägg till huvudvoteringen.")
    elif method in COUNTED_METHODS and all(vote.secret != secret for vote in main):
        yield _("Beslutssättet och huvudvoteringen säger olika om omröstningen var sluten.")


def voter_faults(voters: Sequence[Voter], roster: Roster) -> Iterator[str]:
    """law.md B8: a vote belongs to a member, and there is one for each seat."""
    strangers = sorted({each.name for each in voters if each.pk not in roster.voters})
    if strangers:
        yield _("%(names)s hade inget uppdrag i organet den dagen och kan inte rösta.") % {
            "names": ", ".join(strangers)
        }
    elif len(voters) > roster.seats:
        words = ngettext(
            "Omröstningen har %(given)s röster men organet hade %(seats)s plats den dagen.",
            "Omröstningen har %(given)s röster men organet hade %(seats)s platser den dagen.",
            roster.seats,
        )
        yield words % {"given": len(voters), "seats": roster.seats}


def count_doubts(vote: Round, seats: int) -> Iterator[str]:
    """More votes than seats: worth a look and no fault, since the memberships known here may be
    fewer than those that were held. law.md B8."""
    given = sum(vote.counts().values())
    if vote.detail == VoteDetail.COUNTS and 0 < seats < given:
        words = ngettext(
            "%(told)s är %(given)s röster, men organet har %(seats)s känd plats den dagen.",
            "%(told)s är %(given)s röster, men organet har %(seats)s kända platser den dagen.",
            seats,
        )
        yield words % {"told": told(vote.counts()), "given": given, "seats": seats}


def told(counts: dict[str, int]) -> str:
    """`7 ja, 6 nej`: every choice that somebody made, ja and nej always."""
    always = (Choice.YES, Choice.NO)
    shown = [choice for choice in Choice if counts[choice] or choice in always]
    return ", ".join(f"{counts[choice]} {choice.label}" for choice in shown)
