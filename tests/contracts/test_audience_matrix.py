"""Who gets what at every address of the project, written by hand.

Nothing here is computed from the rules that it checks: each cell is what a person who read
the contract would expect. A new address without a row fails, and so does a row without one.

Columns: anonymous, resident, member of the organization, member of another, registrar of another.
`200+` names the record, `200-` answers without a trace of it.
"""

from dataclasses import dataclass

import pytest
from django.test import Client

from tests.contracts.addresses import public_routes
from tests.contracts.city import AUDIENCES, STATES, City, Place, build

RECORD = """
    public     200+ 200+ 200+ 200+ 200+
    members    404- 404- 200+ 404- 404-
    draft      404- 404- 404- 404- 404-
    withdrawn  410+ 410+ 410+ 410+ 410+
    sealed     404- 404- 410+ 404- 404-
"""
LIST = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200+ 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     200- 200- 200+ 200- 200-
"""
STANDING_ONLY = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200+ 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""
NO_RECORD = """
    public     200- 200- 200- 200- 200-
    members    200- 200- 200- 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""


@dataclass(frozen=True)
class Row:
    """One address as it is asked for a record of a kind: `{path}` and `{id}` are the record's."""

    kind: str
    address: str
    expected: str


MATRIX = {
    "": Row("meeting", "/", NO_RECORD),
    "api/v1/openapi.json": Row("document", "/api/v1/openapi.json", NO_RECORD),
    "api/v1/records": Row("document", "/api/v1/records?kind=document", LIST),
    "api/v1/records/<uuidstr:record_id>": Row("document", "/api/v1/records/{id}", RECORD),
    "api/v1/schemas/<kind>.json": Row("document", "/api/v1/schemas/document.json", NO_RECORD),
    "arenden/": Row("case", "/arenden/", LIST),
    "arenden/<slug:case>/": Row("case", "{path}", RECORD),
    "diarium/<slug:organization>/<slug:registration>/": Row("registration", "{path}", RECORD),
    "handlingar/<int:number>/": Row("document", "{path}", RECORD),
    "moten/": Row("meeting", "/moten/", LIST),
    "moten/<slug:organization>/<str:date>/": Row("meeting", "{path}", RECORD),
    "moten/<slug:organization>/<str:date>/<str:item>/": Row("agenda-item", "{path}", RECORD),
    "organ/": Row("organization", "/organ/", LIST),
    "organ/<slug:short_name>/": Row("organization", "{path}", RECORD),
    "personer/": Row("person", "/personer/", STANDING_ONLY),
    "personer/<int:number>/": Row("person", "{path}", RECORD),
    "personer/<int:number>/<slug:membership>/": Row("membership", "{path}", RECORD),
}
WITHOUT_RECORDS = {
    "api/v1/": "404 404 404 404 404",
    "formsprak/": "200 200 200 200 200",
    "logga-in/": "200 302 302 302 302",
    "logga-in/ny/": "200 302 302 302 302",
    "logga-ut/": "302 200 200 200 200",
    "sok/": "302 302 302 302 302",
    "stil/stad.css": "200 200 200 200 200",
}
"""Addresses at which no record can stand, and what each audience is answered."""

NO_LANGUAGE = ("api/", "stil/")
"""Addresses that are the same in every language."""


def expected_of(row: Row) -> dict[str, list[str]]:
    lines = [line.split() for line in row.expected.strip().splitlines()]
    return {state: cells for state, *cells in lines}


def asked(city: City, row: Row, language: str = "") -> dict[str, list[str]]:
    """What every audience is told in every state."""
    return {
        state: [
            _cell(reader, row, city.places[row.kind, state], language) for reader in city.readers
        ]
        for state in STATES
    }


def _cell(reader: Client, row: Row, place: Place, language: str) -> str:
    response = reader.get(language + row.address.format(path=place.path, id=place.id))
    body = b"".join(response) if response.streaming else response.content
    names_it = any(mark.encode() in body for mark in (str(place.id), place.path))
    return f"{response.status_code}{'+' if names_it else '-'}"


@pytest.fixture
def city(db: None) -> City:
    return build()


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted({*MATRIX, *WITHOUT_RECORDS}) == public_routes()


@pytest.mark.parametrize("row", MATRIX.values(), ids=MATRIX)
def test_each_audience_gets_what_the_matrix_says(city: City, row: Row) -> None:
    assert asked(city, row) == expected_of(row)


@pytest.mark.parametrize("route", [each for each in MATRIX if not each.startswith(NO_LANGUAGE)])
def test_english_pages_say_the_same(city: City, route: str) -> None:
    assert asked(city, MATRIX[route], "/en") == expected_of(MATRIX[route])


@pytest.mark.parametrize("route", WITHOUT_RECORDS)
def test_addresses_without_records(city: City, route: str) -> None:
    got = [str(reader.get(f"/{route}").status_code) for reader in city.readers]
    assert got == WITHOUT_RECORDS[route].split()


def test_the_matrix_is_whole() -> None:
    for row in MATRIX.values():
        assert list(expected_of(row)) == list(STATES)
        assert {len(cells) for cells in expected_of(row).values()} == {len(AUDIENCES)}
