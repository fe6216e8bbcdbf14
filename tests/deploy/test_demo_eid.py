"""The demo's provider of e-IDs: who may log in with it, and what it refuses."""

import re
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from stat import S_IMODE
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from deploy.demo_eid.__main__ import serving
from deploy.demo_eid.people import PEOPLE
from deploy.demo_eid.provider import ASSERTION, CLIENT_ID
from portal.accounts.eid import metadata
from portal.accounts.eid.client_assertion import client_assertion
from portal.accounts.eid.provider_settings import provider_settings
from portal.accounts.models import User
from portal.accounts.selectors import assurance_of
from portal.core.personal_numbers import find_personal_numbers
from tests.accounts.eid_flow import arrive, asked, set_out
from tests.accounts.people import is_logged_in

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "key.pem"


@pytest.fixture(scope="module")
def issuer(key_file: Path) -> Iterator[str]:
    server = serving(0, SITE, key_file)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def connected(issuer: str, key_file: Path, settings: Settings) -> None:
    """As `make run` connects it."""
    settings.EID_ISSUER, settings.EID_CLIENT_ID = issuer, CLIENT_ID
    settings.EID_KEY_FILE, settings.EID_KEY_ID, settings.SITE_URL = str(key_file), "", SITE
    metadata.forget()
    cache.clear()


def choose(address: str, who: str) -> str:
    """Press the button of `who` on the page at this address; where the browser is sent back to."""
    page = requests.get(address, timeout=20).text
    fields = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    form = {name: unescape(value) for name, value in fields}
    sent = requests.post(
        address.partition("?")[0], {**form, "who": who}, allow_redirects=False, timeout=20
    )
    return sent.headers["Location"]


@pytest.mark.parametrize(
    ("who", "level"), [("alva", "substantial"), ("cilla", "high"), ("dag", None), ("", None)]
)
def test_one_is_whom_one_chooses(client: Client, who: str, level: str | None) -> None:
    answer = arrive(client, choose(set_out(client), who))
    assert is_logged_in(client) == (level is not None)
    if level is None:
        assert (answer.status_code, User.objects.count()) == (302 if who == "" else 401, 0)
    else:
        assert assurance_of(User.objects.get()) == level


def test_the_page_says_that_nobody_is_real(client: Client) -> None:
    page = requests.get(set_out(client), timeout=20).text
    assert "personerna är påhittade" in page
    assert [who.name for who in PEOPLE.values() if who.name not in page] == []
    assert list(find_personal_numbers(" ".join(who.number for who in PEOPLE.values()))) == []


def test_the_key_is_its_owners_alone(key_file: Path) -> None:
    assert S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("client_id", "another"),
        ("redirect_uri", "http://localhost:8000/elsewhere/"),
        ("scope", "email"),
        ("nonce", ""),
        ("code_challenge", ""),
        ("code_challenge_method", "plain"),
        ("response_type", "token"),
    ],
)
def test_what_is_asked_wrongly_is_refused(client: Client, name: str, value: str) -> None:
    address = set_out(client)
    question = {**asked(address), name: value}
    assert requests.get(address.partition("?")[0], question, timeout=20).status_code == 400


@pytest.mark.parametrize("wrong", ["code", "code_verifier", "redirect_uri", "client_assertion"])
def test_a_code_is_for_who_asked_and_once(client: Client, issuer: str, wrong: str) -> None:
    back = choose(set_out(client), "alva")
    said = parse_qs(urlsplit(back).query)
    (state,) = (each[0] for each in client.session["socialaccount_states"].values())

    def exchange(**wrongly: str) -> int:
        form = {
            "code": said["code"][0],
            "code_verifier": state["pkce_code_verifier"],
            "redirect_uri": f"{SITE}/logga-in/e-legitimation/svar/",
            "client_assertion_type": ASSERTION,
            "client_assertion": client_assertion(provider_settings(), f"{issuer}/token"),
        }
        return requests.post(f"{issuer}/token", form | wrongly, timeout=20).status_code

    was_used_up = wrong in {"code_verifier", "redirect_uri"}
    answers = [exchange(**{wrong: "x"}), exchange(), exchange()]
    assert answers == [400, 400 if was_used_up else 200, 400]
