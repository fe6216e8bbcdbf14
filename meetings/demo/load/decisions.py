"""What the demo's meetings decided, with its votes as far as they are known."""

from collections.abc import Iterator, Mapping

from meetings.demo import agenda as source
from meetings.demo.load.identity import demo_id, known
from meetings.demo.meetings import TO_COUNCIL
from meetings.demo.people import members_on
from meetings.models import (
    Ballot,
    Clause,
    Decision,
    Meeting,
    Organization,
    Participation,
    Person,
    ProtocolNote,
    Reservation,
    Vote,
)
from meetings.states import Choice, NoteKind, Side, VoteDetail

People = Mapping[str, Person]


def load_decisions(
    each: source.Meeting,
    meeting: Meeting,
    organizations: Mapping[str, Organization],
    people: People,
) -> list[Decision]:
    """The decisions of one held meeting as drafts, in the order of its agenda."""
    return [
        _decision(each, item, item.decided, meeting, organizations, people)
        for item in each.items
        if item.decided is not None
    ]


def _decision(
    each: source.Meeting,
    item: source.Item,
    decided: source.Decided,
    meeting: Meeting,
    organizations: Mapping[str, Organization],
    people: People,
) -> Decision:
    key = f"{each.key}/{item.number}"
    found = known(Decision, "decision", key)
    if found is not None:
        return found
    made = Decision(
        record_id=demo_id("decision", key),
        meeting=meeting,
        item=demo_id("item", key),
        title=item.title,
        sentence=decided.sentence or (item.outcome or "").removesuffix(TO_COUNCIL),
        paragraph=f"§ {item.paragraph}" if item.paragraph else "",
        outcome=decided.outcome,
        method=decided.method,
        forwarded_to=organizations[item.forwarded_to] if item.forwarded_to else None,
        preliminary=False,
    )
    made.clauses = [Clause(text=text) for text in decided.clauses]
    made.votes = [_vote(key, n, vote, people) for n, vote in enumerate(item.votes, 1)]
    made.reservations = [_reservation(dissent) for dissent in decided.reservations]
    made.notes = list(_notes(item, decided))
    if decided.lists_members:
        made.participants = list(_participants(each, item, people))
    made.save()
    return made


def _vote(key: str, number: int, each: source.Vote, people: People) -> Vote:
    made = Vote(
        record_id=demo_id("vote", f"{key}/{number}"),
        purpose=each.purpose,
        about=each.about,
        yes_means=each.yes_means,
        no_means=each.no_means,
        detail=_detail(each),
        secret=each.secret,
        won=each.won,
        casting_vote=each.won if each.casting_vote else "",
        prose=each.prose,
    )
    made.ballots.add(*(_ballot(ballot, people) for ballot in each.ballots))
    for name, number_of in _counts(each).items():
        setattr(made, name, number_of)
    return made


def _detail(each: source.Vote) -> VoteDetail:
    if each.ballots:
        return VoteDetail.NAMED
    return VoteDetail.PROSE if each.winning is None else VoteDetail.COUNTS


def _counts(each: source.Vote) -> dict[str, int | None]:
    """Of a named vote all six; of the others what is known, and no zero that nobody counted."""
    if each.ballots:
        cast: list[str] = [ballot.choice for ballot in each.ballots]
        return {choice.value: cast.count(choice.value) for choice in Choice}
    loser = Side.NO if each.won == Side.YES.value else Side.YES
    return {each.won: each.winning, loser.value: each.losing}


def _ballot(each: source.Ballot, people: People) -> Ballot:
    who = people[each.person]
    served_for = people[each.served_for].name if each.served_for else ""
    return Ballot(person=who, party=who.party, choice=each.choice, served_for=served_for)


def _participants(
    each: source.Meeting, item: source.Item, people: People
) -> Iterator[Participation]:
    """Those who voted; where nobody was asked by name, the members of the day."""
    ballots = [ballot for vote in item.votes[-1:] for ballot in vote.ballots]
    took_part = [ballot for ballot in ballots if ballot.choice not in {"absent", "conflict"}]
    for ballot in took_part:
        served_for = people[ballot.served_for].name if ballot.served_for else ""
        yield Participation(person=people[ballot.person], served_for=served_for)
    if not ballots:
        for seat in members_on(each.organization, each.date):
            yield Participation(person=people[seat.person])


def _reservation(each: source.Dissent) -> Reservation:
    return Reservation(parties=", ".join(each.parties), text=each.text)


def _notes(item: source.Item, decided: source.Decided) -> Iterator[ProtocolNote]:
    told = {note.parties: note.text for note in decided.told_notes}
    for kind, groups in ((NoteKind.STATEMENT, item.statements), (NoteKind.NOTE, item.notes)):
        for parties in groups:
            text = told.get(parties, "")
            yield ProtocolNote(kind=kind, parties=", ".join(parties), text=text)
