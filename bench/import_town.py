"""An invented town as OParl files, as large as is asked, with the proportions of a real one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meetings.demo.scale import text

HOST = "https://rat.musterdorf.example/oparl"
SCHEMA = "https://schema.oparl.org/1.1/"
ORGANIZATIONS, PERSONS, MEMBERSHIPS = 22, 49, 11
ITEMS, PAPERS = 15, 6
ON_A_PAGE = 25
TIMES = {"created": "2016-03-01T09:00:00+01:00", "modified": "2016-03-02T10:00:00+01:00"}


def write_town(folder: Path, meetings: int) -> None:
    """A system, a body and its four lists, page by page."""
    folder.mkdir(parents=True)
    body = {"name": "Musterdorf", "legislativeTerm": []}
    lists = {name: f"{HOST}/{name}" for name in ("organization", "person", "paper", "meeting")}
    _write(folder / "system.json", _object("System", "system", body=f"{HOST}/body"))
    _write(folder / "body.json", {"data": [_object("Body", "body/1", **body, **lists)]})
    _pages(folder, "organization", (_organization(n) for n in range(ORGANIZATIONS)))
    _pages(folder, "person", (_person(n) for n in range(PERSONS)))
    _pages(folder, "paper", (_paper(n) for n in range(meetings * PAPERS)))
    _pages(folder, "meeting", (_meeting(n) for n in range(meetings)))


def _pages(folder: Path, name: str, objects: Iterator[dict[str, Any]]) -> None:
    number = 0
    while page := [each for _place, each in zip(range(ON_A_PAGE), objects, strict=False)]:
        number += 1
        _write(folder / f"{name}-{number:05}.json", {"data": page})


def _write(path: Path, said: dict[str, Any]) -> None:
    path.write_text(json.dumps(said), encoding="utf-8")


def _object(kind: str, path: str, **fields: Any) -> dict[str, Any]:
    return {"id": f"{HOST}/{path}", "type": f"{SCHEMA}{kind}", **TIMES, **fields}


def _organization(number: int) -> dict[str, Any]:
    kind = ("Gremium", "Fraktion", "Dienststellen")[number % 3]
    path, name = f"organization/{number}", f"Organ {number}"
    return _object("Organization", path, name=name, organizationType=kind, startDate="2002-01-01")


def _person(number: int) -> dict[str, Any]:
    memberships = [
        _object(
            "Membership",
            f"membership/{number}-{at}",
            organization=f"{HOST}/organization/{(number + at) % ORGANIZATIONS}",
            role="Mitglied",
            startDate="2014-06-01",
        )
        for at in range(MEMBERSHIPS)
    ]
    return _object("Person", f"person/{number}", name=f"Person {number}", membership=memberships)


def _file(path: str) -> dict[str, Any]:
    address = f"{HOST}/files/{path}.pdf"
    name = f"Datei {path}"
    return _object("File", f"file/{path}", name=name, mimeType="application/pdf", accessUrl=address)


def _paper(number: int) -> dict[str, Any]:
    meeting, place = divmod(number, PAPERS)
    consultation = _object(
        "Consultation",
        f"consultation/{number}",
        agendaItem=f"{HOST}/agendaitem/{meeting}-{place}",
        meeting=f"{HOST}/meeting/{meeting}",
        organization=[f"{HOST}/organization/{meeting % ORGANIZATIONS}"],
    )
    return _object(
        "Paper",
        f"paper/{number}",
        name=text.matter(number),
        reference=f"{number}/2016",
        date="2016-03-01",
        paperType="Beschlussvorlage",
        mainFile=_file(f"{number}-1"),
        auxiliaryFile=[_file(f"{number}-2"), _file(f"{number}-3")],
        consultation=[consultation],
    )


def _meeting(number: int) -> dict[str, Any]:
    day = f"20{10 + number // 300:02}-{number // 25 % 12 + 1:02}-{number % 25 + 1:02}"
    items = [_item(number, place) for place in range(ITEMS)]
    return _object(
        "Meeting",
        f"meeting/{number}",
        name=f"Sitzung {number}",
        start=f"{day}T18:00:00+01:00",
        end=f"{day}T20:00:00+01:00",
        organization=[f"{HOST}/organization/{number % ORGANIZATIONS}"],
        invitation=_file(f"m{number}-1"),
        agendaItem=items,
    )


def _item(meeting: int, place: int) -> dict[str, Any]:
    return _object(
        "AgendaItem",
        f"agendaitem/{meeting}-{place}",
        number=f"{place + 1}.",
        order=place,
        name=text.matter(meeting * ITEMS + place),
        public=True,
        result="einstimmig, 0 Enthaltungen",
    )
