"""manage.py backup FOLDER [--keep N] [--json]"""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.config.operations.backup import make_backup, remove_old
from portal.core.errors import DomainError
from portal.core.progress import bar


class Command(BaseCommand):
    help = (
        "Backs up database and files into a new folder, with a manifest of hashes, while the "
        "portal runs. Exit code 0: whole, 1: failed, nothing counts as a backup."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie, each in its own folder")
        parser.add_argument("--keep", type=int, default=0, help="take away all but the N newest")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            folder, manifest = make_backup(options["folder"], bar(sys.stderr))
        except (DomainError, OSError) as error:
            raise CommandError(f"Ingen säkerhetskopia gjordes: {error}", returncode=1) from error
        removed = remove_old(options["folder"], options["keep"])
        told = {
            "backup": str(folder),
            "head": manifest.head,
            "chain": manifest.chain,
            "files": len(manifest.files),
            "removed": [str(each) for each in removed],
        }
        text = f"{folder}: {len(manifest.files)} filer, post {manifest.head}"
        self.stdout.write(json.dumps(told) if options["json"] else text)
