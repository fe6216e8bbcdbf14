"""A committee of nine that votes: working records as the secretary writes them."""

import datetime
from dataclasses import dataclass
from typing import Any

from meetings.models import (
    AgendaItem,
    Ballot,
    Clause,
    Decision,
    Meeting,
    Membership,
    Organization,
    Person,
    Vote,
)
from meetings.services.publishing import publish
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.models import Act
from tests.meetings.registry import factories as make

SECRETARY = Actor(role="secretary")
SEATS = ("S", "S", "S", "M", "M", "V", "MP", "L", "KD")
"""The parties of the nine seats, in the order of the ballots."""


@dataclass(frozen=True)
class Committee:
    """An organization with nine members, a meeting and an item; all of it published."""

    organization: Organization
    meeting: Meeting
    item: AgendaItem
    members: list[Person]


def committee(short_name: str = "dn", name: str = "Demonämnden") -> Committee:
    organization = make.organization(short_name, name)
    members = [person(f"Ledamot {n}", party) for n, party in enumerate(SEATS, 1)]
    seats = [membership(each, organization) for each in members]
    case = make.case(organization, "DN-2024-00007", title="Öppettider")
    meeting = make.meeting(organization, state="finished")
    make.item(meeting, "2", title="Öppettider", case=case)
    make.put_live(organization, *members)
    make.put_live(*seats)
    make.put_live(case, meeting)
    return Committee(organization, meeting, meeting.items.get(), members)


def person(name: str, party: str = "") -> Person:
    return Person.objects.create(name=name, party=party, is_invented=True)


def membership(who: Person, where: Organization, **fields: Any) -> Membership:
    given: dict[str, Any] = {"role": "member", "valid_from": datetime.date(2015, 1, 1)}
    return Membership.objects.create(person=who, organization=where, **given | fields)


def vote(**fields: Any) -> Vote:
    """A round known as counts, 7–6; `counts` fields replace them."""
    given: dict[str, Any] = {"detail": "counts", "yes": 7, "no": 6, "won": "yes"}
    return Vote(**given | fields)


def named(of: Committee, choices: str, **fields: Any) -> Vote:
    """A named round: one letter a member, `y` ja, `n` nej, `a` avstår, `-` frånvarande, `j` jäv."""
    words = {"y": "yes", "n": "no", "a": "abstained", "-": "absent", "j": "conflict"}
    cast = [words[letter] for letter in choices]
    counts = {word: cast.count(word) for word in words.values()}
    won = "yes" if counts["yes"] > counts["no"] else "no"
    made = Vote(**{"detail": "named", "won": won} | counts | fields)
    made.ballots.add(
        *(
            Ballot(person=who, party=who.party, choice=choice)
            for who, choice in zip(of.members, cast, strict=False)
        )
    )
    return made


def decision(of: Committee, *votes: Vote, **fields: Any) -> Decision:
    """A draft; by vote where votes are given, else by acclamation."""
    given: dict[str, Any] = {
        "meeting": of.meeting,
        "item": of.item.record_id,
        "title": "Öppettider",
        "sentence": "Demonämnden sa ja till längre öppettider",
        "paragraph": "§ 12",
        "outcome": "approved",
        "method": "vote" if votes else "acclamation",
    }
    made = Decision(**given | fields)
    made.clauses = [Clause(text="Parken har öppet till klockan 22.")]
    made.votes = list(votes)
    made.save()
    return made


def put_live(*decisions: Decision, reason: str = "") -> Act:
    act = publish(records=decisions, actor=SECRETARY, key=str(new_id()), reason=reason)
    for each in decisions:
        each.refresh_from_db()
    return act


def published(of: Committee, *votes: Vote, **fields: Any) -> Decision:
    made = decision(of, *votes, **fields)
    put_live(made)
    return made
