"""System check of the log: `manage.py check --database default` and every migrate."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from portal.audit.triggers import TRIGGERS


@register(Tags.database)
def check_triggers(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """A warning and no error, since migrate itself asks first and is what mends it."""
    return [
        Warning(
            f"The append-only trigger {name} is missing or changed in database {using!r}.",
            hint="Run manage.py migrate, which installs it.",
            id="audit.W001",
        )
        for using in databases or ()
        for name in TRIGGERS.missing(using)
    ]
