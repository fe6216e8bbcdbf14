"""Dorfhausen: an invented town whose server is as dirty as real ones are.

`town()` gives its objects; a test changes what it is about. `write` lays them in a folder as a
crawler would, `Server` serves them page by page.
"""

import copy
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOST = "https://rat.dorfhausen.example"
SCHEMA = "https://schema.oparl.org/1.0/"
LISTS = ("organization", "person", "paper", "meeting")

Town = dict[str, Any]


def at(path: str, host: str = HOST) -> str:
    return f"{host}/oparl/{path}"


def organization(number: int, name: str, **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"organization/{number}"),
        "type": f"{SCHEMA}Organization",
        "name": name,
        "organizationType": "Gremium",
        "startDate": "2002-05-15",
        "created": "2010-12-02T13:35:46+01:00",
        "modified": "2020-11-10T00:00:00+01:00",
    }
    return given | fields


def file(number: int, **fields: Any) -> dict[str, Any]:
    """Without created and modified, with a body that the specification does not know there."""
    given = {
        "id": at(f"file/{number}"),
        "type": f"{SCHEMA}File",
        "body": at("body/1"),
        "name": f"Datei {number}",
        "mimeType": "application/pdf",
        "date": "2016-04-07",
        "accessUrl": at(f"files/{number}.pdf"),
        "downloadUrl": at(f"files/download/{number}.pdf"),
    }
    return given | fields


def paper(number: int, **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"paper/{number}"),
        "type": f"{SCHEMA}Paper",
        "body": at("body/1"),
        "name": f"Vorlage {number};\nhier: die Kosten und der Zeitplan für das Vorhaben",
        "reference": f"{number}/2016",
        "date": "2016-03-01",
        "paperType": "Beschlussvorlage",
        "mainFile": file(number * 10),
        "auxiliaryFile": [file(number * 10 + 1)],
        "underDirectionOf": [at("organization/3")],
        "consultation": [
            {
                "id": at(f"consultation/{number}"),
                "type": f"{SCHEMA}Consultation",
                "agendaItem": at(f"agendaitem/{number}"),
                "meeting": at("meeting/1"),
                "organization": [at("organization/1")],
            }
        ],
        "created": "2016-03-01T09:00:00+01:00",
        "modified": "2016-03-02T10:00:00+01:00",
    }
    return given | fields


def item(serial: int, **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"agendaitem/{serial}"),
        "type": f"{SCHEMA}AgendaItem",
        "number": f"{serial}.",
        "name": f"Punkt {serial}",
    }
    return given | fields


def meeting(number: int, **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"meeting/{number}"),
        "type": f"{SCHEMA}Meeting",
        "body": at("body/1"),
        "name": f"Gemeinderat ({number}. Sitzung)",
        "start": f"2016-04-{number + 6:02}T18:00:00+02:00",
        "end": f"2016-04-{number + 6:02}T20:15:00+02:00",
        "organization": [at("organization/1")],
        "location": {
            "id": at("location/1"),
            "type": f"{SCHEMA}Location",
            "room": "Großer Saal",
            "geojson": {"type": "Point", "coordinates": [50.722007, 6.3]},
        },
        "created": "2016-02-02T16:56:16+01:00",
        "modified": "2016-04-13T14:30:20+02:00",
    }
    return given | fields


def person(number: int, *memberships: dict[str, Any], **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"person/{number}"),
        "type": f"{SCHEMA}Person",
        "body": at("body/1"),
        "name": f"Frau Erika Muster {number}",
        "givenName": "Erika",
        "familyName": f"Muster {number}",
        "formOfAddress": "Frau",
        "gender": "female",
        "phone": ["02429/0000"],
        "membership": list(memberships),
        "created": "1970-01-01T00:00:00+01:00",
        "modified": "2021-02-17T11:56:41+01:00",
    }
    return given | fields


def membership(number: int, of: int = 1, **fields: Any) -> dict[str, Any]:
    given = {
        "id": at(f"membership/{number}"),
        "type": f"{SCHEMA}Membership",
        "organization": at(f"organization/{of}"),
        "role": "Mitglied",
        "startDate": "2014-06-01",
        "VENDOR:sortierung": 3,
    }
    return given | fields


