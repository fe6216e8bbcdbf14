"""A small city for the audience matrix: every kind of record in every state.

States: `public`, `members` (of the city's executive board, ks), `draft` (a working record that was
never published), `withdrawn` (was public) and `sealed` (was for members, then withdrawn).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.test import Client

from meetings import models
from meetings.addresses import decision_path, vote_path
from meetings.contents import AgendaItemContent, OrganizationContent
from meetings.decision_contents import DecisionContent, VoteContent
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.core.canonical import sha256_hex
from portal.core.clock import parse_moment
from portal.core.ids import new_id
from portal.ledger.contents import Content, FileRef
from portal.ledger.readers import members_of
from portal.pages.models import HomePage, InformationPage
from tests.factories import pdf, stored
from tests.meetings.outlets import factories as make

DAY = datetime.date(2016, 10, 3)
FILE = "handling.pdf"
STATES = ("public", "members", "draft", "withdrawn", "sealed")
AUDIENCES = ("anonymous", "resident", "member", "other member", "other registrar")


@dataclass(frozen=True)
class Place:
    """Where a record stands or would stand: its identity and its canonical path."""

    id: UUID
    path: str


@dataclass(frozen=True)
class City:
    """`places` by kind and state; `readers` are clients in the order of AUDIENCES."""

    places: dict[tuple[str, str], Place]
    readers: tuple[Client, ...]


def build(*, pages: bool = True) -> City:
    """Publish everything and log everybody in.

    `pages`: the city's own pages too, which need the first pages that a migration made.
    """
    ks, kf = make.organization(), make.organization("kf", title="Kommunfullmäktige")
    make.publish(ks, kf)
    places: dict[tuple[str, str], Place] = {}
    for number, state in enumerate(STATES, 11):
        contents = list(_contents(ks, state, number))
        _bring_about(state, contents, members_of(ks.id))
        places |= {(each.kind, state): Place(each.id, each.path) for each in contents}
    places |= {(each.kind, "draft"): Place(each.id, each.path) for each in _drafts()}
    states = ("public", "draft", "withdrawn") if pages else ()
    places |= {("page", state): _page(state) for state in states}
    return City(places, _readers(ks, kf))


def _bring_about(state: str, contents: list[Content], members: str) -> None:
    if state == "draft":
        return
    make.publish(*contents, audience="public" if state in {"public", "withdrawn"} else members)
    if state in {"withdrawn", "sealed"}:
        make.withdraw(*contents)


def _contents(ks: OrganizationContent, state: str, number: int) -> Iterator[Content]:
    """One content of each kind, told apart by its number from 11 on; drafts begin at 1."""
    day = datetime.date(2016, 10, number)
    yield make.organization(f"organ-{number}", title=f"Organ {state}")
    yield (who := make.person(number, title=f"Person {state}"))
    yield make.membership(who, ks)
    yield (case := make.case(ks, f"14{number}/14", title=f"Ärende {state}"))
    line = make.registration(ks, f"15{number}/14", matter=f"Rad {state}")
    yield line
    title = f"Handling {state}"
    paper = make.document(
        number, of=ks, case=case, registrations=[line], files=(_file(),), title=title
    )
    yield paper
    yield (meeting := make.meeting(ks, day, title=f"Sammanträde {state}"))
    item = make.item(meeting, case=case, documents=[paper], title=f"Punkt {state}")
    yield item
    yield (decision := _decision(number, item, f"Beslut {state}"))
    yield VoteContent(
        id=new_id(),
        path=vote_path(decision.path, 1),
        title=f"Votering {state}",
        organization=item.organization,
        date=item.date,
        decision=decision.id,
        order=1,
        purpose="main",
        detail="counts",
        yes=7,
        no=6,
        won="yes",
    )


def _page(state: str) -> Place:
    """A page of the city's own: published, unpublished again, or never published."""
    page = InformationPage(title=f"Sida {state}", slug=f"sida-{state}", live=False)
    HomePage.objects.get().add_child(instance=page)
    if state != "draft":
        page.save_revision().publish()
    if state == "withdrawn":
        page.refresh_from_db()
        page.unpublish()
    return Place(page.record_id, page.to_record().path)


def _decision(number: int, item: AgendaItemContent, title: str) -> DecisionContent:
    return DecisionContent(
        id=new_id(),
        path=decision_path(number),
        title=title,
        organization=item.organization,
        date=item.date,
        number=number,
        item=item.id,
        sentence="KS sa ja, 7–6",
        outcome="approved",
        method="vote",
    )


def _file() -> FileRef:
    return stored(_pdf(), FILE)


def file_hash() -> str:
    """Of the one file that every document of the city lists."""
    return sha256_hex(_pdf())


@cache
def _pdf() -> bytes:
    return pdf("En sida.")


def _drafts() -> Iterator[Content]:
    """What the registry has written and not published, as it would be published."""
    rules, _created = models.RuleSet.objects.get_or_create(name="Nämnd")
    organ = models.Organization.objects.create(
        name="Organ draft",
        short_name="organ-3",
        kind="committee",
        rule_set=rules,
        valid_from=datetime.date(2011, 1, 1),
    )
    who = models.Person.objects.create(name="Person draft")
    role = models.Membership.objects.create(
        person=who, organization=organ, role=Role.MEMBER, valid_from=datetime.date(2015, 1, 1)
    )
    case = models.Case.objects.create(
        number="1403/14",
        title="Ärende draft",
        organization=organ,
        opened=datetime.date(2014, 1, 22),
    )
    paper = models.Document.objects.create(title="Handling draft", kind="letter", owner=organ)
    line = models.Registration.objects.create(
        document=paper,
        organization=organ,
        number="1503/14",
        serial=1,
        date=datetime.date(2016, 9, 5),
        direction="in",
    )
    meeting = models.Meeting.objects.create(
        organization=organ, start=parse_moment("2016-10-03T10:00")
    )
    item = models.AgendaItem.objects.create(meeting=meeting, number="2.2.2", title="Punkt draft")
    decision = models.Decision.objects.create(
        meeting=meeting, item=item.record_id, date=DAY, title="Beslut draft", outcome="approved"
    )
    vote = models.Vote.objects.create(decision=decision, yes=7, no=6, won="yes")
    made = (organ, who, role, case, paper, line, meeting, item, decision, vote)
    yield from (each.to_record() for each in made)


def _readers(ks: OrganizationContent, kf: OrganizationContent) -> tuple[Client, ...]:
    resident = User.objects.create(username="boende")
    return (
        Client(),
        _client(resident),
        _client(make.user_in(ks, Role.MEMBER, "ledamot")),
        _client(make.user_in(kf, Role.MEMBER, "annan ledamot")),
        _client(make.user_in(kf, Role.REGISTRAR, "annan registrator")),
    )


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
