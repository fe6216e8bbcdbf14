"""manage.py reset_second_factor LOGIN --as LOGIN --checked "…" """

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.lost_factor import reset_second_factor
from portal.accounts.models import User
from portal.accounts.selectors import user_of_name
from portal.core.clock import now
from portal.core.errors import DomainError


class Command(BaseCommand):
    help = (
        "Takes away every second factor of an account whose owner has lost them all, ends its "
        "logins and tells the owner by letter. Exit code 1: refused, nothing changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login", help="user name or address of who has lost it")
        parser.add_argument("--as", dest="by", required=True, help="user name of who acts")
        parser.add_argument("--checked", required=True, help="how it was made sure who it is")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user, by = user_of_name(options["login"]), user_of_name(options["by"])
        if user is None or by is None:
            raise CommandError("Det finns inget sådant konto.", returncode=1)
        try:
            done = reset_second_factor(user=user, by=_here(by), checked=options["checked"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=1) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done)))
        else:
            self.stdout.write(
                f"Andra faktorer borta: {done.factors}. Avslutade inloggningar: {done.sessions}. "
                f"Brev: {done.letters}."
            )


def _here(by: User) -> User:
    """Who sits at the machine's own command line has shown more than a second factor."""
    by.second_factor_at = now()
    return by
