"""A page asks the database the same number of times whether it shows three rows or thirty."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import OrganizationContent, Step
from tests.meetings.outlets.factories import (
    DAY,
    case,
    decision,
    document,
    item,
    meeting,
    membership,
    organization,
    person,
    publish,
    registration,
)

pytestmark = pytest.mark.django_db
Build = Callable[[OrganizationContent, int], str]


def agenda(ks: OrganizationContent, rows: int) -> str:
    held = meeting(ks, DAY + datetime.timedelta(days=rows))
    papers = [document(1000 * rows + number, of=ks) for number in range(3 * rows)]
    cases = [case(ks, f"{number}/{rows}") for number in range(rows)]
    items = [
        item(held, f"2.{n}", case=cases[n], documents=papers[3 * n : 3 * n + 3], outcome="Ja.")
        for n in range(rows)
    ]
    decisions = [decision(each, 1000 * rows + n) for n, each in enumerate(items)]
    publish(held, *papers, *cases, *items, *decisions)
    return held.path


def one_item(ks: OrganizationContent, rows: int) -> str:
    agenda(ks, rows)
    return f"/moten/ks/{DAY + datetime.timedelta(days=rows)}/2.1/"


def long_case(ks: OrganizationContent, rows: int) -> str:
    others = [organization(f"organ-{rows}-{n}") for n in range(rows)]
    steps = tuple(
        Step(date=DAY - datetime.timedelta(days=n), organization=other.id, text="Steg.")
        for n, other in enumerate(others)
    )
    related = [case(ks, f"R{n}/{rows}") for n in range(rows)]
    plan = case(ks, f"P/{rows}", steps=steps, related=tuple(each.id for each in related))
    meetings = [meeting(other) for other in others]
    items = [item(each, case=plan) for each in meetings]
    papers = [document(5000 * rows + n, of=other, case=plan) for n, other in enumerate(others)]
    lines = [registration(ks, plan.number, n) for n in range(rows)]
    publish(*others, *related, plan, *meetings, *items, *papers, *lines)
    return plan.path


def members(ks: OrganizationContent, rows: int) -> str:
    board = organization(f"namnd-{rows}", predecessors=(ks.id,))
    people = [person(1000 * rows + n) for n in range(rows)]
    seats = [membership(who, board) for who in people]
    held = [meeting(board, DAY - datetime.timedelta(days=n)) for n in range(rows)]
    publish(board, *people, *seats, *held)
    return board.path


def seats(ks: OrganizationContent, rows: int) -> str:
    someone = person(rows)
    boards = [organization(f"namnd-{rows}-{n}") for n in range(rows)]
    publish(someone, *boards, *(membership(someone, board) for board in boards))
    return someone.path


def of_list(path: str, build: Build) -> Build:
    def rows_of_list(ks: OrganizationContent, rows: int) -> str:
        build(ks, rows)
        return path

    return rows_of_list


PAGES = {
    "meeting": agenda,
    "item": one_item,
    "case": long_case,
    "organization": members,
    "person": seats,
    "start": of_list("/", agenda),
    "meetings": of_list("/moten/", members),
    "cases": of_list("/arenden/", agenda),
    "organizations": of_list("/organ/", seats),
    "people": of_list("/personer/", members),
}


@pytest.mark.parametrize("page", PAGES)
def test_queries_do_not_grow_with_rows(client: Client, page: str) -> None:
    ks = organization()
    publish(ks)
    counts = []
    for rows in (3, 30):
        path = PAGES[page](ks, rows)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 20
