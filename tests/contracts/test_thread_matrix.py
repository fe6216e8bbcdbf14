"""Every address of a thread that is there, as everybody, by hand: to read and to post.

test_audience_matrix.py asks them where there is no thread. `+`: the words that are not for all
(waiting, or hidden) are in the answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions
from streaming.threads.models import Ban, Measure, Thread
from streaming.threads.services.moderating import ban_author, take_measure
from streaming.threads.states import MeasureKind
from tests.contracts.addresses import routes
from tests.meetings.outlets import factories as records
from tests.meetings.registry import factories as registry
from tests.standing import Standing, same_login
from tests.streaming.threads import factories as make

WHY: dict[str, Any] = {"rule": "insult", "reason": "Ett påhopp."}
SECRET = "Pelargonians ord"
VISITORS = ("anonymous", "resident", "author", "moderator", "other")
"""`moderator` of the thread's organization, `other` of another. N is the thread, 1 a comment that
is seen, 2 one that is hidden, 3 one that waits; W a thread whose record was withdrawn."""

READ = """
address                           anonymous resident author moderator other
/samtal/N/                        200-      200-     200+   200-      200-
/samtal/N/panel/                  200-      200-     200+   200-      200-
/samtal/N/inspelning.json         200-      200-     200-   200-      200-
/samtal/N/1/                      200-      200-     200-   200-      200-
/samtal/N/1/svar/                 200-      200-     200-   200-      200-
/samtal/N/1/historik/             200-      200-     200-   200-      200-
/samtal/N/1/anmal/                200-      200-     200-   200-      200-
/samtal/N/1/andra/                302       302      200-   302       302
/samtal/N/2/                      200-      200-     200-   200-      200-
/samtal/N/2/svar/                 200-      200-     200-   200-      200-
/samtal/N/2/historik/             200-      200-     200-   200-      200-
/samtal/N/2/anmal/                200-      200-     200-   200-      200-
/samtal/N/3/                      404       404      200+   200-      404
/samtal/N/3/svar/                 404       404      200-   200-      404
/samtal/N/3/historik/             404       404      200-   200-      404
/samtal/N/3/anmal/                404       404      200+   200-      404
/samtal/N/3/andra/                302       404      200+   302       404
/samtal/atgard/M/                 302       404      200+   200+      404
/samtal/granskning/N/             302       404      404    200-      404
/samtal/granskning/N/1/           302       404      404    200-      404
/samtal/granskning/N/2/           302       404      404    200+      404
/samtal/granskning/N/3/           302       404      404    200+      404
/samtal/granskning/avstangning/B/ 302       405      405    405       405
/samtal/granskning/regler/city/   302       404      404    404       404
/samtal/granskning/regler/O/      302       404      404    200-      404
/samtal/sammantrade/O/            404       404      404    404       404
/samtal/sammantrade/O/kommentarer.json 404  404      404    404       404
/samtal/W/                        404       404      404    404       404
/samtal/W/panel/                  404       404      404    404       404
/samtal/W/inspelning.json         404       404      404    404       404
/samtal/W/1/                      404       404      404    404       404
/samtal/W/1/svar/                 404       404      404    404       404
/samtal/W/1/historik/             404       404      404    404       404
/samtal/W/1/anmal/                404       404      404    404       404
/samtal/W/1/andra/                302       404      404    404       404
/samtal/granskning/W/             302       404      404    404       404
/samtal/granskning/W/1/           302       404      404    404       404
"""
POST = """
address                           anonymous resident author moderator other
/samtal/N/                        302       400-     400+   400-      400-
/samtal/N/1/anmal/                400-      400-     400-   400-      400-
/samtal/N/3/anmal/                404       404      400+   400-      404
/samtal/N/1/andra/                302       302      400-   302       302
/samtal/N/3/andra/                302       404      400-   302       404
/samtal/atgard/M/                 302       404      400+   400+      404
/samtal/granskning/N/             302       404      404    400-      404
/samtal/granskning/N/1/           302       404      404    400-      404
/samtal/granskning/N/2/           302       404      404    400+      404
/samtal/granskning/regler/city/   302       404      404    404       404
/samtal/granskning/regler/O/      302       404      404    400-      404
/samtal/granskning/oppna/         302       404      404    302       302
/samtal/granskning/avstangning/B/ 302       404      404    302       404
/samtal/W/                        404       404      404    404       404
/samtal/W/1/anmal/                404       404      404    404       404
/samtal/W/1/andra/                302       404      404    404       404
/samtal/granskning/W/1/           302       404      404    404       404
"""
"""With an empty form: 400 is for who might have done it."""

OF_ADMINISTRATORS = {
    "/samtal/granskning/regler/city/": "200-",
    "/samtal/granskning/regler/O/": "200-",
}
"""Where an administrator is no resident: the rules, and nothing else of the moderators'."""


