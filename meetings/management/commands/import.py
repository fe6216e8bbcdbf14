"""`manage.py import oparl SOURCE`: another system's records become records here."""

import json
import sys
import time
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.importing.oparl import Imported, import_oparl
from meetings.importing.report import Report
from portal.core.errors import DomainError

EVERY = 0.5
"""Seconds between two lines of progress on a terminal."""


class Command(BaseCommand):
    help = (
        "Hämtar en kommuns handlingar, möten och personer från OParl 1.0 eller 1.1. En gång till "
        "hämtar bara det som ändrats; en avbruten körning fortsätter där den var. Slutkod 0: allt "
        "är hämtat, 1: något kunde inte läsas (rapporten säger vad), 2: fel i anropet."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        oparl = kinds.add_parser("oparl", help="OParl 1.0 eller 1.1")
        oparl.add_argument("source", help="adress till system eller body, mapp, zip eller tar")
        oparl.add_argument("--body", default="", help="id, när källan har flera kommuner")
        oparl.add_argument("--name", default="", help="källans namn här, när den bytt värd")
        oparl.add_argument("--language", default="", help="texternas språk, till exempel de")
        oparl.add_argument("--full", action="store_true", help="hämta allt, inte bara ändrat")
        oparl.add_argument(
            "--files",
            action="store_true",
            help="hämta också handlingarnas filer",
        )
        oparl.add_argument("--report", type=Path, help="fil för varje avvikelse, en rad JSON var")
        oparl.add_argument("--json", action="store_true", help="svara med JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["report"]
        try:
            with path.open("w", encoding="utf-8") if path else nullcontext() as lines:
                done = self._import(Report(lines), options)
        except OSError as error:
            raise CommandError(f"{path} går inte att skriva: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(done) if options["json"] else done.report.as_text())
        if not done.report.is_whole:
            sys.exit(1)

    def _import(self, report: Report, options: dict[str, Any]) -> Imported:
        return import_oparl(
            address=options["source"],
            report=report,
            name=options["name"],
            body=options["body"],
            language=options["language"],
            full=options["full"],
            files=options["files"],
            progress=ProgressLine() if sys.stderr.isatty() else lambda *_: None,
        )


def _as_json(done: Imported) -> str:
    said = {"source": done.source.name, "longest_act_s": round(done.longest_act, 3)}
    return json.dumps({**said, **done.report.as_json()}, ensure_ascii=False, indent=2)


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
