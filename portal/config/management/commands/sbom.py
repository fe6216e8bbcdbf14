"""manage.py sbom [--output FILE]"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.config.operations.sbom import WrongLock, sbom


class Command(BaseCommand):
    help = "Lists everything that runs here with hashes, as CycloneDX 1.5 in JSON (an SBOM)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, help="a file instead of standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = json.dumps(sbom(settings.BASE_DIR), indent=1, ensure_ascii=False)
        except (OSError, WrongLock) as error:
            raise CommandError(str(error), returncode=1) from error
        if options["output"] is None:
            self.stdout.write(text)
        else:
            options["output"].write_text(text + "\n")
