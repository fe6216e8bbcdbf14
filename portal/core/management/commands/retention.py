"""manage.py retention [--erase] [--only NAME] [--json]"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.clock import local_iso
from portal.core.retention import Term, terms

MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Shows what is kept longer than it may be, rule by rule. Only --erase takes it away. "
        "Exit code 0: shown or erased, 1: RETENTION cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--erase", action="store_true", help="erase what is shown")
        parser.add_argument("--only", default="", metavar="NAME", help="one rule alone")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            known = terms()
        except ValueError as error:
            raise CommandError(str(error), returncode=1) from error
        only = options["only"]
        if only and only not in {term.rule.name for term in known}:
            raise CommandError(f"Ingen regel heter {only}.", returncode=1)
        done = [_apply(each, options["erase"]) for each in known if only in {"", each.rule.name}]
        if options["json"]:
            self.stdout.write(json.dumps(done, ensure_ascii=False))
            return
        self.stdout.write("\n".join(_lines(done)))
        if not options["erase"]:
            self.stdout.write("Inget är raderat. Lägg till --erase.")


def _apply(term: Term, erase: bool) -> dict[str, Any]:
    found = list(term.rule.older(term.before))
    return {
        "rule": term.rule.name,
        "what": term.rule.what,
        "days": term.days,
        "ground": term.rule.ground,
        "before": local_iso(term.before),
        "found": found[:MOST_SHOWN],
        "count": len(found),
        "erased": term.rule.erase(term.before) if erase else 0,
    }


def _lines(done: list[dict[str, Any]]) -> list[str]:
    lines = []
    for each in done:
        lines.append(f"{each['rule']}: {each['what']}, äldre än {each['days']} dagar")
        lines += [f"  {line}" for line in each["found"]]
        if each["count"] > MOST_SHOWN:
            lines.append(f"  … och {each['count'] - MOST_SHOWN} till")
        if each["erased"]:
            lines.append(f"  {each['erased']} raderade")
    return lines
