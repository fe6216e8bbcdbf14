"""manage.py protect NUMBER --as LOGIN --ground "…" [--do] [--json]"""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.models import Person
from meetings.services.protection import plan_protection, protect_identity
from portal.core.errors import DomainError
from portal.ledger.ports import acting_user


class Command(BaseCommand):
    help = (
        "Hides the name of a person with protected identity in every outlet, index and feed. "
        "Without --do it only tells what it would do. Exit code 1: refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, help="the person's number, as in /personer/17/")
        parser.add_argument("--as", dest="user", required=True, help="user name of who acts")
        parser.add_argument("--ground", default="", help="the decision it rests on")
        parser.add_argument("--do", action="store_true", help="do it")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(number=options["number"]).first()
        actor = next((each for each in acting_user.ask(options["user"]) if each), None)
        if person is None or actor is None:
            raise CommandError("Personen finns inte, eller du får inte göra detta.", returncode=1)
        try:
            done = (
                protect_identity(person=person, actor=actor, ground=options["ground"])
                if options["do"]
                else plan_protection(person)
            )
        except DomainError as error:
            raise CommandError(str(error), returncode=1) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done), ensure_ascii=False))
            return
        self.stdout.write("\n".join([*done.records, *(f"för hand: {at}" for at in done.by_hand)]))
        if not options["do"]:
            self.stdout.write("Inget är gjort. Lägg till --do.")
