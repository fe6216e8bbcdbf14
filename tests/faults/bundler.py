"""A worker on a bundle that is killed: `bundler.py begin`, `dying 1 5 9`, `accept`, `status`.

dying: for each number a fork that works on what waits and kills itself after so many statements.
"""

# ruff: noqa: E402 (a process of its own sets Django up before it meets the models)

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.db import connection

from meetings.models import Case, Document, MeetingBundle
from meetings.selectors.drafts import newest_of
from meetings.services.bundle_work import work
from meetings.services.bundles import accept
from portal.accounts.models import User
from portal.core.clock import now
from tests.meetings.registry import bundles
from tests.meetings.registry import factories as make


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)


class DieAfter:
    """Counts statements and pulls the plug after the last it allows."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        answer = execute(*arguments)
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def begin() -> None:
    of = make.organization()
    bundles.taken(make.meeting(of), make.keeper(of))


def accepted() -> None:
    accept(bundle=MeetingBundle.objects.get(), user=User.objects.get())


def dying(counts: list[int]) -> None:
    for count in counts:
        child = os.fork()
        if child == 0:
            _die_working(count)
        _pid, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -signal.SIGKILL), code
        say(after=count, killed=code != 0)


def _die_working(count: int) -> None:
    """The lease of the one before has run out, and it had got somewhere."""
    code = 1
    try:
        past = now() - timedelta(seconds=1)
        MeetingBundle.objects.exclude(lease_until=None).update(lease_until=past, tries=0)
        connection.execute_wrappers.append(DieAfter(count))
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def status() -> None:
    bundle = MeetingBundle.objects.get()
    items = newest_of(bundle.meeting).items.all()
    say(
        state=bundle.state,
        failure=bundle.failure,
        pieces=bundle.pieces.count(),
        documents=Document.objects.count(),
        cases=Case.objects.count(),
        papers={item.number: len(item.papers.all()) for item in items},
    )


if __name__ == "__main__":
    actions = {"begin": begin, "accept": accepted, "status": status}
    if sys.argv[1] == "dying":
        dying([int(word) for word in sys.argv[2:]])
    else:
        actions[sys.argv[1]]()
