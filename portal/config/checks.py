"""System checks: a portal that is set up dangerously says so before it serves anybody.

They run with every `manage.py` command that checks (`check`, `migrate`, …) and stop it.
"""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured

from portal.core.palette import accent_problems

DEMO_KEY = "demo-only-not-a-secret"
"""The key that settings.py gives a demo: it stands in the code, so it protects nothing."""
SHORTEST_KEY = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@register(Tags.security)
def check_secret_key(**_kwargs: Any) -> list[CheckMessage]:
    """Sessions are signed with the key, so outside the demo it must be the city's own."""
    if settings.DEMO or _is_secret(_secret_key()):
        return []
    return [
        Error(
            f"SECRET_KEY is empty, shorter than {SHORTEST_KEY} characters or the demo's.",
            hint="Set SECRET_KEY, or SECRET_KEY_FILE to the name of a file that holds it. "
            "A good one: python -c 'import secrets; print(secrets.token_urlsafe(48))'",
            id="config.E001",
        )
    ]


@register()
def check_accent(**_kwargs: Any) -> list[CheckMessage]:
    """The city's colour can be read on every paper of the design (WCAG 2.2, 1.4.3)."""
    return [
        Error(problem, hint="Choose another CITY_ACCENT.", id="config.E002")
        for problem in accent_problems(settings.CITY_ACCENT)
    ]


@register(Tags.security)
def check_files_dir(**_kwargs: Any) -> list[CheckMessage]:
    """Files are served through the ledger's gate only: no other user, no static server."""
    files = Path(settings.FILES_DIR).resolve()
    return [*_open_to_others(files), *_served_as_static(files)]


@register(Tags.security)
def check_demo(**_kwargs: Any) -> list[CheckMessage]:
    """The demo's passwords are known to all, so it never stands on a public address."""
    if not (settings.DEMO and settings.SITE_URL.startswith("https:")):
        return []
    return [
        Error(
            f"DEMO is on and SITE_URL is {settings.SITE_URL}: anybody could log in as registrar.",
            hint="Set DEMO=0 on a public address, or serve the demo on http://localhost.",
            id="config.E005",
        )
    ]


@register(Tags.security, deploy=True)
def check_contact(**_kwargs: Any) -> list[CheckMessage]:
    """RFC 9116: whoever finds a hole must know whom to tell (law.md K2)."""
    if settings.SECURITY_CONTACT or settings.CITY_CONTACT:
        return []
    return [
        Warning(
            "Nobody is named to whom a hole could be told: there is no security.txt.",
            hint="Set SECURITY_CONTACT.",
            id="config.W006",
        )
    ]


@register(Tags.security, deploy=True)
def check_hosts(**_kwargs: Any) -> list[CheckMessage]:
    """An address in a mail is made of the host: it must be one of the city's own."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Warning(
            "ALLOWED_HOSTS takes any host: links in mail could lead to a stranger's.",
            hint="Name the hosts of SITE_URL.",
            id="config.W007",
        )
    ]


def _secret_key() -> str:
    """Django itself refuses to hand out an empty key."""
    try:
        return settings.SECRET_KEY
    except ImproperlyConfigured:
        return ""


def _is_secret(key: str) -> bool:
    return len(key) >= SHORTEST_KEY and key != DEMO_KEY


def _open_to_others(files: Path) -> Iterator[CheckMessage]:
    """A directory that is not there yet is made private by the file store."""
    if files.is_dir() and files.stat().st_mode & OTHERS:
        yield Error(
            f"Other users of the machine can enter FILES_DIR {files}.",
            hint=f"chmod 700 {files}",
            id="config.E003",
        )


def _served_as_static(files: Path) -> Iterator[CheckMessage]:
    for served in _static_dirs():
        if files.is_relative_to(served) or served.is_relative_to(files):
            yield Error(
                f"FILES_DIR {files} and the static files in {served} overlap: "
                "the server would give out files past the gate.",
                hint="Give FILES_DIR a place of its own.",
                id="config.E004",
            )


def _static_dirs() -> list[Path]:
    return [Path(each).resolve() for each in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]
