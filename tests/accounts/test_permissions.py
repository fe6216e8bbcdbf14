"""Who may do what, written by hand: what the contract promises, not what the code says.

`own` in the organization where the role is held, `all` in every organization, `-` not at all.
"""

from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.permission_table import permission_table
from portal.accounts.permissions import RULES, Permission, holders_of, may
from portal.accounts.roles import Role
from portal.accounts.selectors import Visitor
from portal.accounts.services import give_role
from tests.accounts.people import LONG_AGO

pytestmark = pytest.mark.django_db

WHO = [
    *("nobody", "resident", "registrar", "secretary", "clerk", "moderator"),
    *("chair", "vice_chair", "member", "substitute", "auditor", "administrator"),
]
EXPECTED = """
READ_PUBLIC           all all all all all all all all all all all all
TAKE_PART             -   all all all all all all all all all all all
READ_MEMBERS          -   -   own own -   -   own own own own own -
ENTER_REGISTRY        -   -   all all -   -   -   -   -   -   -   all
KEEP_RECORDS          -   -   own own -   -   -   -   -   -   -   all
REMOVE_RECORD         -   -   own own -   -   -   -   -   -   -   all
MANAGE_ORGANIZATIONS  -   -   -   -   -   -   -   -   -   -   -   all
MANAGE_RULES          -   -   -   -   -   -   -   -   -   -   -   all
MANAGE_GRANTS         -   -   -   -   -   -   -   -   -   -   -   all
LEAD_MEETING          -   -   -   own -   -   own own -   -   -   -
VOTE_IN_MEETING       -   -   -   -   -   -   own own own own -   -
MODERATE              -   -   -   -   -   own -   -   -   -   -   -
ANSWER_PROPOSALS      -   -   -   own own -   -   -   -   -   -   -
READ_AUDIT_LOG        -   -   -   -   -   -   -   -   -   -   own -
"""
STATES = {
    "REMOVE_RECORD": ["never published"],
    "LEAD_MEETING": ["called", "ongoing"],
    "VOTE_IN_MEETING": ["ongoing"],
}
"""What is open only while the thing asked about is in one of these; all else is open always."""
EVERY_STATE = ["", "planned", "called", "ongoing", "finished", "cancelled", "never published"]

HERE, ELSEWHERE = uuid4(), uuid4()
ROWS = {line.split()[0]: line.split()[1:] for line in EXPECTED.strip().splitlines()}
PAGE = Path(__file__).resolve().parents[2] / "docs/permissions.md"


def visitor(who: str) -> Visitor:
    if who == "nobody":
        return AnonymousUser()
    user = User.objects.create(username=who)
    if who != "resident":
        give_role(user=user, role=Role(who), organization=HERE, valid_from=LONG_AGO)
    return user


def cell(who: Visitor, permission: Permission, state: str) -> str:
    here, elsewhere = (may(who, permission, each, state=state) for each in (HERE, ELSEWHERE))
    return {(True, True): "all", (True, False): "own", (False, False): "-"}[here, elsewhere]


def test_every_permission_and_every_role_has_its_cell() -> None:
    assert list(ROWS) == [each.name for each in Permission] == [each.name for each in RULES]
    assert {len(cells) for cells in ROWS.values()} == {len(WHO)}
    assert set(WHO) == {"nobody", "resident", *Role.values}


@pytest.mark.parametrize("who", WHO)
def test_each_role_may_what_the_table_says(who: str) -> None:
    person = visitor(who)
    at = WHO.index(who)
    got = {
        (each.name, state): cell(person, each, state)
        for each in Permission
        for state in EVERY_STATE
    }
    expected = {
        (name, state): cells[at] if state in STATES.get(name, EVERY_STATE) else "-"
        for name, cells in ROWS.items()
        for state in EVERY_STATE
    }
    assert {key: got[key] for key in got if got[key] != expected[key]} == {}


@pytest.mark.parametrize("who", WHO[2:])
def test_without_a_second_factor_a_role_opens_nothing(who: str, strict: None) -> None:
    person = visitor(who)
    assert {each.name for each in Permission if may(person, each, HERE, state="ongoing")} == {
        "READ_PUBLIC",
        "TAKE_PART",
    }


@pytest.mark.parametrize("who", WHO[1:])
def test_a_closed_account_may_what_anybody_may(who: str) -> None:
    person = visitor(who)
    assert isinstance(person, User)
    person.is_active = False
    assert [each.name for each in Permission if may(person, each, HERE, state="ongoing")] == [
        "READ_PUBLIC"
    ]


def test_holders_are_those_who_may() -> None:
    people = {who: visitor(who) for who in WHO}
    for permission, cells in ((Permission[name], cells) for name, cells in ROWS.items()):
        if cells[1] == "all":
            continue
        expected = {who for who, each in zip(WHO, cells, strict=True) if each != "-"}
        held = {user.username for user in holders_of(permission)}
        assert held == expected, permission
    assert len(people) == len(WHO)


def test_the_public_page_shows_the_table_of_the_code() -> None:
    shown = PAGE.read_text().split("permissions -->\n")[1].split("<!-- end")[0]
    assert shown == permission_table()
