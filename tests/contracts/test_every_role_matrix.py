"""Every address, API path and file as every role, at home and elsewhere; the registry too.

By hand: `AS` says as which column of tests/contracts/test_audience_matrix.py a role reads, in the
organization of the records (`own`) and in another; `REGISTRY` says who comes into the registry.
"""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.accounts.services import close_account
from portal.core.clock import now
from tests.contracts.addresses import REGISTRY as REGISTRY_ROOT
from tests.contracts.addresses import routes
from tests.contracts.city import AUDIENCES, City
from tests.contracts.test_audience_matrix import (
    EXAMPLES,
    MATRIX,
    WITHOUT_RECORDS,
    Reader,
    Row,
    cell,
    expected_of,
)

# Roles are asked for in Python; what the database is asked for a reader, the matrix of audiences
# asks of every engine.
pytestmark = pytest.mark.one_engine

AS = """
role           own       other
registrar      member    resident
secretary      member    resident
clerk          resident  resident
moderator      resident  resident
chair          member    resident
vice_chair     member    resident
member         member    resident
substitute     member    resident
auditor        member    resident
administrator  resident  resident
"""
OF_AUDITORS = ("granskning/", "granskning/logg.csv")
"""The audit log is for auditors alone, whatever column they read records as."""
OF_THE_OFFICE = {
    "forslag/kansli/": "200",
    "forslag/kansli/regler/": "200",
    "forslag/kansli/<int:number>/lagg-tillbaka/": "405",
    "forslag/kansli/<int:number>/steg/<slug:step>/": "405",
    "forslag/kansli/<int:number>/ta-over/": "405",
}
BEYOND: Mapping[str, Mapping[str, str]] = {
    "auditor": dict.fromkeys(OF_AUDITORS, "200"),
    "secretary": OF_THE_OFFICE,
    "clerk": OF_THE_OFFICE,
    "moderator": {
        **OF_THE_OFFICE,
        "samtal/granskning/": "200",
    },
    "administrator": {
        "forslag/kansli/regler/": "200",
        "samtal/granskning/regler/": "200",
        "samtal/granskning/regler/<slug:scope>/": "200",
    },
}
"""Where no record stands and a role is let in all the same, to its own desk. A moderator's desk of
rules is that of an organization in the registry, of which this city has none: `test_rules`."""
REGISTRY = {"registrar", "secretary", "administrator"}
ONCE_A_YEAR = timedelta(days=365)

READS_AS = {
    (line.split()[0], place): line.split()[at]
    for line in AS.strip().splitlines()[1:]
    for at, place in ((1, "own"), (2, "other"))
}
MEMBERS_STATES = ("public", "members", "sealed")
"""The states in which roles differ; what all roles are told of drafts and of what was withdrawn
for all is asked of the five audiences."""


def holder(role: str, place: str, city: City) -> Client:
    """Somebody with this role alone, in the records' organization or in another."""
    at_home = Grant.objects.get(user__username="ledamot").organization
    elsewhere = Grant.objects.get(user__username="annan ledamot").organization
    user = User.objects.create(username=f"{role} {place}")
    Grant.objects.create(
        user=user,
        role=role,
        organization=at_home if place == "own" else elsewhere,
        valid_from=now() - ONCE_A_YEAR,
    )
    client = Client()
    client.force_login(user)
    return client


def surprises(city: City, client: Client, column: str) -> list[str]:
    at, reader = AUDIENCES.index(column), Reader(client)
    return [
        f"{row.address} {row.kind} {state}: {got}, not {cells[at]}"
        for rows in MATRIX.values()
        for row in rows
        for state, cells in expected_of(row).items()
        if state in MEMBERS_STATES and (got := cell(reader, row, city, state, "")) != cells[at]
    ]


def test_every_role_has_its_line() -> None:
    assert {role for role, _place in READS_AS} == set(Role.values)
    assert set(READS_AS.values()) <= set(AUDIENCES)


@pytest.mark.slow
@pytest.mark.parametrize(("role", "place"), READS_AS)
def test_every_role_gets_what_its_column_says(city: City, role: str, place: str) -> None:
    client = holder(role, place, city)
    assert "\n".join(surprises(city, client, READS_AS[role, place])) == ""


