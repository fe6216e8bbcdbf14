"""manage.py relay [--once]"""

import json
import signal
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.ledger.relay import LEASE, deliver_all, lags, new_owner
from portal.ledger.runner import do_due_work, run


class Command(BaseCommand):
    help = (
        "Brings the subscribers up to the head of the ledger, until told to stop, or --once. "
        "Any number may run: a lease lets one serve each subscriber. "
        "With --once, exit code 1 when a subscriber is still behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what there is and stop")
        parser.add_argument("--json", action="store_true", help="answer in JSON (with --once)")
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            metavar="SECONDS",
            help="how long a killed relay keeps others waiting (%(default)s)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        lease = timedelta(seconds=options["lease"])
        if options["once"]:
            self._once(lease, options["json"])
            return
        stop = Event()

        def on_signal(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        run(stop, lease)

    def _once(self, lease: timedelta, as_json: bool) -> None:
        do_due_work()
        delivered = deliver_all(new_owner(), lease)
        told = {"delivered": delivered, "subscribers": [asdict(lag) for lag in lags()]}
        lines = [f"{lag.subscriber}: {lag.behind} efter {lag.failed}".rstrip() for lag in lags()]
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(lines))
        if any(lag.behind for lag in lags()):
            raise CommandError("Någon prenumerant är efter.", returncode=1)
