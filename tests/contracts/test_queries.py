"""Three rows or three hundred: as many queries. And one act with a whole agenda takes fifty."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import workloads
from meetings.contents import OrganizationContent
from meetings.models import Meeting
from meetings.services.publishing import publish as publish_records
from meetings.services.publishing import publish_agenda
from portal.ledger.changes import Actor
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

Build = Callable[[OrganizationContent, int], str]
MOST_OF_AN_ACT = 50


def _meeting(ks: OrganizationContent, rows: int) -> str:
    held = make.meeting(ks, make.DAY + datetime.timedelta(days=rows))
    cases = [make.case(ks, f"{place}/{rows}") for place in range(rows)]
    papers = [make.document(1_000 * rows + place, of=ks) for place in range(rows)]
    items = [
        make.item(held, f"2.{place}", case=case, documents=[paper])
        for place, (case, paper) in enumerate(zip(cases, papers, strict=True))
    ]
    make.publish(held, *cases, *papers, *items)
    return held.path


def _case(ks: OrganizationContent, rows: int) -> str:
    case = make.case(ks, f"P/{rows}")
    days = [make.DAY + datetime.timedelta(days=rows + place) for place in range(rows)]
    meetings = [make.meeting(ks, day, ordinal=2) for day in days]
    items = [make.item(held, case=case) for held in meetings]
    papers = [make.document(5_000 * rows + place, of=ks, case=case) for place in range(rows)]
    lines = [make.registration(ks, case.number, place) for place in range(rows)]
    make.publish(case, *meetings, *items, *papers, *lines)
    return case.path


def _diary(ks: OrganizationContent, rows: int) -> str:
    papers = [make.document(9_000 * rows + place, of=ks) for place in range(rows)]
    lines = [
        make.registration(ks, f"D/{rows}", place, document=paper.id)
        for place, paper in enumerate(papers)
    ]
    make.publish(*papers, *lines)
    return "/diarium/"


@contextmanager
def _counted() -> Iterator[list[int]]:
    found: list[int] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    found.append(len(queries))


@pytest.mark.parametrize("build", [_meeting, _case, _diary])
def test_three_hundred_rows_cost_as_many_queries_as_three(client: Client, build: Build) -> None:
    ks = make.organization()
    make.publish(ks)
    counts = []
    for rows in (3, 300):
        path = build(ks, rows)
        with _counted() as found:
            assert client.get(path).status_code == 200
        counts += found
    assert counts[0] == counts[1]


@pytest.mark.slow
def test_the_queries_of_one_act_with_60_items_and_200_documents() -> None:
    actor = Actor(role="registrar")
    publish_records(records=[workloads.organization()], actor=actor, key="organization")
    drafted = workloads.meeting(1, items=60, papers=200)
    meeting = Meeting.objects.get(pk=drafted.pk)
    with _counted() as found:
        publish_agenda(meeting=meeting, actor=actor, key="agenda")
    assert found[0] <= MOST_OF_AN_ACT
