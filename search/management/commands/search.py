"""manage.py search rebuild | status"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.progress import bar
from search.engines.base import EngineError
from search.index.folders import IndexBusy
from search.index.rebuilding import rebuild
from search.index.status import status

ACTIONS = {
    "rebuild": "build the index anew in a new folder, which then answers",
    "status": "show the engine, how much it holds and how far it has read",
}


class Command(BaseCommand):
    help = (
        "Builds the search index and tells of it. Exit code 0: done, 1: it could not be built or "
        "does not stand, 2: wrong usage. Progress is told on stderr."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name, text in ACTIONS.items():
            told = f"{text[0].upper()}{text[1:]}."
            action = actions.add_parser(name, help=text, description=told)
            action.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            self._rebuild(as_json=options["json"])
        else:
            self._status(as_json=options["json"])

    def _rebuild(self, *, as_json: bool) -> None:
        try:
            count = rebuild(bar(sys.stderr))
        except IndexBusy:
            raise CommandError("Ett annat program bygger redan om sökindexet.") from None
        except (EngineError, OSError) as error:
            raise CommandError(f"Sökindexet gick inte att bygga: {error}") from error
        self._answer({"documents": count}, f"{count} dokument går att söka i.", as_json)

    def _status(self, *, as_json: bool) -> None:
        told = status()
        text = "\n".join(f"{name}: {value}" for name, value in told.items())
        self._answer(told, text, as_json)
        if not told["stands"]:
            raise CommandError("Sökindexet saknas eller är trasigt. Databasen svarar så länge.")

    def _answer(self, told: dict[str, Any], text: str, as_json: bool) -> None:
        self.stdout.write(json.dumps(told, ensure_ascii=False) if as_json else text)
