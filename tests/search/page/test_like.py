"""More like this: of a record, of a text, and only what the reader may read."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from meetings.contents import CaseContent
from portal.ledger.readers import ANONYMOUS, members_of
from search.similar import similar, similar_to
from tests.meetings.outlets import factories as make
from tests.meetings.outlets.web.html import main_of

pytestmark = pytest.mark.django_db

SCOOTERS = "Elsparkcyklar ställs på trottoaren vid hållplatsen och spärrar vägen för blinda."


@pytest.fixture
def cases(indexed: Callable[[], int]) -> list[CaseContent]:
    """Two cases on scooters, one for members, and many others."""
    ks = make.organization()
    titles = ["Avgift för elsparkcyklar", "Elsparkcyklar vid hållplatser", "Hemliga elsparkcyklar"]
    cases = [
        make.case(ks, f"{number}/21", title=title, summary=SCOOTERS)
        for number, title in enumerate(titles, 801)
    ]
    others = [
        make.case(ks, f"{number}/20", title=f"Taxa {number} för vatten", summary="Avlopp")
        for number in range(300, 330)
    ]
    paper = make.document(50, of=ks, title="Yttrande om elsparkcyklar på trottoaren")
    make.publish(ks, *cases[:2], *others, paper)
    make.publish(cases[2], audience=members_of(ks.id))
    indexed()
    return cases


def test_a_case_is_like_another(client: Client, cases: list[CaseContent]) -> None:
    like = similar(cases[0].id, ANONYMOUS, kinds=frozenset({"case"}))
    assert [row.record_id for row in like][:1] == [cases[1].id]
    assert cases[2].id not in {row.record_id for row in like}
    page = client.get(f"/sok/?liknar={cases[0].id}&typ=arende")
    assert cases[1].path in main_of(page)
    assert "/handlingar/50/" not in main_of(page)


def test_a_text_is_like_a_case(cases: list[CaseContent]) -> None:
    like = similar_to("Gör något åt elsparkcyklarna på trottoarerna!", ANONYMOUS)
    assert {cases[0].id, cases[1].id} <= {row.record_id for row in like}
    assert similar_to("", ANONYMOUS) == similar_to("🙂\0", ANONYMOUS) == []


def test_what_was_withdrawn_is_like_nothing(client: Client, cases: list[CaseContent]) -> None:
    make.withdraw(cases[1])
    like = similar(cases[0].id, ANONYMOUS, kinds=frozenset({"case"}))
    assert cases[1].id not in {row.record_id for row in like}
    assert client.get(f"/sok/?liknar={cases[1].id}").status_code == 404


def test_a_hidden_record_is_asked_for_in_vain(client: Client, cases: list[CaseContent]) -> None:
    for wanted in (cases[2].id, uuid4(), "x", "", "\0"):
        assert client.get("/sok/", {"liknar": str(wanted)}).status_code == 404


def test_a_case_leads_to_those_like_it(client: Client, cases: list[CaseContent]) -> None:
    page = main_of(client.get(cases[0].path))
    assert f'href="/sok/?liknar={cases[0].id}&amp;typ=arende"' in page
