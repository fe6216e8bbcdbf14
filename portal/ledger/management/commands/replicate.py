"""manage.py replicate URL [--to FOLDER] [--files] [--follow] [--json]"""

import json
import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.progress import bar
from portal.ledger.replica.keeping import Incomplete, catch_up, fetch_files, follow
from portal.ledger.replica.proof import Broken
from portal.ledger.replica.source import Source, Unreachable
from portal.ledger.replica.store import OtherSource, Replica


class Command(BaseCommand):
    help = (
        "Keeps a copy of everything that anybody may read of a portal, and proves it: order, "
        "contents and chain. Goes on where it was; ask again for what is new. Exit code 0: "
        "whole and proved, 1: it is not, 2: wrong usage. Progress is told on stderr."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", help="the address of the portal, such as https://…")
        parser.add_argument("--to", default="replica", help="the folder; replica")
        parser.add_argument("--files", action="store_true", help="fetch the files too")
        parser.add_argument("--follow", action="store_true", help="go on as entries come")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        with closing(Replica(Path(options["to"]))) as replica:
            try:
                source = Source(options["url"])
                replica.belong_to(source.address)
                self._tell(self._keep(source, replica, options["files"]), options["json"])
                if options["follow"]:
                    follow(source, replica, lambda count: self.stdout.write(f"{count} nya poster"))
            except OtherSource as error:
                raise CommandError(
                    f"Mappen hör till {error}. Välj en annan.", returncode=2
                ) from None
            except (Broken, Incomplete, Unreachable) as error:
                raise CommandError(str(error), returncode=1) from None

    def _keep(self, source: Source, replica: Replica, with_files: bool) -> dict[str, Any]:
        new = catch_up(source, replica, bar(sys.stderr))
        files = fetch_files(source, replica, bar(sys.stderr)) if with_files else None
        return {
            "url": source.address,
            "new": new,
            "seq": replica.walk.seq,
            "chain": replica.walk.chain,
            **replica.count(),
            "files": files,
        }

    def _tell(self, found: dict[str, Any], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        self.stdout.write(
            f"{found['new']} nya poster, {found['entries']} i allt, {found['contents']} innehåll. "
            f"Kedjan håller: {found['chain']}"
        )
