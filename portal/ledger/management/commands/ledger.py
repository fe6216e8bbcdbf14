"""manage.py ledger verify | reconcile | rebuild-heads | status"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.clock import local_iso
from portal.core.progress import bar
from portal.ledger.models import Act, Record
from portal.ledger.reconciliation import reconcile
from portal.ledger.relay import lags
from portal.ledger.replay import rebuild_heads
from portal.ledger.selectors import head_entry
from portal.ledger.verification import Deviation, verify

ACTIONS = {
    "verify": "walk the chain and prove order, contents, files, heads and triggers",
    "reconcile": "render every outlet for every record and prove that all show the same",
    "rebuild-heads": "write the heads anew from the entries",
    "status": "show the newest entry, the number of records and the lag of each subscriber",
}


class Command(BaseCommand):
    help = (
        "Proves and mends the ledger. Exit code 0: as it must be, 1: deviations (one a line), "
        "2: wrong usage. Progress is told on stderr."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name, text in ACTIONS.items():
            told = f"{text[0].upper()}{text[1:]}."
            action = actions.add_parser(name, help=text, description=told)
            action.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        as_json: bool = options["json"]
        match options["action"]:
            case "verify":
                self._prove(verify(bar(sys.stderr)), as_json)
            case "reconcile":
                self._prove(reconcile(bar(sys.stderr)), as_json)
            case "rebuild-heads":
                count = rebuild_heads(bar(sys.stderr))
                self._answer({"heads": count}, f"{count} huvuden skrevs om.", as_json)
            case _:
                self._status(as_json)

    def _prove(self, deviations: Iterator[Deviation], as_json: bool) -> None:
        count = 0
        for deviation in deviations:
            count += 1
            self.stdout.write(
                json.dumps(deviation.as_json(), ensure_ascii=False) if as_json else str(deviation)
            )
        if count:
            raise CommandError(f"{count} avvikelser.", returncode=1)
        self._answer({"deviations": 0}, "Inga avvikelser.", as_json)

    def _status(self, as_json: bool) -> None:
        newest = head_entry()
        told = {
            "head": newest.seq if newest else 0,
            "chain": newest.chain if newest else "",
            "recorded_at": local_iso(newest.recorded_at) if newest else None,
            "acts": Act.objects.count(),
            "records": Record.objects.count(),
            "subscribers": [asdict(lag) for lag in lags()],
        }
        lines = [f"{name}: {value}" for name, value in told.items() if name != "subscribers"]
        lines += [f"{lag.subscriber}: {lag.behind} efter {lag.failed}".rstrip() for lag in lags()]
        self._answer(told, "\n".join(lines), as_json)

    def _answer(self, told: dict[str, Any], text: str, as_json: bool) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else text)
