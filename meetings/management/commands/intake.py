"""`manage.py intake FILE`: a bundle becomes drafts, as on the registry's drop page."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.services.intake import Intake, read_file, take_in
from portal.core.errors import DomainError


class Command(BaseCommand):
    help = "Delar upp en bunt i dess handlingar och lägger dem som utkast på en punkt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="PDF eller text")
        parser.add_argument("--meeting", default="", help="till exempel ks/2016-10-19")
        parser.add_argument("--dry-run", action="store_true", help="Läs bara, spara inget.")
        parser.add_argument("--json", action="store_true", help="Svara med JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                said, lines = self._read(stream, path.name, options)
        except OSError as error:
            raise CommandError(f"{path} går inte att läsa: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            json.dumps(said, ensure_ascii=False, indent=2) if options["json"] else lines
        )

    def _read(self, stream: Any, name: str, options: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if options["dry_run"]:
            said = read_file(stream=stream, file_name=name).to_json()
            return said, _lines(said)
        done = take_in(stream=stream, file_name=name, meeting_name=options["meeting"])
        return done.to_json(), _lines(done.to_json(), done)


def _lines(said: dict[str, Any], done: Intake | None = None) -> str:
    """The split for people: the meeting, a line for each paper, and what to look at."""
    meeting = done.meeting if done else None
    where = str(meeting) if meeting else f"{said['meeting']['name']} {said['meeting']['date']}"
    papers = [
        "  ".join(
            filter(None, [paper["kind"], paper["date"], paper["title"], paper["own_reference"]])
        )
        for paper in said["documents"]
    ]
    return "\n".join([f"{where}, punkt {said['item']}", *papers, *said["warnings"]])
