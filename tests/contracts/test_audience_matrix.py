"""Who gets what at every address of the project, written by hand.

Nothing here is computed from the rules that it checks: each cell is what a person who read
the contract would expect. A new address without a row fails, and so does a row without one.

Columns: anonymous, resident, member of the organization, member of another, registrar of another.
`200+` names the record, `200-` answers without a trace of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.contracts.addresses import public_routes
from tests.contracts.city import AUDIENCES, STATES, City, file_hash
from tests.meetings.outlets import factories as make

RECORD = """
    public     200+ 200+ 200+ 200+ 200+
    members    404  404  200+ 404  404
    draft      404  404  404  404  404
    withdrawn  410  410  410  410  410
    sealed     404  404  410  404  404
"""
FILE = """
    public     200- 200- 200- 200- 200-
    members    404  404  200- 404  404
    draft      404  404  404  404  404
    withdrawn  410  410  410  410  410
    sealed     404  404  410  404  404
"""
LIST = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200+ 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     200- 200- 200+ 200- 200-
"""
REGISTER = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200+ 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""
"""Who and what there is now; what was withdrawn has its tombstone elsewhere."""
FALLEN = """
    public     200- 200- 200- 200- 200-
    members    200- 200- 200- 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     200- 200- 200+ 200- 200-
"""
"""What was corrected or withdrawn, and nothing else."""
NO_RECORD = """
    public     200- 200- 200- 200- 200-
    members    200- 200- 200- 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""


FOUND = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200+ 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""
"""A search finds what stands; a tombstone is no answer to any question."""
PROOF = """
    public     200+ 200+ 200+ 200+ 200+
    members    404  404  200+ 404  404
    draft      404  404  404  404  404
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     404  404  200+ 404  404
"""
"""That a record was withdrawn can be proved too."""
IDENTITY = """
    public     302  302  302  302  302
    members    404  404  302  404  404
    draft      404  404  404  404  404
    withdrawn  302  302  302  302  302
    sealed     404  404  302  404  404
"""
"""Leads to where the record is now."""
ROOMS = """
    public     302  200- 200+ 200- 200-
    members    302  200- 200+ 200- 200-
    draft      302  200- 200- 200- 200-
    withdrawn  302  200- 200+ 200- 200-
    sealed     302  200- 200+ 200- 200-
"""
ROOM = """
    public     302  404  200+ 404  404
    members    302  404  200+ 404  404
    draft      302  404  404  404  404
    withdrawn  302  404  410  404  404
    sealed     302  404  410  404  404
"""
ROOM_PAPER = """
    public     302  200+ 200+ 200+ 200+
    members    302  404  200+ 404  404
    draft      302  404  404  404  404
    withdrawn  302  410  410  410  410
    sealed     302  404  410  404  404
"""
"""Whoever is logged in may write to themselves beside what they may read."""
ROOM_FILE = ROOM.replace("200+", "200-")
CONTROL_ROOM = """
    public     302  404  404  404  404
    members    302  404  404  404  404
    draft      302  404  404  404  404
    withdrawn  302  404  404  404  404
    sealed     302  404  404  404  404
"""
"""Those who lead it, and those with a seat while it is prepared: none of these readers."""
OPARL = """
    public     200+ 200+ 200+ 200+ 200+
    members    404  404  404  404  404
    draft      404  404  404  404  404
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     404  404  404  404  404
"""
"""OParl tells everybody the same; a tombstone is an answer (OParl 1.1, deleted objects)."""
OPARL_LIST = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200- 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200- 200- 200- 200- 200-
    sealed     200- 200- 200- 200- 200-
"""
OPARL_CHANGES = """
    public     200+ 200+ 200+ 200+ 200+
    members    200- 200- 200- 200- 200-
    draft      200- 200- 200- 200- 200-
    withdrawn  200+ 200+ 200+ 200+ 200+
    sealed     200- 200- 200- 200- 200-
"""
"""With `modified_since` tombstones are listed too."""
OPARL_BYTES = """
    public     200- 200- 200- 200- 200-
    members    404  404  404  404  404
    draft      404  404  404  404  404
    withdrawn  410  410  410  410  410
    sealed     404  404  404  404  404
"""
KEPT = """
    public     200+ 200+ 200+ 200+ 200+
    members    404  404  404  404  404
    draft      404  404  404  404  404
    withdrawn  410  410  410  410  410
    sealed     404  404  404  404  404
"""
"""What a device may keep is what anybody may read, whoever asks."""
NOWHERE = """
    public     404  404  404  404  404
    members    404  404  404  404  404
    draft      404  404  404  404  404
    withdrawn  404  404  404  404  404
    sealed     404  404  404  404  404
"""
PAGE = """
    public     200+ 200+ 200+ 200+ 200+
    draft      404  404  404  404  404
    withdrawn  410  410  410  410  410
"""
"""The city's own pages are for all or not published."""


