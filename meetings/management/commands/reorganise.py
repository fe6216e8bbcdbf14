"""manage.py reorganise --from a,b --to c --date 2023-01-01 --as registrator"""

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from meetings.models import Organization
from meetings.services.reorganisation import Reorganisation, reorganise
from portal.core.errors import DomainError
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.ports import acting_user


class Command(BaseCommand):
    help = (
        "Lets organizations follow others: one to one is a new name, many to one a merger, one "
        "to many a split. The new ones are made in the registry first. Exit code 0: done, "
        "1: refused (the reason on stderr), 2: wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="old", required=True, metavar="SHORT,SHORT")
        parser.add_argument("--to", dest="new", required=True, metavar="SHORT,SHORT")
        parser.add_argument("--heir", default="", help="who takes over the cases (first of --to)")
        parser.add_argument("--date", required=True, type=datetime.date.fromisoformat)
        parser.add_argument("--as", dest="user", required=True, help="user name of who acts")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        new = _organizations(options["new"])
        [heir] = _organizations(options["heir"]) if options["heir"] else new[:1]
        change = Reorganisation(_organizations(options["old"]), new, heir, options["date"])
        try:
            act = reorganise(change=change, actor=_actor(options["user"]), key=str(new_id()))
        except (DomainError, ValidationError) as error:
            raise CommandError(str(error), returncode=1) from error
        told = {"act": str(act.pk), "entries": act.entries.count()}
        self.stdout.write(json.dumps(told) if options["json"] else f"{told['entries']} poster")


def _organizations(names: str) -> tuple[Organization, ...]:
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    found = Organization.objects.in_bulk(wanted, field_name="short_name")
    missing = [name for name in wanted if name not in found]
    if missing:
        raise CommandError(f"Organ som inte finns: {', '.join(missing)}.", returncode=2)
    return tuple(found[name] for name in wanted)


def _actor(user: str) -> Actor:
    for actor in acting_user.ask(user):
        if actor is not None:
            return actor
    raise CommandError(f"{user} får inte publicera, eller finns inte.", returncode=1)
