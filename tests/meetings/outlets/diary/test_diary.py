"""The diary: every line, found by number and words, and never a silent gap."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import OrganizationContent
from meetings.outlets.diary.listing import key_of
from portal.ledger.readers import members_of
from tests.meetings.outlets.factories import (
    correct,
    document,
    organization,
    publish,
    registration,
    secret_registration,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/diarium/"


def text(client: Client, address: str = ADDRESS, **asked: str) -> str:
    answered = client.get(address, asked)
    assert answered.status_code == 200
    return answered.content.decode()


def numbers(shown: str) -> list[str]:
    """The numbers of the lines shown, in order."""
    return re.findall(r'class="diary-number"><a href="[^"]+">([^<]+)</a>', shown)


def rows(shown: str) -> list[str]:
    return re.findall(r"<tr class=\"diary-row.*?</tr>", shown, re.DOTALL)


@pytest.fixture
def slk() -> OrganizationContent:
    made = organization("slk", title="Stadsledningskontoret")
    publish(made)
    return made


def test_a_line_tells_number_date_organization_counterpart_and_matter(
    client: Client, slk: OrganizationContent
) -> None:
    paper = document(17)
    line = registration(
        slk, "1451/14", 4, document=paper.id, counterpart="Nämnden", matter="Protokollsutdrag"
    )
    publish(paper, line)
    (row,) = rows(text(client))
    for part in (
        f'data-record="{line.id}" data-version="1" data-sha256="{line.sha256}"',
        f'data-record="{paper.id}" data-version="1" data-sha256="{paper.sha256}"',
        '<a href="/diarium/slk/1451-14-4/">1451/14-4</a>',
        "2016-09-05",
        "Stadsledningskontoret",
        "Inkommen",
        "Nämnden",
        '<a href="/handlingar/17/">Protokollsutdrag</a>',
    ):
        assert part in row, part


def test_a_secret_line_has_number_and_date_and_nothing_else(
    client: Client, slk: OrganizationContent
) -> None:
    secret = document(17, title="Hemlig rubrik", provision="OSL 18:8")
    line = secret_registration(slk, "0606/18", 1)
    publish(secret, audience=members_of(slk.id))
    publish(line)
    for login in (None, user_in(slk)):
        if login:
            client.force_login(login)
        (row,) = rows(text(client))
        assert "0606/18-1" in row
        assert "2016-09-05" in row
        assert "Sekretess" in row
        assert f'data-record="{line.id}" data-version="1" data-sha256="{line.sha256}"' in row
        assert "Hemlig" not in row
        assert str(secret.id) not in row
        assert "Inkommen" not in row


def test_a_withdrawn_line_keeps_its_row_with_the_reason(
    client: Client, slk: OrganizationContent
) -> None:
    line = registration(slk, "1451/14", 4, counterpart="Anna Andersson", matter="Privat sak")
    publish(line)
    withdraw(line, reason="Registrerad två gånger.")
    (row,) = rows(text(client))
    assert f'data-record="{line.id}" data-version="2" data-sha256=""' in row
    assert "1451/14-4" in row
    assert "Registrerad två gånger." in row
    assert "Anna Andersson" not in row
    assert "Privat sak" not in row
    assert numbers(text(client, q="privat")) == []
    assert numbers(text(client, q="1451/14")) == ["1451/14-4"]


def test_a_withdrawn_paper_is_said_to_be_so_on_its_line(
    client: Client, slk: OrganizationContent
) -> None:
    paper = document(17)
    line = registration(slk, document=paper.id)
    publish(paper, line)
    withdraw(paper)
    (row,) = rows(text(client))
    assert f'data-record="{paper.id}" data-version="2" data-sha256=""' in row
    assert "Återtagen" in row


def test_a_paper_withdrawn_with_its_line_is_still_named(
    client: Client, slk: OrganizationContent
) -> None:
    paper, other = document(17, title="Hemlig rubrik"), document(18)
    lines = (
        registration(slk, serial=1, document=paper.id),
        registration(slk, document=other.id, serial=2),
    )
    publish(paper, other, *lines)
    withdraw(paper, *lines)
    second, first = rows(text(client))
    assert f'data-record="{paper.id}" data-version="2" data-sha256=""' in first
    assert "Handling 17" in first
    assert "Hemlig" not in first
    assert str(other.id) not in second


def test_a_corrected_line_tells_why(client: Client, slk: OrganizationContent) -> None:
    line = registration(slk)
    publish(line)
    correct(line.model_copy(update={"counterpart": "Rätt"}), reason="Fel motpart.")
    (row,) = rows(text(client))
    assert "Fel motpart." in row
    assert 'data-version="2"' in row


def test_the_newest_stand_first_and_by_number_within_a_day(
    client: Client, slk: OrganizationContent
) -> None:
    publish(
        registration(slk, "1451/14", 9),
        registration(slk, "1451/14", 10),
        registration(slk, "0001/17", 1, date=datetime.date(2017, 1, 2)),
    )
    assert numbers(text(client)) == ["0001/17-1", "1451/14-10", "1451/14-9"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("1451/14", ["1451/14-2", "1451/14-1"]),
        ("1451/14-2", ["1451/14-2"]),
        ("slk-2023", ["SLK-2023-01047-1"]),
        ("ÅKERI", ["1451/14-2"]),
        ("åkeri trafik", ["1451/14-2"]),
        ("trafik åkeri 2023", []),
        ("handlingsplan", ["1451/14-1"]),
        ("100%", []),
        ("_", []),
        ("kind", []),
    ],
)
def test_it_is_found_by_number_and_words(
    client: Client, slk: OrganizationContent, query: str, expected: list[str]
) -> None:
    paper = document(17, title="Handlingsplan")
    publish(
        paper,
        registration(slk, "1451/14", 1, matter="Plan", document=paper.id),
        registration(slk, "1451/14", 2, counterpart="Ängens Åkeri AB", matter="Trafik"),
        registration(slk, "SLK-2023-01047", 1, date=datetime.date(2023, 5, 1), matter="Annat"),
    )
    assert numbers(text(client, q=query)) == expected


def test_words_of_a_secret_paper_find_nothing(client: Client, slk: OrganizationContent) -> None:
    """Not even for a member: the line itself would be told by its silence."""
    secret = document(17, title="Brandvägg")
    publish(secret, audience=members_of(slk.id))
    publish(secret_registration(slk))
    for login in (None, user_in(slk)):
        if login:
            client.force_login(login)
        assert numbers(text(client, q="brandvägg")) == []


def test_it_is_narrowed_to_an_organization_and_a_year(
    client: Client, slk: OrganizationContent
) -> None:
    other = organization("intraservice")
    publish(
        other,
        registration(slk, "1/16"),
        registration(slk, "1/17", date=datetime.date(2017, 1, 1)),
        registration(other, "2/16"),
    )
    assert numbers(text(client, organ="slk", ar="2016")) == ["1/16-1"]
    assert numbers(text(client, organ="intraservice")) == ["2/16-1"]
    assert numbers(text(client, ar="2017")) == ["1/17-1"]
    assert "Ingen rad stämmer" in text(client, organ="intraservice", ar="2017")


def test_it_is_paged_by_key_and_loses_nothing(client: Client, slk: OrganizationContent) -> None:
    day = datetime.date(2016, 1, 1)
    lines = [
        registration(slk, "1/16", serial, date=day + datetime.timedelta(days=serial % 7))
        for serial in range(1, 121)
    ]
    publish(*lines)
    seen, address = [], ADDRESS
    for _page in range(3):
        shown = text(client, address)
        seen += numbers(shown)
        following = re.search(r'rel="next" href="([^"]+)"', shown)
        address = following[1].replace("&amp;", "&") if following else ""
    assert address == ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("key", ["x", "2016-09-05~x~y", "~~", "2016-99-05~a~b", "a~b"])
def test_a_key_that_is_none_is_the_beginning(
    client: Client, slk: OrganizationContent, key: str
) -> None:
    assert key_of(key) is None
    publish(registration(slk))
    assert numbers(text(client, efter=key)) == ["1451/14-1"]


def test_an_empty_diary_says_what_will_come(client: Client) -> None:
    assert "Diariet är tomt" in text(client)


def test_nothing_new_is_304(client: Client, slk: OrganizationContent) -> None:
    publish(registration(slk))
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304
    publish(registration(slk, serial=2))
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("query", ["", "1451/14 plan"])
def test_thirty_lines_cost_as_many_queries_as_three(
    client: Client, slk: OrganizationContent, query: str
) -> None:
    counts = []
    for serials in (range(1, 4), range(4, 31)):
        for serial in serials:
            paper = document(serial)
            publish(paper, registration(slk, "1451/14", serial, document=paper.id, matter="Plan"))
        with CaptureQueriesContext(connection) as counted:
            text(client, q=query)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 11