@dataclass(frozen=True)
class Row:
    """One address as it is asked for a record of a kind, and what each audience is answered.

    `{path}` and `{id}` are the record's; `{rest}` is its path after the first part; `{file}`
    begins the hash of its file.
    """

    kind: str
    address: str
    expected: str


MATRIX = {
    "": [Row("meeting", "/", NO_RECORD)],
    "api/v1/changes": [Row("document", "/api/v1/changes?limit=5000", OPARL_CHANGES)],
    "api/v1/files/<sha256>": [Row("document", "/api/v1/files/{file}", NOWHERE)],
    "api/v1/openapi.json": [Row("document", "/api/v1/openapi.json", NO_RECORD)],
    "api/v1/records": [Row("document", "/api/v1/records?kind=document", LIST)],
    "api/v1/records/<uuidstr:record_id>": [Row("document", "/api/v1/records/{id}", RECORD)],
    "api/v1/records/<uuidstr:record_id>/content": [
        Row("document", "/api/v1/records/{id}/content", RECORD)
    ],
    "api/v1/records/<uuidstr:record_id>/proof": [
        Row("document", "/api/v1/records/{id}/proof", PROOF)
    ],
    "api/v1/search": [
        Row("document", "/api/v1/search?q=handling", FOUND),
        Row("case", "/api/v1/search?kind=case", FOUND),
        Row("registration", "/api/v1/search?q=rad", FOUND),
    ],
    "api/v1/search/suggest": [
        Row("case", "/api/v1/search/suggest?q=%C3%A4rende", FOUND),
        Row("person", "/api/v1/search/suggest?q=person", FOUND),
        Row("organization", "/api/v1/search/suggest?q=organ", FOUND),
        Row("document", "/api/v1/search/suggest?q=handling", NO_RECORD),
    ],
    "api/v1/schemas/<kind>.json": [Row("document", "/api/v1/schemas/document.json", NO_RECORD)],
    "arenden/": [Row("case", "/arenden/", LIST)],
    "arenden/<slug:case>/": [Row("case", "{path}", RECORD)],
    "arenden/<slug:case>/atom.xml": [Row("case", "{path}atom.xml", RECORD)],
    "arenden/<slug:case>/kalender.ics": [Row("case", "{path}kalender.ics", FILE)],
    "beslut/": [Row("decision", "/beslut/", LIST)],
    "beslut/<int:number>/": [Row("decision", "{path}", RECORD)],
    "beslut/<int:number>/<slug:vote>/": [Row("vote", "{path}", RECORD)],
    "diarium/": [Row("registration", "/diarium/", LIST)],
    "diarium/<slug:organization>/<slug:registration>/": [Row("registration", "{path}", RECORD)],
    "handlingar/<int:number>/": [Row("document", "{path}", RECORD)],
    "handlingar/<int:number>/v<int:version>/": [Row("document", "{path}v1/", RECORD)],
    "handlingar/<int:number>/v<int:version>/<str:name>": [
        Row("document", "{path}v1/handling.pdf", FILE)
    ],
    "handlingar/<int:number>/v<int:version>/sida/<int:page>.png": [
        Row("document", "{path}v1/sida/1.png", FILE)
    ],
    "moten/": [Row("meeting", "/moten/", LIST)],
    "moten/<slug:organization>/<str:date>/": [Row("meeting", "{path}", RECORD)],
    "moten/<slug:organization>/<str:date>/spara/": [Row("meeting", "{path}spara/", KEPT)],
    "moten/<slug:organization>/<str:date>/spara.json": [Row("meeting", "{path}spara.json", KEPT)],
    "sparat/andrat.json": [Row("document", "/sparat/andrat.json?after=0", OPARL_CHANGES)],
    "moten/<slug:organization>/<str:date>/beslut/": [Row("meeting", "{path}beslut/", RECORD)],
    "moten/<slug:organization>/<str:date>/<str:item>/": [Row("agenda-item", "{path}", RECORD)],
    "oparl/v1.1/<slug:name>": [
        Row(kind, f"/oparl/v1.1/{name}{query}", expected)
        for query, expected in (
            ("?limit=1000", OPARL_LIST),
            ("?limit=1000&modified_since=2001-01-01T00:00:00%2B01:00", OPARL_CHANGES),
        )
        for kind, name in (
            ("membership", "memberships"),
            ("meeting", "meetings"),
            ("agenda-item", "consultations"),
            ("document", "files"),
        )
    ],
    **{
        f"oparl/v1.1/{name}/<uuid:record>": [Row(kind, f"/oparl/v1.1/{name}/{{id}}", OPARL)]
        for kind, name in (
            ("organization", "organization"),
            ("person", "person"),
            ("membership", "membership"),
            ("meeting", "meeting"),
            ("meeting", "location"),
            ("agenda-item", "agendaitem"),
            ("document", "paper"),
        )
    },
    "oparl/v1.1/consultation/<uuid:item>/<uuid:paper>": [
        Row("document", "/oparl/v1.1/consultation/{id}/{id}", NOWHERE)
    ],
    "oparl/v1.1/file/<uuid:paper>/<slug:short>": [
        Row("document", "/oparl/v1.1/file/{id}/{file}", OPARL)
    ],
    "oparl/v1.1/file/<uuid:paper>/<slug:short>/download": [
        Row("document", "/oparl/v1.1/file/{id}/{file}/download", OPARL_BYTES)
    ],
    "oparl/v1.1/organization/<uuid:organization>/consultations": [
        Row("organization", "/oparl/v1.1/organization/{id}/consultations", OPARL)
    ],
    "oparl/v1.1/organization/<uuid:organization>/meetings": [
        Row("organization", "/oparl/v1.1/organization/{id}/meetings", OPARL)
    ],
    "organ/": [Row("organization", "/organ/", REGISTER)],
    "organ/<slug:short_name>/": [Row("organization", "{path}", RECORD)],
    "organ/<slug:short_name>/atom.xml": [
        Row("organization", "{path}atom.xml", RECORD),
        Row("meeting", "/organ/ks/atom.xml", LIST),
        Row("document", "/organ/ks/atom.xml", LIST),
    ],
    "organ/<slug:short_name>/fullstandighet/": [
        Row("organization", "{path}fullstandighet/", RECORD),
        Row("meeting", "/organ/ks/fullstandighet/", REGISTER),
    ],
    "organ/<slug:short_name>/kalender.ics": [
        Row("organization", "{path}kalender.ics", FILE),
        Row("meeting", "/organ/ks/kalender.ics", LIST),
    ],
    "personer/": [Row("person", "/personer/", REGISTER)],
    "personer/<int:number>/": [Row("person", "{path}", RECORD)],
    "personer/<int:number>/<slug:membership>/": [Row("membership", "{path}", RECORD)],
    "post/<uuid:record>/": [Row("document", "/post/{id}/", IDENTITY)],
    "post/<uuid:record>/bevis/": [Row("document", "/post/{id}/bevis/", PROOF)],
    "post/<uuid:record>/versioner/": [Row("document", "/post/{id}/versioner/", PROOF)],
    "api/v1/votes.csv": [Row("decision", "/api/v1/votes.csv", OPARL_LIST)],
    "api/v1/votes.json": [Row("decision", "/api/v1/votes.json", OPARL_LIST)],
    "datasets/votes-<int:year>.csv": [Row("decision", "/datasets/votes-2016.csv", OPARL_LIST)],
    "datasets/votes-<int:year>.json": [Row("decision", "/datasets/votes-2016.json", OPARL_LIST)],
    "sitemap-<int:number>.xml": [Row("document", "/sitemap-1.xml", OPARL_LIST)],
    "rattelser/": [Row("document", "/rattelser/", FALLEN)],
    "rattelser/atom.xml": [Row("document", "/rattelser/atom.xml", FALLEN)],
    "sammantradesrum/": [Row("meeting", "/sammantradesrum/", ROOMS)],
    "sammantradesrum/handling/<int:number>/": [
        Row("document", "/sammantradesrum/handling/{rest}", ROOM_PAPER)
    ],
    "sammantradesrum/<slug:organization>/<str:date>/": [
        Row("meeting", "/sammantradesrum/{rest}", ROOM)
    ],
    "sammantradesrum/<slug:organization>/<str:date>/handlingar.pdf": [
        Row("meeting", "/sammantradesrum/{rest}handlingar.pdf", ROOM_FILE)
    ],
    "sok/": [
        Row("document", "/sok/?q=handling", FOUND),
        Row("decision", "/sok/?q=beslut&typ=beslut", FOUND),
        Row("meeting", "/sok/?typ=mote&sortering=nyast", FOUND),
    ],
    "sok/atom.xml": [Row("document", "/sok/atom.xml?q=handling", FOUND)],
    "samtal/sammantrade/<uuid:meeting>/": [
        Row("meeting", "/samtal/sammantrade/{id}/", NOWHERE)  # test_thread_matrix.py: where one is
    ],
    "samtal/sammantrade/<uuid:meeting>/kommentarer.json": [
        Row("meeting", "/samtal/sammantrade/{id}/kommentarer.json", NOWHERE)
    ],
    "styrrum/<uuid:meeting>/": [Row("meeting", "/styrrum/{id}/", CONTROL_ROOM)],
    "styrrum/<uuid:meeting>/rosta/": [Row("meeting", "/styrrum/{id}/rosta/", CONTROL_ROOM)],
    r"^((?:[\w\-]+/)*)$": [Row("page", "{path}", PAGE)],
}
WITHOUT_RECORDS = {
    ".well-known/security.txt": "404 404 404 404 404",
    "oparl/v1.1/<path:rest>": "404 404 404 404 404",
    "styrrum/": "302 200 200 200 200",
    "sitemap.xml": "200 200 200 200 200",
    "datasets/dcat": "200 200 200 200 200",
    "datasets/manifest.json": "200 200 200 200 200",
    "oparl/v1.1/body": "200 200 200 200 200",
    "oparl/v1.1/system": "200 200 200 200 200",
    "oparl/v1.1/term/<int:year>": "404 404 404 404 404",
    "api/": "200 200 200 200 200",
    "api/v1/": "404 404 404 404 404",
    "formsprak/": "200 200 200 200 200",
    "forslag/": "200 200 200 200 200",
    "forslag/<int:number>/": "404 404 404 404 404",
    "forslag/<int:number>/bild.<str:ending>": "404 404 404 404 404",
    "forslag/<int:number>/rosta/": "404 404 404 404 404",
    "forslag/<int:number>/rosta/<str:token>/": "404 404 404 404 404",
    "forslag/<int:number>/rosta/aterta/": "405 405 405 405 405",
    "forslag/<int:number>/rosta/lank/": "405 405 405 405 405",
    "forslag/<int:number>/roster.txt": "404 404 404 404 404",
    "forslag/<int:number>/roster/": "404 404 404 404 404",
    "forslag/atom.xml": "200 200 200 200 200",
    "forslag/mina/": "302 200 200 200 200",
    "forslag/nytt/": "302 200 200 200 200",
    "forslag/utfall/": "200 200 200 200 200",
    **{
        f"forslag/utkast/<uuid:record>/{stage}": "302 404 404 404 404"
        for stage in ("bild/", "bild/visa/", "granska/", "liknande/", "plats/", "rubrik/", "text/")
    },
    "forslag/utkast/<uuid:record>/kasta/": "405 405 405 405 405",
    "forslag/avvisade/": "200 200 200 200 200",
    "forslag/folj/<str:token>/": "404 404 404 404 404",
    "forslag/folj/<str:token>/sluta/": "200 200 200 200 200",
    "forslag/folkinitiativ/": "200 200 200 200 200",
    "forslag/kansli/": "302 404 404 404 404",
    "forslag/kansli/<int:number>/": "302 404 404 404 404",
    "forslag/kansli/<int:number>/bild/": "302 404 404 404 404",
    "forslag/kansli/<int:number>/lagg-tillbaka/": "302 404 404 404 404",
    "forslag/kansli/<int:number>/steg/<slug:step>/": "302 404 404 404 404",
    "forslag/kansli/<int:number>/ta-over/": "302 404 404 404 404",
    "forslag/kansli/regler/": "302 404 404 404 404",
    "forslag/kansli/regler/<slug:slug>/": "302 404 404 404 404",
    "forslag/rapport/": "200 200 200 200 200",
    "forslag/rapport/rapport.csv": "200 200 200 200 200",
    "forslag/regler/": "200 200 200 200 200",
    "forslag/regler/<slug:slug>/<int:version>/": "404 404 404 404 404",
    "forslag/sena/": "200 200 200 200 200",
    "forslag/<int:number>/folj/": "404 404 404 404 404",
    "forslag/<int:number>/omprovning/": "302 404 404 404 404",
    "granskning/": "302 404 404 404 404",
    "granskning/logg.csv": "302 404 404 404 404",
    "healthz": "200 200 200 200 200",
    "konto/": "302 200 200 200 200",
    "konto/e-legitimation/": "302 200 200 200 200",
    "konto/e-post/": "302 200 200 200 200",
    "konto/inloggningar/": "302 200 200 200 200",
    "konto/losenord/": "302 200 200 200 200",
    "konto/losenord/nytt/": "302 302 302 302 302",
    "konto/namn/": "302 200 200 200 200",
    "konto/sakerhet/": "302 200 200 200 200",
    "konto/sakerhet/kodapp/": "302 302 302 302 302",
    "konto/sakerhet/kodapp/bild.svg": "302 404 404 404 404",
    "konto/sakerhet/kodapp/bort/": "302 404 404 404 404",
    "konto/sakerhet/passnycklar/": "302 200 200 200 200",
    "konto/sakerhet/passnycklar/<int:pk>/bort/": "302 302 302 302 302",
    "konto/sakerhet/passnycklar/<int:pk>/namn/": "302 302 302 302 302",
    "konto/sakerhet/passnycklar/ny/": "302 302 302 302 302",
    "konto/sakerhet/reservkoder/": "302 404 404 404 404",
    "konto/sakerhet/reservkoder/koder.txt": "302 404 404 404 404",
    "konto/sakerhet/reservkoder/nya/": "302 302 302 302 302",
    "konto/uppgifter/": "302 200 200 200 200",
    "konto/uppgifter/uppgifter.json": "302 200 200 200 200",
    "logga-in/": "200 302 302 302 302",
    "logga-in/andra-faktor/": "302 302 302 302 302",
    "logga-in/avstangt/": "200 200 200 200 200",
    "logga-in/bekrafta/": "200 200 200 200 200",
    "logga-in/bekrafta/<str:key>/": "200 200 200 200 200",
    "logga-in/e-legitimation/": "405 405 405 405 405",
    "logga-in/e-legitimation/avbruten/": "200 200 200 200 200",
    "logga-in/e-legitimation/fel/": "401 401 401 401 401",
    "logga-in/e-legitimation/konto/": "302 302 302 302 302",
    "logga-in/e-legitimation/svar/": "404 404 404 404 404",
    "logga-in/igen/": "302 200 200 200 200",
    "logga-in/igen/kod/": "302 302 302 302 302",
    "logga-in/igen/passnyckel/": "302 302 302 302 302",
    "logga-in/kod/": "302 302 302 302 302",
    "logga-in/losenord/": "200 200 200 200 200",
    "logga-in/losenord/klart/": "200 200 200 200 200",
    "logga-in/losenord/skickat/": "200 200 200 200 200",
    "logga-in/ny/": "200 302 302 302 302",
    "logga-in/passnyckel/": "302 302 302 302 302",
    r"^logga-in/losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$": "200 200 200 200 200",
    "logga-ut/": "302 200 200 200 200",
    "metrics": "200 200 200 200 200",
    "readyz": "200 200 200 200 200",
    "robots.txt": "200 200 200 200 200",
    "samtal/": "200 200 200 200 200",
    "samtal/<int:number>/": "404 404 404 404 404",
    "samtal/<int:number>/<int:seq>/": "404 404 404 404 404",
    "samtal/<int:number>/<int:seq>/andra/": "302 404 404 404 404",
    "samtal/<int:number>/<int:seq>/anmal/": "404 404 404 404 404",
    "samtal/<int:number>/<int:seq>/historik/": "404 404 404 404 404",
    "samtal/<int:number>/<int:seq>/svar/": "404 404 404 404 404",
    "samtal/<int:number>/inspelning.json": "404 404 404 404 404",
    "samtal/<int:number>/panel/": "404 404 404 404 404",
    "samtal/atgard/<int:measure>/": "302 404 404 404 404",
    "samtal/granskning/": "302 404 404 404 404",
    "samtal/granskning/<int:number>/": "302 404 404 404 404",
    "samtal/granskning/<int:number>/<int:seq>/": "302 404 404 404 404",
    "samtal/granskning/avstangning/<int:ban>/": "302 405 405 405 405",
    "samtal/granskning/oppna/": "302 405 405 405 405",
    "samtal/granskning/regler/": "302 404 404 404 404",
    "samtal/granskning/regler/<slug:scope>/": "302 404 404 404 404",
    "samtal/mina/": "302 200 200 200 200",
    "samtal/rapport/": "200 200 200 200 200",
    "samtal/rapport/rapport.json": "200 200 200 200 200",
    "samtal/regler/": "200 200 200 200 200",
    "app.webmanifest": "200 200 200 200 200",
    "sparat/": "200 200 200 200 200",
    "sparat/utan-nat/": "200 200 200 200 200",
    "worker.js": "200 200 200 200 200",
    "stil/stad.css": "200 200 200 200 200",
    "api/v1/video/<uuid:recording>/captions": "405 405 405 405 405",
    "video/<uuid:recording>/<str:name>": "404 404 404 404 404",
    "video/<uuid:recording>/ljud/": "404 404 404 404 404",
}
"""Addresses at which no record can stand, and what each audience is answered."""
EXAMPLES = {
    **{
        route: route.replace("<int:number>", "9999")
        .replace("<str:token>", "abc")
        .replace("<str:ending>", "jpg")
        .replace("<uuid:record>", "5a0b2f0e-7a43-4b51-9a1d-00000000000a")
        for route in WITHOUT_RECORDS
        if route.startswith("forslag/")
    },
    "forslag/folj/<str:token>/": "forslag/folj/abc/",
    "forslag/folj/<str:token>/sluta/": "forslag/folj/abc/sluta/",
    "forslag/kansli/<int:number>/": "forslag/kansli/1/",
    "forslag/kansli/<int:number>/bild/": "forslag/kansli/1/bild/",
    "forslag/kansli/<int:number>/lagg-tillbaka/": "forslag/kansli/1/lagg-tillbaka/",
    "forslag/kansli/<int:number>/steg/<slug:step>/": "forslag/kansli/1/steg/publish/",
    "forslag/kansli/<int:number>/ta-over/": "forslag/kansli/1/ta-over/",
    "forslag/kansli/regler/<slug:slug>/": "forslag/kansli/regler/prov/",
    "forslag/regler/<slug:slug>/<int:version>/": "forslag/regler/prov/1/",
    "forslag/<int:number>/folj/": "forslag/1/folj/",
    "forslag/<int:number>/omprovning/": "forslag/1/omprovning/",
    "konto/sakerhet/passnycklar/<int:pk>/bort/": "konto/sakerhet/passnycklar/1/bort/",
    "konto/sakerhet/passnycklar/<int:pk>/namn/": "konto/sakerhet/passnycklar/1/namn/",
    "logga-in/bekrafta/<str:key>/": "logga-in/bekrafta/abc:def/",
    r"^logga-in/losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-\w]+)/$": "logga-in/losenord/1-a-b/",
    "samtal/<int:number>/": "samtal/1/",
    "samtal/<int:number>/<int:seq>/": "samtal/1/1/",
    "samtal/<int:number>/<int:seq>/andra/": "samtal/1/1/andra/",
    "samtal/<int:number>/<int:seq>/anmal/": "samtal/1/1/anmal/",
    "samtal/<int:number>/<int:seq>/historik/": "samtal/1/1/historik/",
    "samtal/<int:number>/<int:seq>/svar/": "samtal/1/1/svar/",
    "samtal/<int:number>/inspelning.json": "samtal/1/inspelning.json",
    "samtal/<int:number>/panel/": "samtal/1/panel/",
    "samtal/atgard/<int:measure>/": "samtal/atgard/1/",
    "samtal/granskning/<int:number>/": "samtal/granskning/1/",
    "samtal/granskning/<int:number>/<int:seq>/": "samtal/granskning/1/1/",
    "samtal/granskning/avstangning/<int:ban>/": "samtal/granskning/avstangning/1/",
    "samtal/granskning/regler/<slug:scope>/": "samtal/granskning/regler/city/",
    "api/v1/video/<uuid:recording>/captions": (
        "api/v1/video/0f1b4a53-6f43-5d39-9d0a-6f8f8a8a3c55/captions"
    ),
    "video/<uuid:recording>/<str:name>": "video/0f1b4a53-6f43-5d39-9d0a-6f8f8a8a3c55/live.m3u8",
    "video/<uuid:recording>/ljud/": "video/0f1b4a53-6f43-5d39-9d0a-6f8f8a8a3c55/ljud/",
}
"""How those with a variable part are asked."""

