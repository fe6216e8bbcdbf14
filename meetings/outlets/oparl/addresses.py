"""The addresses of OParl's objects and lists: an object's address is its identity."""

from functools import cache
from uuid import UUID

from django.conf import settings

from meetings.selectors.oparl.files import SHORT

ROOT = "/oparl/v1.1"
SCHEMA = "https://schema.oparl.org/1.1/"


def url(path: str) -> str:
    """`meeting/5fe5…` → `https://…/oparl/v1.1/meeting/5fe5…`."""
    return f"{_base(settings.SITE_URL)}/{path}"


def object_url(name: str, record: UUID) -> str:
    """Of an object that is one record: `organization`, `person`, `meeting`, `paper` …"""
    return f"{_base(settings.SITE_URL)}/{name}/{record}"


def system_url() -> str:
    return url("system")


def body_url() -> str:
    return url("body")


def term_url(year: int) -> str:
    return url(f"term/{year}")


def consultation_url(item: UUID, paper: UUID) -> str:
    return url(f"consultation/{item}/{paper}")


def file_url(paper: UUID, sha256: str) -> str:
    return url(f"file/{paper}/{sha256[:SHORT]}")


def download_url(paper: UUID, sha256: str) -> str:
    return f"{file_url(paper, sha256)}/download"


def type_url(name: str) -> str:
    return f"{SCHEMA}{name}"


@cache
def _base(site: str) -> str:
    return f"{site.rstrip('/')}{ROOT}"