@pytest.mark.slow
@pytest.mark.parametrize("role", Role.values)
def test_every_role_is_answered_alike_where_no_record_stands(city: City, role: str) -> None:
    """But for the desks of a role's own."""
    client = holder(role, "own", city)
    expected = {route: cells.split()[1] for route, cells in WITHOUT_RECORDS.items()}
    expected |= BEYOND.get(role, {})
    got = {
        route: str(client.get(f"/{EXAMPLES.get(route, route)}").status_code)
        for route in WITHOUT_RECORDS
    }
    assert {route: got[route] for route in got if got[route] != expected[route]} == {}


WEAK = {
    "a role that ended": lambda: Grant.objects.filter(user__username="ledamot").update(
        valid_to=now()
    ),
    "a role that has not begun": lambda: Grant.objects.filter(user__username="ledamot").update(
        valid_from=now() + ONCE_A_YEAR
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("why", WEAK)
def test_a_role_out_of_time_reads_as_a_resident(city: City, why: str) -> None:
    """In a session that was open all the while."""
    client = city.readers[AUDIENCES.index("member")]
    assert client.get("/sammantradesrum/").status_code == HTTPStatus.OK
    WEAK[why]()
    assert "\n".join(surprises(city, client, "resident")) == ""


@pytest.mark.slow
def test_a_closed_account_reads_as_anybody(city: City) -> None:
    client = city.readers[AUDIENCES.index("member")]
    close_account(user=User.objects.get(username="ledamot"))
    assert "\n".join(surprises(city, client, "anonymous")) == ""


@pytest.mark.slow
def test_without_a_second_factor_every_confidential_place_is_shut(
    city: City, settings: Settings
) -> None:
    """As a resident, and led to the second factor where a room begins."""
    settings.SECOND_FACTOR_REQUIRED = True
    client = city.readers[AUDIENCES.index("member")]
    client.session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
    found = [
        each
        for each in surprises(city, client, "resident")
        if not each.startswith(("/sammantradesrum/", "/styrrum/"))
    ]
    assert "\n".join(found) == ""
    assert client.get("/sammantradesrum/").status_code == HTTPStatus.FOUND


def registry_paths() -> list[str]:
    """Every address of the registry, its variable parts filled with something."""
    return sorted({_filled(route) for route in routes() if route.startswith(REGISTRY_ROOT)})


def _filled(route: str) -> str:
    """A path that the route takes; what needs more than this answers 404 to everybody."""
    parts: list[str] = []
    for piece in route.replace("\\Z", "").replace("^", "").replace("$", "").split("/"):
        parts.append("1" if "<" in piece or "(" in piece else piece)
    return "/" + "/".join(parts)


OPEN_TO_ALL = ("/registrator/login/", "/registrator/logout/", "/registrator/jsi18n/")
OPEN_BY_ADDRESS = ("password_reset", "/registrator/sprite/")
"""Wagtail's own login pages and drawings, which tell nothing."""


@pytest.mark.slow
@pytest.mark.parametrize("role", ["anonymous", "resident", *Role.values])
def test_only_those_with_business_come_into_the_registry(city: City, role: str) -> None:
    if role == "anonymous":
        client = Client()
    elif role == "resident":
        client = city.readers[AUDIENCES.index("resident")]
    else:
        client = holder(role, "own", city)
    paths = [
        path
        for path in registry_paths()
        if path not in OPEN_TO_ALL and not any(part in path for part in OPEN_BY_ADDRESS)
    ]
    assert len(paths) > 100
    if role in REGISTRY:
        assert client.get("/registrator/").status_code == HTTPStatus.OK
    else:
        assert [path for path in paths if client.get(path).status_code == HTTPStatus.OK] == []


def test_a_wrong_line_is_found(city: City) -> None:
    """A member who were said to read as a resident would surprise on their own papers."""
    row = Row("document", "{path}", MATRIX["handlingar/<int:number>/"][0].expected)
    member = Reader(city.readers[AUDIENCES.index("member")])
    expected = expected_of(row)["members"][AUDIENCES.index("resident")]
    assert (cell(member, row, city, "members", ""), expected) == ("200+", "404")
