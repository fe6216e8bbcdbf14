"""`manage.py import oparl SOURCE`."""

from argparse import ArgumentParser
from typing import Any

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


def register_importer() -> None:
    importers.fill(OParlImporter)
