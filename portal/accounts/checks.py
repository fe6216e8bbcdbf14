"""System checks: a portal whose logins are weak or whose e-ID is half set up says so at start."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from portal.accounts.eid.fetching import is_safe
from portal.accounts.eid.provider_settings import levels_of

SHORTEST_KEY = 32


@register(Tags.security)
def check_second_factor(**_kwargs: Any) -> list[CheckMessage]:
    """Only the demo, whose passwords everybody knows, does without a second factor (law.md H5)."""
    if settings.SECOND_FACTOR_REQUIRED or settings.DEMO or settings.DEBUG:
        return []
    return [
        Error(
            "SECOND_FACTOR_REQUIRED is off: a stolen password opens confidential papers.",
            hint="Leave SECOND_FACTOR_REQUIRED alone; only the demo (DEMO=1) does without.",
            id="accounts.E001",
        )
    ]


@register(Tags.security)
def check_eid(**_kwargs: Any) -> list[CheckMessage]:
    """Everything that a login with e-ID needs is there before the first one (docs/e-id.md)."""
    if not (settings.EID_ISSUER or settings.EID_CLIENT_ID):
        return []
    return [
        Error(problem, hint="See docs/e-id.md.", id="accounts.E002") for problem in _eid_problems()
    ]


@register()
def check_leaked_passwords(**_kwargs: Any) -> list[CheckMessage]:
    """A list that was named and cannot be read would stop every new password."""
    named = settings.LEAKED_PASSWORDS_FILE
    if not named or Path(named).is_file():
        return []
    problem = f"LEAKED_PASSWORDS_FILE {named!r} cannot be read."
    return [Error(problem, hint="See docs/settings.md.", id="accounts.E003")]


def _eid_problems() -> list[str]:
    wrong = {
        "EID_ISSUER is missing or not an https address.": not is_safe(settings.EID_ISSUER),
        "EID_CLIENT_ID is missing.": not settings.EID_CLIENT_ID,
        f"EID_KEY_FILE {settings.EID_KEY_FILE!r} cannot be read.": not _is_readable(),
        "EID_ACR_LEVELS must be acr=substantial or acr=high, divided by commas.": not _levels(),
        "EID_IDENTITY_CLAIMS is empty: nobody could be told from another.": not (
            settings.EID_IDENTITY_CLAIMS
        ),
        f"IDENTITY_KEY is shorter than {SHORTEST_KEY} characters: pseudonyms could be guessed.": (
            len(settings.IDENTITY_KEY) < SHORTEST_KEY and not settings.DEMO
        ),
    }
    return [problem for problem, is_wrong in wrong.items() if is_wrong]


def _is_readable() -> bool:
    try:
        return "PRIVATE KEY" in Path(settings.EID_KEY_FILE).read_text()
    except OSError:
        return False


def _levels() -> bool:
    try:
        return bool(levels_of(settings.EID_ACR_LEVELS))
    except ValueError:
        return False
