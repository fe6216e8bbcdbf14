"""Somebody who publishes while an import runs: `python -m bench.registrar`, until stdin ends.

Prints one JSON object: the seconds that each act took.
"""

import json
import sys
import threading
import time

import django

django.setup()

from meetings.models import Case, Organization, RuleSet  # noqa: E402  needs the apps
from meetings.services.publishing import publish  # noqa: E402
from portal.core.clock import today  # noqa: E402
from portal.core.ids import new_id  # noqa: E402
from portal.ledger.changes import Actor  # noqa: E402

ACTOR = Actor(role="registrar")
PAUSE = 0.25


def main() -> None:
    ended = threading.Event()
    threading.Thread(target=_await_end, args=[ended], daemon=True).start()
    rules = RuleSet.objects.create(name="Registratorns")
    office = Organization.objects.create(
        name="Registraturen",
        short_name="registraturen",
        kind="committee",
        rule_set=rules,
        valid_from=today(),
    )
    publish(records=[office], actor=ACTOR, key=str(new_id()))
    print("ready", flush=True)
    waits: list[float] = []
    while not ended.wait(PAUSE):
        waits.append(_act(office, len(waits)))
    print(json.dumps(waits), flush=True)


def _await_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _act(office: Organization, number: int) -> float:
    """One case, from the draft to the public."""
    began = time.perf_counter()
    case = Case.objects.create(
        organization=office, number=f"R{number}", title="Ett ärende", opened=today()
    )
    publish(records=[case], actor=ACTOR, key=str(new_id()))
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
