"""Whoever harvests only what was modified holds the same as whoever reads everything anew.

That is what the four filters, `modified` and tombstones are for, so each way in which a record can
change is tried, and after each both harvesters are compared, byte for byte.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest

from meetings.decision_contents import Participant, VoteContent
from portal.core.ids import new_id
from portal.ledger.changes import Change
from portal.ledger.contents import Content
from portal.ledger.readers import members_of
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.oparl.conftest import Later
from tests.meetings.outlets.oparl.harvest import Json, everything, standing

pytestmark = pytest.mark.django_db


@dataclass
class Harvester:
    """Holds what it was given, and asks only for what was modified since."""

    held: dict[str, Json]
    since: str

    def harvest(self, now: str) -> dict[str, Json]:
        fresh = everything(modified_since=self.since)
        self.held, self.since = {**self.held, **fresh}, now
        return fresh


class City:
    """One of everything, published in one act."""

    def __init__(self) -> None:
        self.ks, self.kf = make.organization(), make.organization("kf", title="Fullmäktige")
        self.who = make.person(1, party="S")
        self.member = make.membership(self.who, self.ks)
        self.case = make.case(self.ks)
        self.paper = make.document(17, of=self.ks, files=(make.file_ref(),))
        self.other = make.document(18, of=self.ks)
        self.meeting = make.meeting(self.ks)
        self.item = make.item(self.meeting, "1", documents=[self.paper, self.other])
        self.second = make.item(self.meeting, "2")
        self.decision = make.decision(self.item, took_part=(self.took_part(),), method="vote")
        self.vote = VoteContent(
            id=new_id(),
            path=f"{self.decision.path}votering-1/",
            title="Votering",
            decision=self.decision.id,
            order=1,
            purpose="main",
            detail="counts",
            yes=7,
            no=6,
            won="yes",
        )
        make.publish(*self.contents())

    def took_part(self) -> Participant:
        return Participant(person=self.who.id, name=self.who.title, party="S")

    def contents(self) -> tuple[Content, ...]:
        own = (self.ks, self.kf, self.who, self.member, self.case, self.paper, self.other)
        return (*own, self.meeting, self.item, self.second, self.decision, self.vote)


Act = Callable[[City], object]


def narrow(content: Content, organization: UUID) -> None:
    make.withdraw(content)
    make.publish(content, audience=members_of(organization))


def erase(content: Content) -> None:
    change = Change(content.id, Verb.ERASED)
    publish_act(actor=make.REGISTRAR, changes=[change], key=str(new_id()), reason="Gallras.")


def correct(content: Content, **fields: object) -> None:
    make.correct(content.model_copy(update=fields))


ACTS: dict[str, Act] = {
    "a paper is corrected": lambda c: correct(c.paper, title="Rättad"),
    "a paper gets another file": lambda c: correct(
        c.paper, files=(make.file_ref("ny.pdf", b"%PDF-1.7 ny"),)
    ),
    "a paper's file gets another name": lambda c: correct(c.paper, files=(make.file_ref("b.pdf"),)),
    "a paper is withdrawn": lambda c: make.withdraw(c.paper, ground="OSL 21:1"),
    "a paper is addressed to members": lambda c: narrow(c.paper, c.ks.id),
    "a paper is erased": lambda c: erase(c.paper),
    "a late paper comes to an item": lambda c: correct(c.second, documents=(c.paper.id,)),
    "a paper leaves an item": lambda c: correct(c.item, documents=(c.other.id,)),
    "papers of an item change places": lambda c: correct(
        c.item, documents=(c.other.id, c.paper.id)
    ),
    "an item comes first": lambda c: make.publish(make.item(c.meeting, "0")),
    "items change places": lambda c: correct(c.second, number="0", path=f"{c.meeting.path}0/"),
    "an item is withdrawn": lambda c: make.withdraw(c.item),
    "an item is addressed to members": lambda c: narrow(c.item, c.ks.id),
    "a meeting is held in public": lambda c: correct(c.meeting, is_public=True),
    "a meeting has no place any more": lambda c: correct(c.meeting, place=""),
    "a meeting is withdrawn": lambda c: make.withdraw(c.meeting),
    "a meeting is erased": lambda c: erase(c.meeting),
    "a decision is corrected": lambda c: correct(c.decision, sentence="Nej."),
    "a decision is withdrawn": lambda c: make.withdraw(c.decision),
    "a vote is corrected": lambda c: correct(c.vote, yes=8),
    "a vote is withdrawn": lambda c: make.withdraw(c.vote),
    "a second decision comes": lambda c: make.publish(make.decision(c.second, number=2)),
    "a member joins": lambda c: make.publish(make.membership(c.who, c.kf)),
    "a member leaves": lambda c: make.withdraw(c.member),
    "a person is corrected": lambda c: correct(c.who, title="Annan"),
    "an organization has a successor": lambda c: correct(c.ks, successors=(c.kf.id,)),
    "a meeting of another term": lambda c: make.publish(
        make.meeting(c.kf, make.DAY.replace(year=2012))
    ),
    "a paper for members becomes public": lambda c: make.publish(
        make.document(19, of=c.ks), audience=members_of(c.ks.id)
    ),
}


@pytest.fixture
def harvester(later: Later) -> Callable[[], Harvester]:
    def begin() -> Harvester:
        now = later()
        return Harvester(everything(), now)

    return begin


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_a_harvester_of_changes_holds_what_a_full_harvest_gives(
    act: Act, later: Later, harvester: Callable[[], Harvester]
) -> None:
    """What disappeared is told, with the time at which it did."""
    city = City()
    stranger = harvester()
    before, at = stranger.held.keys(), later()
    act(city)
    told, now = stranger.harvest(later()), everything()
    assert standing(stranger.held) == now
    gone = before - now.keys()
    assert all(told[name]["deleted"] for name in gone)
    assert {told[name]["modified"] for name in gone} <= {at}


def test_it_holds_through_everything_that_happens(
    later: Later, harvester: Callable[[], Harvester]
) -> None:
    city = City()
    stranger = harvester()
    for again in (
        lambda: narrow(city.paper, city.ks.id),
        lambda: make.withdraw(city.paper),
        lambda: make.publish(city.paper),
        lambda: correct(city.item, documents=()),
        lambda: correct(city.item, documents=(city.paper.id,)),
        lambda: make.withdraw(city.item),
        lambda: make.publish(city.item),
    ):
        later()
        again()
        stranger.harvest(later())
        assert standing(stranger.held) == everything()


def test_nothing_is_told_when_nothing_happened(
    later: Later, harvester: Callable[[], Harvester]
) -> None:
    City()
    later()
    assert harvester().harvest(later()) == {}


def test_what_was_never_public_is_not_told_of(later: Later) -> None:
    city = City()
    before = everything()
    since = later()
    secret = make.document(20, of=city.ks)
    make.publish(secret, audience=members_of(city.ks.id))
    make.withdraw(secret)
    assert everything(modified_since=since) == {}
    assert everything() == before
