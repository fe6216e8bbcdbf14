"""Asking the provider: its own addresses only, no redirects, no waiting without end."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

from portal.accounts.eid.errors import ProviderDown

LONGEST_SECONDS = 10
LARGEST = 512 * 1024
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def get_json(url: str) -> dict[str, Any]:
    """The JSON object at this address. Raises ProviderDown."""
    return _asked("GET", url)


def post_form(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What the provider answers to the form. Raises ProviderDown."""
    return _asked("POST", url, form)


def is_safe(url: str) -> bool:
    """https, or a provider on this machine while the city itself is not on https (tests, demo)."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    is_trial = not settings.SITE_URL.startswith("https:")
    return is_trial and parts.scheme == "http" and parts.hostname in LOCAL


def _asked(method: str, url: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
    if not is_safe(url):
        raise ProviderDown("address that is not https")
    try:
        answer = requests.request(
            method, url, data=form, timeout=LONGEST_SECONDS, allow_redirects=False, stream=True
        )
        with answer:
            body = answer.raw.read(LARGEST + 1, decode_content=True)
            found = _parsed(answer, body)
    except requests.RequestException as error:
        raise ProviderDown(type(error).__name__) from None
    return found


def _parsed(answer: requests.Response, body: bytes) -> dict[str, Any]:
    """Never quotes the answer: it may hold a token."""
    if answer.status_code != 200:
        raise ProviderDown(f"status {answer.status_code}")
    if len(body) > LARGEST:
        raise ProviderDown("answer too large")
    answer._content = body
    try:
        found = answer.json()
    except ValueError:
        raise ProviderDown("no JSON") from None
    if not isinstance(found, dict):
        raise ProviderDown("no JSON object")
    return found
