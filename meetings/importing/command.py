"""`manage.py import oparl SOURCE` and `manage.py import memberships FILE`."""

from argparse import ArgumentParser
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from meetings.importing.memberships.by_command import AS_SAID, import_memberships
from meetings.importing.memberships.planning import What
from meetings.importing.oparl import import_oparl
from meetings.importing.ports import Progress, importers
from meetings.importing.report import Report


class OParlImporter:
    """A whole city from OParl 1.0 or 1.1."""

    name = "oparl"
    help = "en kommuns handlingar, möten och personer från OParl 1.0 eller 1.1"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="adress till system eller body, mapp, zip eller tar")
        parser.add_argument("--body", default="", help="id, när källan har flera kommuner")
        parser.add_argument("--name", default="", help="källans namn här, när den bytt värd")
        parser.add_argument("--language", default="", help="texternas språk, till exempel de")
        parser.add_argument("--full", action="store_true", help="hämta allt, inte bara ändrat")
        parser.add_argument("--files", action="store_true", help="hämta handlingarnas filer också")

    def report(self) -> Report:
        return Report()

    def run(self, options: dict[str, Any], report: Report, progress: Progress) -> dict[str, Any]:
        done = import_oparl(
            address=options["source"],
            report=report,
            name=options["name"],
            body=options["body"],
            language=options["language"],
            full=options["full"],
            files=options["files"],
            progress=progress,
        )
        return {"source": done.source.name, "longest_act_s": round(done.longest_act, 3)}


class MembershipImporter:
    """Persons and memberships from a spreadsheet, by the same plan as the registry's page."""

    name = "memberships"
    help = "personer och uppdrag från ett kalkylblad, xlsx eller csv"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="kalkylbladet")
        parser.add_argument("--as", dest="user", required=True, help="användarnamn som läser in")
        parser.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle hända")
        parser.add_argument(
            "--take", type=int, nargs="*", default=[], help="osäkra rader att ta med"
        )

    def report(self) -> Report:
        words = {what: str(what.label) for what in What}
        return Report(found=words, done=AS_SAID, incomplete=[cast(StrEnum, What.ERROR)])

    def run(self, options: dict[str, Any], report: Report, progress: Progress) -> dict[str, Any]:
        return import_memberships(
            file=options["file"],
            username=options["user"],
            is_dry=options["dry_run"],
            taken=frozenset(options["take"]),
            report=report,
        )


def register_importer() -> None:
    importers.fill(OParlImporter)
    importers.fill(MembershipImporter)
