"""Every rule can fail: a faultless server is spoiled in one place, and just that is told."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from meetings.conformance import fetching
from meetings.conformance.findings import BROKEN, Findings, Rule
from meetings.conformance.objects import check_object
from meetings.conformance.walking import NoSystem, Walk
from tests.meetings.conformance.world import (
    AT,
    NOW,
    Json,
    Said,
    World,
    faultless,
    page,
    serving,
    thing,
)

Spoil = Callable[[World], object]


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "PAUSES", ())


def walked(world: World) -> Findings:
    findings = Findings()
    with serving(world) as address:
        Walk(findings).system(f"{address}/system")
    return findings


def test_a_faultless_server_has_no_deviations() -> None:
    findings = walked(faultless())
    assert findings.by_rule() == {}
    assert findings.objects["Paper"] == 2


def listed(world: World, name: str) -> Json:
    """The first object of a list, to be spoiled."""
    found: Json = world[f"/{name}"].body["data"][0]
    return found


def put(name: str, **fields: Any) -> Spoil:
    return lambda world: listed(world, name).update(fields)


def drop(name: str, field: str) -> Spoil:
    return lambda world: listed(world, name).pop(field)


def says(path: str, body: Any, **fields: Any) -> Spoil:
    return lambda world: world.update({path: Said(body, **fields)})


def items(world: World) -> list[Json]:
    found: list[Json] = listed(world, "meeting")["agendaItem"]
    return found


def lose_headers(world: World) -> None:
    world["/meeting"].headers = {"Content-Type": "text/html"}


def lose_filters(world: World) -> None:
    world[
        "/person?modified_since=1970-01-01T00%3A00%3A00%2B01%3A00"
        "&created_until=2100-01-01T00%3A00%3A00%2B01%3A00"
    ] = Said({**page([]), "links": {"first": f"{AT}/person"}})


JSON = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}

SPOILS: dict[Rule, Spoil] = {
    Rule.UNREACHABLE: says("/meeting", {}, status=404),
    Rule.NOT_JSON: says("/meeting", b"<html>", headers=JSON),
    Rule.NOT_UTF8: says("/meeting", b'{"data":["\xff"]}', headers=JSON),
    Rule.TOO_LARGE: says("/meeting", b" " * 3_000_000, headers=JSON),
    Rule.MEDIA_TYPE: lose_headers,
    Rule.NO_CORS: lose_headers,
    Rule.NOT_A_LIST: says("/meeting", page(None)),
    Rule.NO_LINKS: says("/meeting", {"data": []}),
    Rule.PAGE_LOOP: says("/paper?page=2", page([], following=f"{AT}/paper")),
    Rule.PAGE_SIZE: lambda world: world.update(
        {
            "/paper?page=2": Said(page([], following=f"{AT}/paper?page=3")),
            "/paper?page=3": Said(page([])),
        }
    ),
    Rule.OTHER_HOST: says("/paper?page=2", page([], following="http://annan.exempel/paper")),
    Rule.FILTER_IGNORED: lambda world: world["/meeting"].headers.update(ignores="1"),
    Rule.FILTER_LOST: lose_filters,
    Rule.DELETED_LISTED: put("meeting", deleted=True),
    Rule.DUPLICATE_ID: lambda world: world["/person"].body["data"].append(listed(world, "person")),
    Rule.UNRESOLVED: put("meeting", organization=[f"{AT}/organization/9"]),
    Rule.OTHER_ID: lambda world: world.update({"/meeting/1": Said(thing("Meeting", "/meeting/2"))}),
    Rule.FILE_ATTACHED: says("/open", b"", headers={"Content-Disposition": "attachment"}),
    Rule.FILE_NOT_ATTACHED: says("/take", b"", headers={}),
    Rule.NOT_AN_OBJECT: lambda world: world["/meeting"].body["data"].append(None),
    Rule.UNKNOWN_TYPE: put("meeting", type="Sammanträde"),
    Rule.WRONG_TYPE: put("meeting", type="https://schema.oparl.org/1.1/Paper"),
    Rule.OTHER_VERSION: put("meeting", type="https://schema.oparl.org/1.0/Meeting"),
    Rule.MISSING_FIELD: lambda world: items(world)[0].pop("order"),
    Rule.MISSING_TIME: drop("meeting", "modified"),
    Rule.NULL_VALUE: lambda world: world["/bodies"].body["data"][0].update(legislativeTerm=None),
    Rule.WRONG_VALUE: put("meeting", start="2026-05-04T08:00:00Z"),
    Rule.UNKNOWN_FIELD: put("meeting", body=f"{AT}/body"),
    Rule.WRONG_ORDER: lambda world: items(world).reverse(),
    Rule.DELETED_EMBEDDED: lambda world: items(world)[1].update(deleted=True),
    Rule.MODIFIED_FIRST: put("meeting", created="2027-01-01T00:00:00+01:00"),
}


@pytest.mark.parametrize("rule", list(Rule))
def test_each_rule_can_fail(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 2_000_000)
    world = faultless()
    SPOILS[rule](world)
    assert rule in {found for found, _kind, _field in walked(world).counts}


def test_every_rule_has_words_and_a_way_to_fail() -> None:
    assert set(BROKEN) == set(SPOILS) == set(Rule)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", "2026-05-04T08:00:00.5+02:00"),
        ("start", "2026-05-04"),
        ("start", "0000-01-01T00:00:00+01:00"),
        ("start", 5),
        ("created", "2026-13-01T00:00:00+01:00"),
        ("name", ["Möte"]),
        ("cancelled", "nej"),
        ("organization", f"{AT}/organization/1"),
        ("organization", [1]),
        ("web", "inte en adress"),
        ("web", "http://[fel"),
    ],
)
def test_a_value_of_the_wrong_form_is_told(field: str, value: object) -> None:
    findings = Findings()
    check_object(thing("Meeting", "/meeting/1") | {field: value}, "Meeting", findings)
    assert findings.by_rule() == {f"wrong_value Meeting {field}": 1} or field == "created"


def test_fields_with_a_prefix_are_the_vendors_own() -> None:
    findings = Findings()
    check_object(thing("Paper", "/paper/1") | {"radslag:version": 1}, "Paper", findings)
    assert findings.by_rule() == {}


def test_a_deleted_object_needs_its_times_and_no_more() -> None:
    findings = Findings()
    check_object(thing("AgendaItem", "/item/1", deleted=True), "AgendaItem", findings)
    assert findings.by_rule() == {}


def test_nesting_without_end_ends() -> None:
    found = thing("Body", "/body")
    found["location"] = thing("Location", "/location/1")
    deep: Json = thing("Person", "/person/1")
    for _each in range(50):
        deep = thing("Person", "/person/1", membership=[deep])
    findings = Findings()
    check_object(deep, "Person", findings)
    assert findings.total < 50


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"<html></html>", b'"system"'])
def test_what_is_no_system_is_told_of(body: bytes) -> None:
    with serving({"/system": Said(body, headers=JSON)}) as address, pytest.raises(NoSystem):
        Walk(Findings()).system(f"{address}/system")


@pytest.mark.parametrize("source", ["http://127.0.0.1:9/system", "/finns/inte"])
def test_the_command_ends_with_two_where_nothing_is_found(source: str) -> None:
    with pytest.raises(CommandError) as ended:
        call_command("oparl", "check", source, stdout=StringIO())
    assert ended.value.returncode == 2


def test_the_command_ends_with_one_where_something_is_wrong() -> None:
    world = faultless()
    put("meeting", body=f"{AT}/body")(world)
    out = StringIO()
    with serving(world) as address, pytest.raises(CommandError) as ended:
        call_command("oparl", "check", f"{address}/system", "--json", stdout=out)
    assert ended.value.returncode == 1
    [told] = json.loads(out.getvalue())["deviations"]
    assert (told["rule"], told["type"], told["field"], told["count"]) == (
        "unknown_field",
        "Meeting",
        "body",
        1,
    )


def test_a_folder_is_checked_too(tmp_path: Path) -> None:
    (tmp_path / "meeting.json").write_text(json.dumps(page([thing("Meeting", "/m/1")])))
    (tmp_path / "system.json").write_text(json.dumps(thing("System", "/system", created=NOW)))
    (tmp_path / "notes.json").write_text('{"something": "else"}')
    (tmp_path / "broken.json").write_text("<html>")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("oparl", "check", str(tmp_path), "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert {each["rule"] for each in said["deviations"]} == {"missing_field", "not_json"}
    assert said["objects"] == {"Meeting": 1, "System": 1}
