"""`manage.py demo`: the demo city, loaded through the registry's own services."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meetings.demo.load.city import load_city
from portal.core.clock import today


class Command(BaseCommand):
    help = "Laddar demostaden. Andra gången ändras inget."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without",
            choices=["2.2.2"],
            help="Lämna den punkten, så att någon kan dra in dess handlingar.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demostaden laddas bara när DEMO=1: den hör inte hemma i drift.")
        load_city(today=today(), progress=self._progress, with_bundle=options["without"] != "2.2.2")
        self.stdout.write("Demostaden är laddad.")

    def _progress(self, step: str, done: int, total: int) -> None:
        if self.verbosity_is_on():
            end = "\n" if done == total else "\r"
            sys.stderr.write(f"\x1b[2K[{done}/{total}] {step}{end}")
            sys.stderr.flush()

    def verbosity_is_on(self) -> bool:
        return sys.stderr.isatty()
