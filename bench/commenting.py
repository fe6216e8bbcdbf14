"""Threads for a measurement, in a process of its own. Prints one JSON object.

python -m bench.commenting fill COUNT                  a thread with so many comments
python -m bench.commenting open                        an empty one, and where its stream stands
python -m bench.commenting write THREAD COUNT RATE     comments a second, through the service
"""

import json
import sys
import time
from uuid import uuid4

import django

django.setup()

from django.db import connection  # noqa: E402  needs the apps
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from meetings.addresses import case_path, organization_path  # noqa: E402
from meetings.contents import CaseContent, OrganizationContent  # noqa: E402
from portal.accounts.models import User  # noqa: E402
from portal.accounts.services import vouch_for_address  # noqa: E402
from portal.core.clock import now, today  # noqa: E402
from portal.core.ids import new_id  # noqa: E402
from portal.ledger.changes import Actor, Change  # noqa: E402
from portal.ledger.services import publish_act  # noqa: E402
from portal.ledger.states import Verb  # noqa: E402
from streaming.hub.selectors import snapshot_of  # noqa: E402
from streaming.threads.models import Comment, Thread  # noqa: E402
from streaming.threads.services.opening import open_thread  # noqa: E402
from streaming.threads.services.policies import take_into_force  # noqa: E402
from streaming.threads.services.writing import write_comment  # noqa: E402
from streaming.threads.terms import SHIPPED  # noqa: E402
from streaming.threads.triggers import TRIGGERS  # noqa: E402

ACTOR = Actor(role="registrar")
WRITERS = 50
TEXT = (
    "Jag åker här varje dag och tycker att förslaget är **bra**, men hållplatsen behöver tak.\n\n"
    "- Bänkar\n- Belysning\n\nSe https://example.org/hallplats för en bild."
)


def opened() -> Thread:
    """A thread about a new case, under rules without a limit of pace."""
    take_into_force(terms=SHIPPED.model_copy(update={"rate": "1000000/s"}))
    number = f"{Thread.objects.count() + 1}/26"
    board, case = new_id(), new_id()
    name = f"organ-{Thread.objects.count()}"
    contents = (
        OrganizationContent(
            id=board,
            path=organization_path(name),
            title=name,
            short_name=name,
            organization_kind="committee",
            meetings_public=True,
            valid_from=today(),
        ),
        CaseContent(
            id=case,
            path=case_path(number.replace("/", "-")),
            title=f"Ärende {number}",
            organization=board,
            date=today(),
            references=(number,),
            number=number,
        ),
    )
    changes = [Change(each.id, Verb.PUBLISHED, each) for each in contents]
    publish_act(actor=ACTOR, changes=changes, key=str(new_id()))
    return open_thread(subject=case, actor=ACTOR)


def writers() -> list[User]:
    for number in range(WRITERS):
        user, is_new = User.objects.get_or_create(
            username=f"skribent{number}", defaults={"email": f"skribent{number}@example.org"}
        )
        if is_new:
            vouch_for_address(user=user)
    return list(User.objects.filter(username__startswith="skribent"))


def fill(count: int) -> dict[str, object]:
    """The first hundred through the service, the rest as rows: a tenth of them replies."""
    thread, people = opened(), writers()
    for number in range(100):
        _write(thread, people[number % WRITERS])
    sample = Comment.objects.filter(thread=thread).latest("seq")
    TRIGGERS.make_way()
    Comment.objects.bulk_create(
        [_copy(sample, seq, people[seq % WRITERS]) for seq in range(101, count + 1)],
        batch_size=500,
    )
    Thread.objects.filter(pk=thread.pk).update(last_seq=count, shown=count, last_at=now())
    TRIGGERS.install()
    with CaptureQueriesContext(connection) as asked:
        Client().get(thread.url, headers={"host": "localhost"})
    return {"path": thread.url, "queries": len(asked)}


def _copy(sample: Comment, seq: int, author: User) -> Comment:
    return Comment(
        thread=sample.thread,
        seq=seq,
        author=author,
        author_name=author.username,
        text=sample.text,
        html=sample.html,
        state=sample.state,
        created_at=now(),
        key=uuid4(),
    )


def begun() -> dict[str, object]:
    thread = opened()
    writers()
    stands = snapshot_of(thread.stream)
    told = {"thread": thread.pk, "stream": str(thread.stream)}
    return {**told, "epoch": stands.epoch, "seq": stands.seq}


def write(thread_id: int, count: int, rate: float) -> dict[str, object]:
    thread, people = Thread.objects.get(pk=thread_id), writers()
    start = time.monotonic()
    for number in range(count):
        time.sleep(max(0.0, start + number / rate - time.monotonic()))
        _write(thread, people[number % WRITERS])
    return {"count": count, "seconds": max(time.monotonic() - start, count / rate)}


def _write(thread: Thread, author: User) -> None:
    write_comment(thread=thread, author=author, text=TEXT, key=uuid4())


def main(what: str, *given: str) -> None:
    if what == "fill":
        print(json.dumps(fill(int(given[0]))))
    elif what == "open":
        print(json.dumps(begun()))
    else:
        print(json.dumps(write(int(given[0]), int(given[1]), float(given[2]))))


if __name__ == "__main__":
    main(*sys.argv[1:])
