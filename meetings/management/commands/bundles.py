"""manage.py bundles [--once]"""

import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from meetings.services.bundle_work import work

LOOK_EVERY = 2.0


class Command(BaseCommand):
    help = (
        "Reads the bundles that were dropped on meetings and lays accepted ones on their agendas, "
        "until told to stop, or --once. Any number may run; the relay does the same beside itself."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what there is and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(str(work()))
            return
        stop = Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
        while not stop.is_set():
            work()
            close_old_connections()
            stop.wait(LOOK_EVERY)
