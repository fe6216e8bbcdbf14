"""A small, faultless OParl server in a dictionary, which a test then spoils."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from meetings.conformance.shapes import LISTS

Json = dict[str, Any]
NOW = "2026-05-04T10:00:00+02:00"
AT = "http://host"
"""Stands for the server's own address in what it says."""


@dataclass
class Said:
    """How one address answers; `body` is JSON unless it is bytes."""

    body: Any
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {
            "Content-Type": "application/json; charset=utf-8",
            "Access-Control-Allow-Origin": "*",
        }
    )


World = dict[str, Said]
"""By path and query, else by path."""


def thing(kind: str, path: str, **fields: Any) -> Json:
    return {
        "id": f"{AT}{path}",
        "type": f"https://schema.oparl.org/1.1/{kind}",
        "created": NOW,
        "modified": NOW,
        **fields,
    }


def faultless() -> World:
    """A meeting with two items, papers on two pages, a file, a person and their membership."""
    own = {name: f"{AT}/{name}" for name in LISTS}
    term = thing("LegislativeTerm", "/term/1", name="2022–2026")
    body = thing("Body", "/body", name="Staden", legislativeTerm=[term], **own)
    system = thing(
        "System", "/system", oparlVersion="https://schema.oparl.org/1.1/", body=f"{AT}/bodies"
    )
    file = thing("File", "/file/1", accessUrl=f"{AT}/open", downloadUrl=f"{AT}/take", size=3)
    items = [thing("AgendaItem", f"/item/{n}", order=n, public=True) for n in (0, 1)]
    meeting = thing("Meeting", "/meeting/1", start=NOW, agendaItem=items)
    seat = thing("Membership", "/membership/1", startDate="2022-10-15")
    who = thing("Person", "/person/1", name="Anna", membership=[seat])
    papers = [
        thing("Paper", "/paper/1", mainFile=file, date="2026-05-04"),
        thing("Paper", "/paper/2", name="Andra"),
    ]
    lists: dict[str, list[Json]] = {name: [] for name in LISTS}
    lists |= {"meeting": [meeting], "agendaItem": items, "file": [file], "membership": [seat]}
    lists |= {"person": [who], "legislativeTermList": [term]}
    world = {f"/{name}": Said(page(found)) for name, found in lists.items()}
    world |= {"/system": Said(system), "/body": Said(body), "/bodies": Said(page([body]))}
    objects = (file, *items, meeting, seat, who, *papers, term)
    world |= {each["id"].removeprefix(AT): Said(each) for each in objects}
    world["/paper"] = Said(page([papers[0]], following=f"{AT}/paper?page=2"))
    world["/paper?page=2"] = Said(page([papers[1]]))
    world["/open"] = Said(b"Hej", headers={"Content-Disposition": 'inline; filename="a.txt"'})
    world["/take"] = Said(b"Hej", headers={"Content-Disposition": 'attachment; filename="a.txt"'})
    return world


def page(data: object, following: str = "") -> Json:
    links = {"next": following} if following else {}
    return {"data": data, "pagination": {"elementsPerPage": 1}, "links": links}


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Yields the server's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def _answer(self, *, with_body: bool) -> None:
            said = _said(world, self.path)
            here = f"http://{self.headers['Host']}"
            body = said.body
            if not isinstance(body, bytes):
                body = json.dumps(body).replace(AT, here).encode()
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if with_body:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


Filter = Callable[[Json], bool]


def _said(world: World, path: str) -> Said:
    """Filters are kept: of the year 2100 there is nothing, and links repeat what was asked."""
    if path in world:
        return world[path]
    parts = urlsplit(path)
    said = world.get(parts.path)
    if said is None:
        return Said({}, status=404)
    asked = parse_qs(parts.query)
    if not asked or not isinstance(said.body, dict) or "ignores" in said.headers:
        return said
    nothing = any(value[0][:4] in {"2100", "1970"} for value in asked.values())
    shown = page([] if nothing and len(asked) == 1 else said.body.get("data"))
    return Said({**shown, "links": {"first": f"{AT}{path}"}}, headers=said.headers)
