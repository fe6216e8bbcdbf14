"""Runs all groups of tests, or those named: `python -m deploy.testrun [GROUP …]`.

Every group runs whatever became of the one before. With REQUIRE_ALL=1 a group that cannot run
is a failure.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from types import FrameType

from deploy.services.programs import find_chromium
from deploy.services.redis import throwaway_redis
from deploy.services.server import ServerFailed
from deploy.testrun.account import Outcome, exit_code, left_out_line, summary
from deploy.testrun.groups import GROUPS, Group, environment_of, missing_parts
from deploy.testrun.inputs import missing_inputs
from deploy.testrun.programs import REDIS, install_missing


def main(names: list[str]) -> int:
    groups = _chosen(names)
    _end_cleanly_when_terminated()
    install_missing()
    left_out = [(group.name, group.missing) for group in groups if group.missing]
    left_out += [*missing_parts().items(), *missing_inputs().items()]
    with ExitStack() as stack:
        shared = _shared_environment(stack)
        outcomes = [_run(group, shared) for group in groups if not group.missing]
    print(f"\n{summary(outcomes)}")
    print(left_out_line(left_out), end="\n" if left_out else "", flush=True)
    return exit_code(outcomes, left_out, require_all=os.environ.get("REQUIRE_ALL") == "1")


def _chosen(names: list[str]) -> list[Group]:
    known = {group.name: group for group in GROUPS}
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise SystemExit(f"No group {', '.join(unknown)}; there are: {', '.join(known)}")
    return [known[name] for name in names] or list(GROUPS)


def _end_cleanly_when_terminated() -> None:
    """Without this a SIGTERM would end us with the servers still standing."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)


def _shared_environment(stack: ExitStack) -> Mapping[str, str]:
    chromium = find_chromium()
    shared = {"CHROMIUM": str(chromium)} if chromium else {}
    if not REDIS.missing:
        shared["REDIS_URL"] = stack.enter_context(throwaway_redis())
    return shared


def _run(group: Group, shared: Mapping[str, str]) -> Outcome:
    print(f"\n==== {group.name} ====", flush=True)
    started = time.monotonic()
    try:
        with environment_of(group, shared) as environment:
            code, closing = _follow(group.command(), environment)
    except ServerFailed as error:
        code, closing = 1, str(error)
        print(closing, flush=True)
    return Outcome(group.name, code, time.monotonic() - started, closing)


def _follow(command: list[str], environment: Mapping[str, str]) -> tuple[int, str]:
    """Passes the output on as it comes; returns the exit code and its last line but make's."""
    closing = ""
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                print(line, end="", flush=True)
                closing = closing if line.startswith("make") else line.strip() or closing
        except BaseException:
            process.terminate()
            raise
    return process.returncode, closing


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
