"""`manage.py import NAME SOURCE`: another system's records become records here."""

import json
import sys
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.importing.ports import Importer, importers
from meetings.importing.report import Report
from portal.core.errors import DomainError

EVERY = 0.5
"""Seconds between two lines of progress on a terminal."""


class Command(BaseCommand):
    help = (
        "Hämtar in poster från ett annat system. En gång till hämtar bara det som ändrats; en "
        "avbruten körning fortsätter där den var. Slutkod 0: allt är hämtat, 1: något kunde inte "
        "läsas (rapporten säger vad), 2: fel i anropet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        for importer in importers.ask():
            own = kinds.add_parser(importer.name, help=importer.help, description=importer.help)
            importer.add_arguments(own)
            own.add_argument("--report", type=Path, help="fil för varje avvikelse, en rad JSON var")
            own.add_argument("--json", action="store_true", help="svara med JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        importer = next(each for each in importers.ask() if each.name == options["kind"])
        path: Path | None = options["report"]
        report = importer.report()
        try:
            with path.open("w", encoding="utf-8") if path else nullcontext() as lines:
                report.lines = lines
                told = self._run(importer, options, report)
        except OSError as error:
            raise CommandError(f"{path} går inte att skriva: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        answer = {**told, **report.as_json()}
        as_json = json.dumps(answer, ensure_ascii=False, indent=2)
        self.stdout.write(as_json if options["json"] else report.as_text())
        if not report.is_whole:
            sys.exit(1)

    def _run(self, importer: Importer, options: dict[str, Any], report: Report) -> dict[str, Any]:
        progress = ProgressLine() if sys.stderr.isatty() else lambda *_: None
        return importer.run(options, report, progress)


class ProgressLine:
    """`skriver 1200 av 17673, 1530/s, 0:10 kvar`, on one line that is written over."""

    def __init__(self) -> None:
        self.step, self.began, self.told, self.before = "", 0.0, 0.0, 0

    def __call__(self, step: str, done: int, total: int) -> None:
        at = time.monotonic()
        if step != self.step:
            self.step, self.began, self.before = step, at, 0
        if at - self.told < EVERY and done < total:
            return
        self.told = at
        rate = done / max(at - self.began, 0.001)
        left = (total - done) / rate if rate else 0.0
        minutes, seconds = divmod(round(left), 60)
        sys.stderr.write(
            f"\r\x1b[2K{step} {done} av {total}, {rate:.0f}/s, {minutes}:{seconds:02} kvar"
        )
        sys.stderr.flush()
