"""Running the relay for as long as a process lives: in a thread, or as a command."""

import logging
from datetime import timedelta
from threading import Event, Thread

from django.conf import settings
from django.db import close_old_connections

from portal.ledger.ports import due_work
from portal.ledger.relay import LEASE, deliver_all, new_owner
from portal.ledger.waking import Wait, listening

LOOK_EVERY, SOON = 0.8, 0.2
"""Seconds between looks when no hint comes; soon where there was something to do: a count that
moves is told while it is less than a second old."""

log = logging.getLogger(__name__)


def run(stop: Event, lease: timedelta = LEASE) -> None:
    """Deliver until `stop` is set. A database that is away is waited for."""
    owner = new_owner()
    while not stop.is_set():
        try:
            with listening() as wait:
                _run(stop, owner, lease, wait)
        except Exception:  # whatever it was, the relay must be there when it has passed
            log.exception("the relay rests")
            stop.wait(LOOK_EVERY)
        finally:
            close_old_connections()


def do_due_work() -> int:
    """Let every app do what has waited for its moment; a failure holds up no subscriber."""
    try:
        return sum(due_work.ask())
    except Exception:  # told and tried again at the next look
        log.exception("due work failed")
        return 0


def start_in_process() -> Thread | None:
    """Run the relay beside the pages when RELAY_IN_PROCESS says so; once in a process."""
    if not settings.RELAY_IN_PROCESS or _started.is_set():
        return None
    _started.set()
    thread = Thread(target=run, args=(Event(),), name="relay", daemon=True)
    thread.start()
    return thread


_started = Event()


def _run(stop: Event, owner: str, lease: timedelta, wait: Wait) -> None:
    while not stop.is_set():
        done = do_due_work()
        deliver_all(owner, lease)
        close_old_connections()
        wait(SOON if done else LOOK_EVERY)
