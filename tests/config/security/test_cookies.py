"""The cookies of those who log in, and what a browser keeps when they have logged out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.meetings.outlets import factories as make

ROOT = Path(__file__).parents[3]
ASKED = [
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SAMESITE",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
]


def settings_at(address: str, scratch: Path) -> dict[str, object]:
    """What the settings module says in a process that is told this address."""
    program = (
        "import json; from portal.config import settings as own; "
        "from django.conf import global_settings as given; "
        f"print(json.dumps({{n: getattr(own, n, getattr(given, n)) for n in {ASKED!r}}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(scratch), "SITE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, object] = json.loads(done.stdout)
    return said


def test_on_https_a_cookie_belongs_to_this_host_alone(tmp_path: Path) -> None:
    said = settings_at("https://stad.se", tmp_path)
    assert said == {
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_DOMAIN": None,
        "SESSION_COOKIE_PATH": "/",
    }


def test_on_ones_own_machine_it_works_without_https(tmp_path: Path) -> None:
    said = settings_at("http://localhost:8000", tmp_path)
    assert (said["SESSION_COOKIE_NAME"], said["SESSION_COOKIE_SECURE"]) == ("sessionid", False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/logga-ut/", "/en/logga-ut/"])
def test_the_browser_forgets_with_the_logout(address: str) -> None:
    client = Client()
    client.force_login(make.user_in(make.organization()))
    assert "Clear-Site-Data" not in client.get(address).headers
    assert client.post(address).headers["Clear-Site-Data"] == '"cache", "storage"'
