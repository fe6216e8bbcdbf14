"""`manage.py demo`: the demo city, loaded through the registry's own services."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from meetings.demo.load.city import load_city
from meetings.demo.ports import demo_parts
from meetings.demo.scale.load import load_scale
from portal.core.clock import today
from portal.core.errors import DomainError

BAR = 20


class Command(BaseCommand):
    help = "Laddar demostaden. Andra gången ändras inget."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--without",
            choices=["2.2.2"],
            help="Lämna den punkten, så att någon kan dra in dess handlingar.",
        )

        parser.add_argument(
            "--scale",
            type=int,
            metavar="N",
            help="Lägg till N påhittade sammanträden med 25 punkter och 50 handlingar var, "
            "för mätning. Ett större N senare lägger bara till.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demostaden laddas bara när DEMO=1: den hör inte hemma i drift.")
        load_city(today=today(), progress=self._progress, with_bundle=options["without"] != "2.2.2")
        for _loaded in demo_parts.ask(today(), self._progress):
            pass
        self.stdout.write("Demostaden är laddad.")
        if options["scale"] is not None:
            self._scale(options["scale"])

    def _scale(self, count: int) -> None:
        try:
            added = load_scale(count, progress=self._progress)
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{added} sammanträden lades till; {count} finns.")

    def _progress(self, step: str, done: int, total: int) -> None:
        if self.verbosity_is_on():
            end = "\n" if done == total else "\r"
            sys.stderr.write(f"\x1b[2K{_bar(done, total)} {done}/{total} {step}{end}")
            sys.stderr.flush()

    def verbosity_is_on(self) -> bool:
        return sys.stderr.isatty()


def _bar(done: int, total: int) -> str:
    filled = BAR * done // total
    return f"[{'#' * filled}{'.' * (BAR - filled)}]"
