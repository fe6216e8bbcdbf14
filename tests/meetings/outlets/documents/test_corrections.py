"""The page of corrections and withdrawals."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.ledger.readers import members_of
from tests.meetings.outlets.factories import (
    correct,
    document,
    organization,
    publish,
    registration,
    user_in,
    withdraw,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/rattelser/"


def text(client: Client, address: str = ADDRESS) -> str:
    answered = client.get(address)
    assert answered.status_code == 200
    return answered.content.decode()


def test_what_was_changed_stands_with_its_reason_and_ground(client: Client) -> None:
    first, second = document(17, title="Plan"), document(18, title="Hemlig rubrik")
    publish(first, second)
    correct(first, reason="Fel datum på sidan 2.")
    withdraw(second, reason="Innehöll en adress.", ground="OSL 21:7")
    shown = text(client)
    for part in (
        "Fel datum på sidan 2.",
        "Handling 17: Plan",
        "Innehöll en adress.",
        "OSL 21:7",
        ">Handling 18<",
        "/rattelser/atom.xml",
    ):
        assert part in shown, part
    assert "Hemlig rubrik" not in shown
    assert shown.index("Handling 18") < shown.index("Handling 17")


def test_an_empty_list_says_what_will_come(client: Client) -> None:
    assert "Ingenting är rättat eller återtaget" in text(client)


def test_a_paper_and_its_line_taken_back_in_one_act_are_one_row(client: Client) -> None:
    ks = organization()
    paper = document(18)
    line = registration(ks, document=paper.id)
    publish(ks, paper, line)
    withdraw(paper, line, reason="Innehöll en adress.")
    shown = text(client)
    assert shown.count("Innehöll en adress.") == 1
    assert ">Handling 18<" in shown


def test_a_line_taken_back_alone_is_told(client: Client) -> None:
    ks = organization()
    paper = document(18)
    line = registration(ks, document=paper.id)
    publish(ks, paper, line)
    withdraw(line, reason="Fel diarium.")
    assert text(client).count("Fel diarium.") == 1


def test_the_line_of_a_paper_for_members_is_told_to_everyone(client: Client) -> None:
    ks = organization()
    paper = document(18, of=ks)
    line = registration(ks, document=paper.id)
    publish(ks, line)
    publish(paper, audience=members_of(ks.id))
    withdraw(paper, line, reason="Fel diarium.")
    assert text(client).count("Fel diarium.") == 1


def test_what_was_for_members_is_told_to_members(client: Client) -> None:
    ks, other = organization(), organization("intraservice")
    publish(ks, other)
    secret = document(17, of=ks)
    publish(secret, audience=members_of(ks.id))
    correct(secret, reason="Hemligt skäl.", audience=members_of(ks.id))
    assert "Hemligt skäl." not in text(client)
    client.force_login(user_in(other, username="annan"))
    assert "Hemligt skäl." not in text(client)
    client.force_login(user_in(ks))
    assert "Hemligt skäl." in text(client)


def test_it_is_paged_by_key(client: Client) -> None:
    papers = [document(number) for number in range(1, 31)]
    publish(*papers)
    for paper in papers:
        correct(paper, reason=f"Skäl {paper.number}.")
    first = text(client)
    assert "Skäl 30." in first
    assert "Skäl 6." in first
    assert "Skäl 5." not in first
    key = first.split("efter=")[1].split('"')[0]
    second = text(client, f"{ADDRESS}?efter={key}")
    assert "Skäl 6." not in second
    assert "Skäl 5." in second


@pytest.mark.parametrize("key", ["x", "-1", "²", "99999999999999999999"])
def test_a_key_that_is_none_means_the_beginning(client: Client, key: str) -> None:
    paper = document(17)
    publish(paper)
    correct(paper, reason="Skäl.")
    assert "Skäl." in text(client, f"{ADDRESS}?efter={key}")


def test_thirty_rows_cost_as_many_queries_as_three(client: Client) -> None:
    counts = []
    for numbers in (range(1, 4), range(4, 31)):
        papers = [document(number) for number in numbers]
        publish(*papers)
        correct(*papers)
        with CaptureQueriesContext(connection) as counted:
            text(client)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 3
