"""`manage.py import proposals FILE --map FILE`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from meetings.importing.ports import Progress, importers
from meetings.importing.report import Report
from portal.core.errors import DomainError
from proposals.importing.columns import read_map
from proposals.importing.reading import KIND, rows_of
from proposals.importing.rules import DONE, FOUND
from proposals.importing.stated import Reader
from proposals.importing.taking_in import TakingIn
from proposals.models import Policy
from proposals.selectors.policies import policies_in_force


class NoPolicy(DomainError):
    """There are no rules of this name."""


class ProposalImporter:
    """Proposals from an export of an earlier system."""

    name = "proposals"
    help = "invånarnas förslag från en export i CSV eller JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="exporten, CSV eller JSON")
        parser.add_argument("--map", type=Path, required=True, help="kolumnkarta, JSON")
        parser.add_argument("--policy", default="goteborgsforslaget", help="reglernas kortnamn")
        parser.add_argument("--name", default="", help="källans namn här; annars filens")
        parser.add_argument("--dry-run", action="store_true", help="pröva allt, spara inget")

    def report(self) -> Report:
        return Report(found=FOUND, done=DONE, incomplete=())

    def run(self, options: dict[str, Any], report: Report, progress: Progress) -> dict[str, Any]:
        path: Path = options["file"]
        source = options["name"] or path.stem
        columns, policy = read_map(options["map"]), _policy(options["policy"])
        reader = Reader(columns, policy, report)
        rows = rows_of(path, columns, report)
        report.objects[KIND] += len(rows)
        stated = [found for row in rows if (found := reader.read(row)) is not None]
        TakingIn(source, policy, report, options["dry_run"]).take_all(stated, progress)
        return {"source": source, "dry_run": options["dry_run"]}


def register_importer() -> None:
    importers.fill(ProposalImporter)


def _policy(slug: str) -> Policy:
    found = {policy.slug: policy for policy in policies_in_force()}
    if slug not in found:
        known = ", ".join(sorted(found)) or "–"
        raise NoPolicy(
            _("Det finns inga regler som heter %(slug)s. De som gäller: %(known)s.")
            % {"slug": slug, "known": known}
        )
    return found[slug]