def town() -> Town:
    """Three organizations, two persons, two papers, one meeting with a dirty agenda."""
    return {
        "organization": [
            organization(1, "Gemeinderat", shortName="GR"),
            organization(2, "Sozialdemokratische Partei", organizationType="Fraktion"),
            organization(
                3,
                "Abteilung 1",
                organizationType="Dienststellen",
                subOrganizationOf=at("organization/1"),
            ),
        ],
        "person": [
            person(1, membership(1, role="Bürgermeister"), membership(2, of=2)),
            person(2, membership(3, role="stellv. Mitglied", endDate="2020-10-31")),
        ],
        "paper": [paper(1), paper(2)],
        "meeting": [
            meeting(
                1,
                agendaItem=[
                    item(9, number="A", name="Öffentliche Sitzung"),
                    item(1, result="11 Ja, 5 Nein, 2 Enthaltungen", resolutionFile=file(91)),
                    item(2, number="1."),
                    item(3, number=None, name="< Sitzungsteil nichtöffentlich >", public=False),
                ],
                invitation=file(92),
            )
        ],
    }


def body(host: str = HOST) -> dict[str, Any]:
    lists = {name: at(f"body/1/{name}", host) for name in LISTS}
    return {
        "id": at("body/1", host),
        "type": f"{SCHEMA}Body",
        "system": at("system", host),
        "name": "Gemeinde Dorfhausen",
        **lists,
    }


def system(host: str = HOST) -> dict[str, Any]:
    return {
        "id": at("system", host),
        "type": f"{SCHEMA}System",
        "oparlVersion": SCHEMA,
        "body": at("body", host),
    }


def write(folder: Path, objects: Town) -> Path:
    """The files that a crawler would leave."""
    folder.mkdir(exist_ok=True)
    pages = {"system": system(), "body": {"data": [body()]}}
    pages |= {name: {"data": objects[name]} for name in LISTS}
    for name, page in pages.items():
        (folder / f"{name}.json").write_text(json.dumps(page, ensure_ascii=False))
    return folder


Answer = tuple[int, bytes]


class Served:
    """A town behind HTTP, one object a page. `answers` replaces what an address says; `cut` ends
    an answer after so many bytes, `moved` leads elsewhere."""

    def __init__(self, objects: Town) -> None:
        self.objects = objects
        self.answers: dict[str, Callable[[], Answer]] = {}
        self.asked: list[str] = []
        self.cut: dict[str, int] = {}
        self.moved: dict[str, str] = {}
        self.host = ""

    @property
    def address(self) -> str:
        return at("system", self.host)

    def answer(self, target: str) -> Answer:
        self.asked.append(target)
        if target in self.answers:
            return self.answers[target]()
        parts = urlsplit(target)
        name = parts.path.removeprefix("/oparl/")
        if name == "system":
            return 200, self._json(system(self.host))
        if name == "body":
            return 200, self._json({"data": [body(self.host)]})
        listed = name.removeprefix("body/1/")
        if listed not in LISTS:
            return 404, b"{}"
        return 200, self._page(listed, parse_qs(parts.query))

    def _page(self, name: str, query: dict[str, list[str]]) -> bytes:
        since = query.get("modified_since", [""])[0]
        found = [each for each in self.objects[name] if each["modified"] >= since]
        found = [each for each in found if since or not each.get("deleted")]
        number = int(query.get("page", ["1"])[0])
        more = f"&modified_since={since}" if since else ""
        after = at(f"body/1/{name}?page={number + 1}{more}", self.host)
        page = {
            "data": found[number - 1 : number],
            "links": {"next": after} if number < len(found) else {},
            "pagination": {"totalElements": len(found)},
        }
        return self._json(page)

    def _json(self, value: Any) -> bytes:
        return json.dumps(value).replace(HOST, self.host).encode()


@contextmanager
def serving(objects: Town) -> Iterator[Served]:
    served = Served(copy.deepcopy(objects))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in served.moved:
                self.send_response(302)
                self.send_header("Location", served.moved[self.path])
                self.end_headers()
                return
            status, data = served.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: served.cut.get(self.path)])

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.host = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
