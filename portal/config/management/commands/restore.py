"""manage.py restore BACKUP [--check] [--json]"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.config.operations.backup import restore_backup
from portal.config.operations.manifest import Manifest, whole_backup
from portal.core.errors import DomainError
from portal.core.progress import bar
from portal.ledger.selectors import head_entry
from portal.ledger.verification import verify


class Command(BaseCommand):
    help = (
        "Makes the city of a backup in an empty database and empty folders, and proves its "
        "ledger. Exit code 0: the same head as when it was backed up, 1: refused or different."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path, help="the folder of one backup")
        parser.add_argument("--check", action="store_true", help="only see that it is whole")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        act = whole_backup if options["check"] else restore_backup
        try:
            manifest = act(options["backup"])
        except (DomainError, OSError) as error:
            raise CommandError(f"Inget återställdes: {error}", returncode=1) from error
        if not options["check"]:
            _prove(manifest)
        told = {"head": manifest.head, "chain": manifest.chain, "files": len(manifest.files)}
        text = f"Hel: {len(manifest.files)} filer, post {manifest.head}"
        self.stdout.write(json.dumps(told) if options["json"] else text)


def _prove(manifest: Manifest) -> None:
    newest = head_entry()
    found = (newest.seq, newest.chain) if newest else (0, "")
    if found != (manifest.head, manifest.chain):
        raise CommandError(f"Huvudet är {found}, ska vara {manifest.head}.", returncode=1)
    deviations = [str(each) for each in verify(bar(sys.stderr))]
    if deviations:
        raise CommandError("\n".join(deviations), returncode=1)
