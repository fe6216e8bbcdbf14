"""System checks of the ledger: `manage.py check --database default` and every migrate."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from portal.core.clamd import check_address
from portal.ledger.triggers import missing
from portal.ledger.virus import WHEN_AWAY


@register(Tags.database)
def check_triggers(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """A warning and no error, since migrate itself asks first and is what mends it."""
    return [
        Warning(
            f"The append-only trigger {name} is missing or changed in database {using!r}.",
            hint="Run manage.py migrate, which installs it, and then manage.py ledger verify.",
            id="ledger.W001",
        )
        for using in databases or ()
        for name in missing(using)
    ]


@register(Tags.security)
def check_virus_scanner(**_kwargs: Any) -> list[CheckMessage]:
    """A scanner that nobody can reach is found at start, not with the first file."""
    problems = []
    if settings.VIRUS_SCANNER_AWAY not in WHEN_AWAY:
        problems.append(f"VIRUS_SCANNER_AWAY is one of {', '.join(WHEN_AWAY)}.")
    try:
        check_address(settings.VIRUS_SCANNER or "unix:/unused")
    except ValueError as error:
        problems.append(f"VIRUS_SCANNER is {error}, or empty.")
    return [Error(problem, id="ledger.E001") for problem in problems]
