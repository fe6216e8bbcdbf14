"""`manage.py permissions`: who may do what, as docs/permissions.md shows it."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.accounts.permission_table import permission_table


class Command(BaseCommand):
    help = "Print the table of permissions."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(permission_table(), ending="")
