"""The relay in a thread: it begins when told to, and is woken by an act."""

from collections.abc import Iterator, Sequence
from threading import Event, Thread

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from portal.ledger import relay, runner
from portal.ledger.models import Entry
from portal.ledger.ports import due_work
from portal.ledger.relay import Subscriber
from portal.ledger.runner import run, start_in_process
from portal.ledger.waking import listening, wake
from tests.factories import publish_note

LONG = 20.0
"""Seconds after which something that should have happened will not."""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set when the only subscriber gets an entry. No look without a hint within the test."""
    event = Event()

    def handle(_entries: Sequence[Entry]) -> None:
        event.set()

    monkeypatch.setattr(relay, "SUBSCRIBERS", {"heard": Subscriber("heard", handle)})
    monkeypatch.setattr(runner, "LOOK_EVERY", LONG)
    return event


@pytest.fixture
def running(transactional_db: None, heard: Event) -> Iterator[None]:
    """A relay in a thread, past its first look."""
    stop, listens = Event(), Event()

    def serve() -> None:
        listens.set()
        run(stop)
        connection.close()

    thread = Thread(target=serve)
    thread.start()
    listens.wait(LONG)
    yield
    stop.set()
    wake()
    thread.join(LONG)


@pytest.mark.postgresql  # SQLite in memory has one connection for all threads
@pytest.mark.usefixtures("running")
def test_an_act_reaches_its_subscriber_without_waiting_for_a_look(heard: Event) -> None:
    publish_note()
    assert heard.wait(LONG / 2)


@pytest.mark.django_db(transaction=True)
def test_another_thread_is_woken() -> None:
    woken, listens = Event(), Event()

    def listen() -> None:
        with listening() as wait:
            listens.set()
            wait(LONG)
            woken.set()
        connection.close()

    thread = Thread(target=listen)
    thread.start()
    listens.wait(LONG)
    wake()
    assert woken.wait(LONG / 2)
    thread.join(LONG)


def test_work_that_was_due_and_fails_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> int:
        raise RuntimeError("trasigt")

    monkeypatch.setattr(due_work, "_answers", [broken])
    assert runner.do_due_work() == 0


def test_the_relay_begins_with_the_process_only_where_told(settings: Settings) -> None:
    settings.RELAY_IN_PROCESS = False
    assert start_in_process() is None
