"""The grid of a round: what is shown, and what a sent form says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import PartyCount, Vote
from meetings.selectors.seats import PartySeats, Seat
from meetings.services.voting import Cast, Entry
from meetings.states import Choice, Side, VoteDetail, VotePurpose

KEYS: dict[str, str] = {
    Choice.YES: "J",
    Choice.NO: "N",
    Choice.ABSTAINED: "A",
    Choice.ABSENT: "F",
    Choice.NOT_TAKING_PART: "D",
    Choice.CONFLICT: "X",
}
"""The key that says a choice, where a script listens."""

TIE_WORDS: dict[str, str | Promise] = {
    "": _("– inte lika –"),
    "casting_yes": _("ordförandens utslagsröst: ja"),
    "casting_no": _("ordförandens utslagsröst: nej"),
    "lot_yes": _("lotten: ja"),
    "lot_no": _("lotten: nej"),
}
LARGEST = 32_767


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool
    key: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person; a substitute also says on whose seat."""

    pk: int
    name: str
    is_substitute: bool
    choices: tuple[Option, ...]
    served_for: str


@dataclass(frozen=True)
class Cell:
    choice: str
    label: str
    number: int | str


@dataclass(frozen=True)
class PartyRows:
    """A party: its people, and its votes as numbers."""

    party: str
    mandates: int
    people: tuple[PersonRow, ...]
    fill: tuple[Option, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class RoundRows:
    """One round with everything that can be written of it."""

    key: str
    place: int
    about: str
    yes_means: str
    no_means: str
    prose: str
    secret: bool
    detail: str
    purposes: tuple[Option, ...]
    details: tuple[Option, ...]
    ties: tuple[Option, ...]
    parties: tuple[PartyRows, ...]
    sums: tuple[Cell, ...]
    mandates: int
    given: int
    faults: Sequence[str] = ()


def round_rows(
    vote: Vote, place: int, parties: Sequence[PartySeats], faults: Sequence[str] = ()
) -> RoundRows:
    cast = {each.person_id: each for each in vote.ballots.all()}
    told = {each.party: each for each in vote.parties.all()}
    return RoundRows(
        key=str(vote.record_id),
        place=place,
        about=vote.about,
        yes_means=vote.yes_means,
        no_means=vote.no_means,
        prose=vote.prose,
        secret=vote.secret,
        detail=vote.detail,
        purposes=_options(VotePurpose.choices, vote.purpose),
        details=_options(VoteDetail.choices, vote.detail),
        ties=_options(list(TIE_WORDS.items()), _tie(vote)),
        parties=tuple(_party(each, cast, told.get(each.party)) for each in parties),
        sums=tuple(
            Cell(choice.value, str(choice.label), _shown(getattr(vote, choice.value)))
            for choice in Choice
        ),
        mandates=sum(each.mandates for each in parties),
        given=sum(vote.counts().values()),
        faults=faults,
    )


def entries_in(said: QueryDict, parties: Sequence[PartySeats]) -> Iterator[Entry]:
    """The rounds in their order. Raises ValueError for what no form of ours sends."""
    for key in said.getlist("round"):
        yield Entry(
            id=UUID(key),
            purpose=VotePurpose(said.get(f"purpose|{key}", VotePurpose.MAIN)),
            detail=VoteDetail(said.get(f"detail|{key}", VoteDetail.NAMED)),
            about=said.get(f"about|{key}", "").strip(),
            yes_means=said.get(f"yes|{key}", "").strip(),
            no_means=said.get(f"no|{key}", "").strip(),
            prose=said.get(f"prose|{key}", "").strip(),
            secret=bool(said.get(f"secret|{key}")),
            tie=said.get(f"tie|{key}", ""),
            ballots=[cast for party in parties for cast in _cast(said, key, party)],
            parties={
                party.party: counts
                for party in parties
                if any((counts := _counts(said, f"n|{key}|{party.party}")).values())
            },
            sums={choice.value: _number(said, f"t|{key}|{choice.value}") for choice in Choice},
        )


def _cast(said: QueryDict, key: str, party: PartySeats) -> Iterator[Cast]:
    """Each person's own choice; a member without one follows what was said of the whole party."""
    whole = said.get(f"all|{key}|{party.party}", "")
    for seat in party.seats:
        pk = seat.person.pk
        choice = said.get(f"b|{key}|{pk}", "") or ("" if seat.is_substitute else whole)
        if choice:
            served = said.get(f"f|{key}|{pk}", "").strip() if seat.is_substitute else ""
            yield Cast(pk, Choice(choice).value, served)


def _counts(said: QueryDict, prefix: str) -> dict[str, int]:
    return {each.value: _number(said, f"{prefix}|{each.value}") or 0 for each in Choice}


def _number(said: QueryDict, name: str) -> int | None:
    text = said.get(name, "").strip()
    if not text:
        return None
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(name)
    return number


def _party(party: PartySeats, cast: Mapping[int, object], told: PartyCount | None) -> PartyRows:
    counts = told.counts() if told else {}
    return PartyRows(
        party=party.party,
        mandates=party.mandates,
        people=tuple(_person(seat, cast.get(seat.person.pk)) for seat in party.seats),
        fill=_choices(""),
        cells=tuple(
            Cell(choice.value, str(choice.label), counts.get(choice.value, "")) for choice in Choice
        ),
    )


def _person(seat: Seat, ballot: object) -> PersonRow:
    return PersonRow(
        pk=seat.person.pk,
        name=seat.person.name,
        is_substitute=seat.is_substitute,
        choices=_choices(getattr(ballot, "choice", "")),
        served_for=getattr(ballot, "served_for", ""),
    )


def _choices(chosen: str) -> tuple[Option, ...]:
    none = Option("", "–", chosen == "")
    rest = (Option(c.value, str(c.label), c.value == chosen, KEYS[c]) for c in Choice)
    return (none, *rest)


def _options(every: Sequence[tuple[str, str | Promise]], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(value, str(label), value == chosen) for value, label in every)


def _tie(vote: Vote) -> str:
    if vote.by_lot:
        return f"lot_{vote.won}"
    return f"casting_{vote.casting_vote}" if vote.casting_vote in Side.values else ""


def _shown(number: int | None) -> int | str:
    return "" if number is None else number
