"""manage.py oparl check URL|FOLDER|ARCHIVE [--most N] [--json]"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.conformance.findings import Findings
from meetings.conformance.stored import check_stored
from meetings.conformance.walking import NoSystem, Walk
from portal.core.progress import bar


class Command(BaseCommand):
    help = (
        "Tells where a server departs from OParl 1.1. Exit code 0: nowhere, 1: deviations, "
        "2: there is no OParl to be found. Progress is told on stderr."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="walk a server, a folder or an archive")
        check.add_argument("source", help="the address of a system, a folder, a zip or a tar")
        check.add_argument("--most", type=int, default=1_000_000, help="objects of each list")
        check.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        findings, source = Findings(), options["source"]
        try:
            if source.startswith(("http://", "https://")):
                Walk(findings, bar(sys.stderr), options["most"]).system(source)
            else:
                check_stored(source, findings, bar(sys.stderr))
        except NoSystem as error:
            told = f"{error} är inget OParl-system som går att läsa.\n{findings.as_text()}"
            raise CommandError(told, returncode=2) from None
        said = findings.as_json()
        self.stdout.write(
            json.dumps(said, ensure_ascii=False) if options["json"] else findings.as_text()
        )
        if findings.total:
            raise CommandError(f"{findings.total} avvikelser.", returncode=1)
