"""What every answer tells a browser, and what the settings of a city must say."""

import os
import re
import string
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.core.clock import now
from tests.meetings.outlets import factories as make

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.django_db

PAGES = ["/", "/moten/", "/logga-in/", "/finns-inte/", "/healthz", "/stil/stad.css"]


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_is_closed_to_others(client: Client, address: str) -> None:
    told = client.get(address).headers
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in told["Permissions-Policy"]
    assert "fullscreen" not in told["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_may_run_or_style_by_inline_code(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; base-uri 'none'; form-action 'self'")
    assert not re.search("unsafe|data:|https?:|\\*", policy)


def test_the_registrys_admin_has_its_own_policy(client: Client) -> None:
    policy = client.get("/registrator/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "'unsafe-eval'" not in policy


def test_open_data_may_be_used_by_other_origins(client: Client) -> None:
    told = client.get("/api/v1/records").headers
    assert told["Access-Control-Allow-Origin"] == "*"
    assert told["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_members_answer_may_not(client: Client) -> None:
    client.force_login(make.user_in(make.organization()))
    told = client.get("/api/v1/records").headers
    assert "Access-Control-Allow-Origin" not in told
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["ond.example", "localhost@ond.example", "localhost:80:80", "localhost/..", "a\tb", ""]
)
def test_a_host_that_is_not_ours_is_refused(settings: Settings, host: str) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    answered = Client().get("/moten/", HTTP_HOST=host)
    assert answered.status_code == 400
    assert host.encode() not in answered.content or not host


def test_a_forwarded_host_decides_nothing(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    make.publish(make.organization())
    asked = {"Host": "localhost", "X-Forwarded-Host": "ond.example"}
    answered = Client().get("/organ/ks/", headers=asked)
    assert answered.status_code == 200
    assert b"ond.example" not in answered.content


@pytest.mark.parametrize("mark", ["%0d%0aSet-Cookie:%20a=1", "%0aLocation:%20//ond.example"])
@pytest.mark.parametrize("address", ["/organ/ks/{}/", "/?per={}", "/sok/?q={}", "/en/{}"])
def test_a_line_break_in_an_address_makes_no_header(
    client: Client, address: str, mark: str
) -> None:
    answered = client.get(address.format(mark))
    assert "Set-Cookie" not in answered.headers
    assert not any("\n" in value or "\r" in value for value in answered.headers.values())
    assert "ond.example" not in answered.headers.get("Location", "").split("?")[0]


@pytest.mark.parametrize(
    "target",
    [
        "https://ond.example/",
        "//ond.example/",
        "/\\ond.example/",
        "https:ond.example",
        "javascript:alert(1)",
        "\thttps://ond.example",
        "/\t/ond.example",
    ],
)
@pytest.mark.parametrize("address", ["/logga-in/", "/logga-ut/"])
def test_nobody_is_led_out_of_the_portal(client: Client, address: str, target: str) -> None:
    """ASVS 5: a redirect goes to an address of our own, whoever wrote the link."""
    user = make.user_in(make.organization())
    user.set_password("hemligt-ord-17")
    user.save()
    if address == "/logga-ut/":
        client.force_login(user)
    form = {"login": "ledamot", "password": "hemligt-ord-17", "next": target}
    answered = client.post(f"{address}?next={target}", form)
    assert answered.status_code in {200, 302}
    led_to = answered.headers.get("Location", "/")
    assert led_to.startswith("/")
    assert not re.match(r"/[/\\\t]", led_to)


@pytest.mark.parametrize("path", ["//ond.example/", "//ond.example", "/\\ond.example", "//moten"])
def test_a_missing_slash_leads_nowhere_else(client: Client, path: str) -> None:
    answered = client.get(path)
    assert not answered.headers.get("Location", "").startswith(("//", "/\\", "http"))


def test_a_form_from_elsewhere_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/logga-in/", {"login": "a", "password": "b"}).status_code == 403


def test_security_txt_says_where_and_until_when(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT, settings.SITE_URL = "sakerhet@stad.se", "https://stad.se/"
    answered = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answered.content.decode().splitlines())
    until = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=90) < until - now() < timedelta(days=365)
    assert fields["Contact"] == "mailto:sakerhet@stad.se"
    assert fields["Canonical"] == "https://stad.se/.well-known/security.txt"
    assert answered.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_without_a_contact_there_is_no_security_txt(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = settings.CITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def deployed(tmp_path: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """`check --deploy` of a process that is told what docs/operations.md says."""
    (tmp_path / "secret").write_text(string.ascii_letters * 2)
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path / "var"),
        "SECRET_KEY_FILE": str(tmp_path / "secret"),
        "SITE_URL": "https://stad.se",
        "ALLOWED_HOSTS": "stad.se",
        "SECURITY_CONTACT": "sakerhet@stad.se",
        **more,
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_a_city_that_is_set_up_as_the_guide_says_has_nothing_to_mend(tmp_path: Path) -> None:
    done = deployed(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECURITY_CONTACT": ""}, "config.W006"),
        ({"DEBUG": "1"}, "security.W018"),
        ({"ALLOWED_HOSTS": "*"}, "config.W007"),
        ({"DEMO": "1"}, "config.E005"),
        ({"HSTS_SECONDS": "0"}, "security.W004"),
    ],
)
def test_what_is_dangerous_is_said(tmp_path: Path, change: dict[str, str], said: str) -> None:
    done = deployed(tmp_path, **change)
    assert (done.returncode, said in done.stderr) == (1, True), done.stderr
