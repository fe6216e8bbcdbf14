"""What a device may keep: what anybody may read; and how it learns of what has changed."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.contents import MeetingContent
from portal.accounts.roles import Role
from portal.ledger.readers import members_of
from portal.ledger.selectors import head_seq
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db


def listing(client: Client, meeting: MeetingContent) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(client.get(f"{meeting.path}spara.json").content)
    return said


def meeting_with(papers: int) -> MeetingContent:
    ks = make.organization(f"organ-{papers}")
    held = make.meeting(ks)
    written = [make.document(1_000 * papers + place, of=ks) for place in range(papers)]
    items = [make.item(held, f"2.{at}", documents=[each]) for at, each in enumerate(written)]
    make.publish(ks, held, *written, *items)
    return held


def test_a_members_paper_is_never_listed_not_even_for_a_member() -> None:
    ks = make.organization()
    held, secret, open_one = make.meeting(ks), make.document(1, of=ks), make.document(2, of=ks)
    item = make.item(held, documents=[secret, open_one])
    make.publish(ks, held, open_one, item)
    make.publish(secret, audience=members_of(ks.id))
    member = Client()
    member.force_login(make.user_in(ks, Role.MEMBER, "ledamot"))
    for client in (Client(), member):
        assert [each["id"] for each in listing(client, held)["papers"]] == [str(open_one.id)]
    room = member.get(f"/sammantradesrum{held.path.removeprefix('/moten')}")
    assert "no-store" in room.headers["Cache-Control"]


def test_a_listing_costs_as_many_queries_for_forty_papers_as_for_two(client: Client) -> None:
    counts = []
    for papers in (2, 40):
        held = meeting_with(papers)
        with CaptureQueriesContext(connection) as queries:
            assert len(listing(client, held)["papers"]) == papers
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_what_changed_is_told_with_what_it_is_part_of(client: Client) -> None:
    ks = make.organization()
    held, paper = make.meeting(ks), make.document(1, of=ks)
    make.publish(ks, held, paper)
    before, kept = head_seq(), listing(client, held)
    make.withdraw(paper)
    late = make.item(held, documents=[])
    make.publish(late)
    said = json.loads(client.get(f"/sparat/andrat.json?after={before}").content)
    assert said["head"] == head_seq()
    assert set(said["records"]) == {str(paper.id), str(late.id), str(held.id)}
    assert listing(client, held)["edition"] != kept["edition"]


def test_a_device_from_another_ledger_is_told_to_ask_for_everything(client: Client) -> None:
    said = json.loads(client.get("/sparat/andrat.json?after=99").content)
    assert said == {"head": 0, "records": None}


def test_the_worker_names_only_what_there_is(client: Client) -> None:
    text = client.get("/worker.js").content.decode()
    shell = json.loads(text.split("const SHELL = ")[1].split(";\n")[0])
    assert {"/sparat/", "/en/sparat/utan-nat/", "/static/js/keeping.js"} <= set(shell)
    assert all(client.get(each).status_code == 200 for each in shell if "/static/" not in each)


def test_the_manifest_speaks_the_language_of_its_page(client: Client) -> None:
    said = {path: client.get(path).json() for path in ("/app.webmanifest", "/en/app.webmanifest")}
    assert [each["start_url"] for each in said.values()] == ["/", "/en/"]
    assert [each["lang"] for each in said.values()] == ["sv", "en"]
    assert {each["purpose"] for each in said["/app.webmanifest"]["icons"]} == {"any", "maskable"}