@dataclass(frozen=True)
class Place:
    names: dict[str, str]
    visitors: dict[str, Client]
    thread: Thread

    def path(self, address: str) -> str:
        parts = [self.names.get(part, part) for part in address.split("/")]
        return "/".join(parts)


def build() -> Place:
    withdrawn, thread = make.thread(), make.thread()
    registry.organization("organ", "Organ", record_id=thread.organization)
    author = make.resident("skribent")
    moderator, other = make.moderator(thread), make.moderator(withdrawn, "annan")
    make.comment(thread, author, "Alla läser det här")
    hidden = make.comment(thread, author, f"{SECRET} som doldes")
    make.comment(withdrawn, author)
    measure = take_measure(comment=hidden, kind=MeasureKind.HIDE, by=moderator, **WHY)
    ban = ban_author(comment=hidden, by=moderator, days=1, **WHY)
    Ban.objects.filter(pk=ban.pk).update(user=make.resident("avstängd"))
    Thread.objects.filter(pk=thread.pk).update(review="before")
    make.comment(thread, author, f"{SECRET} som väntar")
    content = find_versions([withdrawn.subject], ANONYMOUS)[withdrawn.subject].content
    assert content is not None
    records.withdraw(content)
    names = {"N": thread.number, "W": withdrawn.number, "M": measure.pk, "B": ban.pk}
    users = (make.resident("boende"), author, moderator, other)
    return Place(
        {name: str(value) for name, value in names.items()} | {"O": str(thread.organization)},
        {"anonymous": Client()} | dict(zip(VISITORS[1:], map(logged_in, users), strict=True)),
        thread,
    )


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def built(standing: Standing) -> Place:
    return standing.build(build)


@pytest.fixture
def place(db: None, built: Place) -> Place:
    return replace(
        built, visitors={who: same_login(client) for who, client in built.visitors.items()}
    )


def table(text: str) -> dict[str, dict[str, str]]:
    head, *lines = (line.split() for line in text.strip().splitlines())
    return {address: dict(zip(head[1:], cells, strict=True)) for address, *cells in lines}


def cell(client: Client, method: str, path: str) -> str:
    answered = client.get(path) if method == "GET" else client.post(path, {})
    if answered.status_code not in {200, 400}:
        return str(answered.status_code)
    return f"{answered.status_code}{'+' if SECRET in answered.content.decode() else '-'}"


def surprises(place: Place, client: Client, column: str, but: dict[str, str]) -> Iterator[str]:
    for method, text in (("GET", READ), ("POST", POST)):
        for address, cells in table(text).items():
            due = but.get(address, cells[column]) if method == "GET" else cells[column]
            got = cell(client, method, place.path(address))
            if got != due:
                yield f"{method} {address} {column}: {got}, not {due}"


@pytest.mark.parametrize("who", VISITORS)
def test_everybody_gets_what_the_table_says(place: Place, who: str) -> None:
    assert list(surprises(place, place.visitors[who], who, {})) == []


@pytest.mark.slow
@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
def test_no_other_role_moderates(place: Place, role: Role) -> None:
    """In the thread's own organization."""
    client = logged_in(make.moderator(place.thread, "roll", role))
    but = OF_ADMINISTRATORS if role == Role.ADMINISTRATOR else {}
    posted = {address for address in but if address in table(POST)}
    found = [
        line
        for line in surprises(place, client, "resident", but)
        if not (line.startswith("POST") and line.split()[1] in posted)
    ]
    assert found == []
    assert Measure.objects.count() == 2


def test_every_address_of_a_thread_is_in_the_table() -> None:
    known = {address.strip("/") for text in (READ, POST) for address in table(text)}
    shapes = {
        "/".join("*" if len(each) == 1 or each == "city" else each for each in path.split("/"))
        for path in known
    }
    asked = {
        "/".join("*" if "<" in each else each for each in route.strip("/").split("/"))
        for route in routes()
        if route.startswith("samtal/") and "<" in route
    }
    assert asked - shapes == set()
