"""A process that writes acts and is killed: `writer.py dying 1 2 3` or `writer.py going-on`.

dying: for each number a fork that kills itself after so many statements of its act.
going-on: acts without end; says when each begins and when it is done.
"""

# ruff: noqa: E402 (a process of its own sets Django up before it meets the models)

import itertools
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection

from tests.factories import act, change, note, stored


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def write(key: str, apply: Callable[[], None] | None = None) -> None:
    """One act of 20 entries, each with a file."""
    file = stored(b"Samma text", "a.txt")
    act(*(change(note(files=[file])) for _ in range(20)), key=key, apply=apply)


class DieAfter:
    """Counts the statements of the transaction and pulls the plug after the last it allows."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        answer = execute(*arguments)
        self.left -= connection.in_atomic_block
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


def dying(counts: list[int]) -> None:
    for count in counts:
        child = os.fork()
        if child == 0:
            _die_writing(count)
        _pid, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, -signal.SIGKILL), code
        say(after=count, killed=code != 0)


def _die_writing(count: int) -> None:
    def start_counting() -> None:
        connection.execute_wrappers.append(DieAfter(count))

    code = 1
    try:
        write(f"akt-{count}", start_counting)
        code = 0
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def going_on() -> None:
    for number in itertools.count():
        say(begins=number)
        write(f"akt-{number}-{os.getpid()}")
        say(done=number)


if __name__ == "__main__":
    if sys.argv[1] == "dying":
        dying([int(word) for word in sys.argv[2:]])
    else:
        going_on()