NO_LANGUAGE = ("api/v1/", "oparl/", "sparat/", "stil/", "datasets/")
FEEDS = (".xml", ".ics")
"""Addresses that are the same in every language."""


def expected_of(row: Row) -> dict[str, list[str]]:
    lines = [line.split() for line in row.expected.strip().splitlines()]
    return {state: cells for state, *cells in lines}


class Reader:
    """Somebody who asks each address once: a list is one page for all records that it shows."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._answers: dict[str, tuple[int, bytes]] = {}

    def get(self, address: str) -> tuple[int, bytes]:
        """Status and body."""
        if address not in self._answers:
            self._answers[address] = self._ask(address)
        return self._answers[address]

    def _ask(self, address: str) -> tuple[int, bytes]:
        response = self._client.get(address)
        body = b"".join(response) if response.streaming else response.content
        return response.status_code, body.replace(b"\r\n ", b"")  # a calendar folds its lines


def surprises(city: City, routes: Iterable[str], language: str = "") -> list[str]:
    """`moten/ draft resident: 200+, not 404`: every cell that differs from the matrix."""
    readers = [Reader(client) for client in city.readers]
    return [
        f"{language} {row.address} {row.kind} {state} {audience}: {got}, not {expected}"
        for route in routes
        for row in MATRIX[route]
        for state, cells in expected_of(row).items()
        for audience, reader, expected in zip(AUDIENCES, readers, cells, strict=True)
        if (got := cell(reader, row, city, state, language)) != expected
    ]


def cell(reader: Reader, row: Row, city: City, state: str, language: str) -> str:
    place = city.places[row.kind, state]
    rest = place.path.strip("/").partition("/")[2] + "/"
    address = row.address.format(path=place.path, id=place.id, rest=rest, file=file_hash()[:16])
    status, body = reader.get(language + address)
    if status != 200:
        return str(status)
    names_it = any(mark.encode() in body for mark in (str(place.id), place.path))
    return "200+" if names_it else "200-"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert sorted({*MATRIX, *WITHOUT_RECORDS}) == public_routes()


@pytest.mark.slow
def test_each_audience_gets_what_the_matrix_says(city: City) -> None:
    assert "\n".join(surprises(city, MATRIX)) == ""


@pytest.mark.slow
@pytest.mark.one_engine
def test_english_pages_say_the_same(city: City) -> None:
    routes = [route for route in MATRIX if not route.startswith(NO_LANGUAGE)]
    routes = [route for route in routes if not route.endswith(FEEDS)]
    assert "\n".join(surprises(city, routes, "/en")) == ""


def test_addresses_without_records(city: City) -> None:
    got = {
        route: " ".join(
            str(reader.get(f"/{EXAMPLES.get(route, route)}").status_code) for reader in city.readers
        )
        for route in WITHOUT_RECORDS
    }
    assert got == WITHOUT_RECORDS


def test_every_row_says_every_cell() -> None:
    for row in (row for rows in MATRIX.values() for row in rows):
        states = ["public", "draft", "withdrawn"] if row.kind == "page" else list(STATES)
        assert list(expected_of(row)) == states
        assert {len(cells) for cells in expected_of(row).values()} == {len(AUDIENCES)}


def test_a_wrong_cell_is_found(city: City) -> None:
    """A members' paper that went public by mistake surprises everybody but its members."""
    make.publish(make.document(12, id=city.places["document", "members"].id))
    routes = ["handlingar/<int:number>/"]
    assert len(surprises(city, routes)) == len(AUDIENCES) - 1
