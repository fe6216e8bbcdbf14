"""Logging in with an e-ID at a real provider that runs as its own process."""

import hashlib
import logging
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.apps import apps
from django.core.checks import run_checks
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.eid import metadata
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.selectors import assurance_of, pseudonym_of
from portal.accounts.states import AssuranceLevel
from tests.accounts.eid_flow import (
    BACK,
    START,
    arrive,
    asked,
    come_back,
    key_set,
    log_in_with_eid,
    new_key,
    pem,
    running_provider,
    set_out,
)
from tests.accounts.openid_provider import CLIENT, NUMBER, PEOPLE
from tests.accounts.people import PASSWORD, account, holder, is_logged_in, log_in

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
KEY = new_key()


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_provider(key_set(KEY, "portal"), SITE, tmp_path_factory.mktemp("op")) as issuer:
        yield issuer


@pytest.fixture(autouse=True)
def set_up(issuer: str, settings: Settings, tmp_path: Path) -> None:
    key = tmp_path / "eid-key.pem"
    key.write_text(pem(KEY))
    settings.EID_ISSUER, settings.EID_CLIENT_ID = issuer, CLIENT
    settings.EID_KEY_FILE, settings.EID_KEY_ID = str(key), "portal"
    settings.SITE_URL = SITE
    metadata.forget()


def test_an_e_id_logs_in_and_says_how_surely(client: Client) -> None:
    assert log_in_with_eid(client, "kim")["Location"] == "/"
    assert is_logged_in(client)
    assert assurance_of(User.objects.get()) == AssuranceLevel.SUBSTANTIAL


def test_the_level_is_what_the_provider_said(client: Client) -> None:
    log_in_with_eid(client, "robin")
    assert assurance_of(User.objects.get()) == AssuranceLevel.HIGH


def test_what_is_asked_of_the_provider(client: Client) -> None:
    said = asked(set_out(client))
    state, nonce, challenge = (said.pop(name) for name in ("state", "nonce", "code_challenge"))
    assert said == {
        "client_id": CLIENT,
        "redirect_uri": SITE + BACK,
        "response_type": "code",
        "scope": said["scope"],
        "prompt": "login",
        "acr_values": said["acr_values"],
        "code_challenge_method": "S256",
    }
    assert set(said["scope"].split()) == {"openid", "https://id.oidc.se/scope/naturalPersonNumber"}
    assert said["acr_values"].split()[0] == "http://id.elegnamnden.se/loa/1.0/loa3"
    (stashed,) = client.session["socialaccount_states"].values()
    verifier = stashed[0]["pkce_code_verifier"]
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    assert challenge == digest
    assert stashed[0]["nonce"] == nonce
    assert min(len(state), len(nonce)) >= 43  # 256 bits in base64


def test_a_request_cannot_change_what_is_asked(client: Client) -> None:
    question = "scope=admin&auth_params=prompt%3Dnone%26acr_values%3Dlow&action=reauthenticate"
    said = asked(set_out(client, question=question))
    assert (said["prompt"], "admin" in said["scope"]) == ("login", False)


def test_a_link_sends_nobody_to_the_provider(client: Client) -> None:
    assert client.get(START).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_the_same_person_comes_back_to_the_same_account() -> None:
    for _time in range(2):
        log_in_with_eid(Client(), "kim")
    log_in_with_eid(Client(), "robin")
    assert User.objects.count() == 2
    assert len(set(SocialAccount.objects.values_list("uid", flat=True))) == 2


def test_neither_database_nor_log_nor_session_knows_the_number(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    log_in_with_eid(client, "kim")
    log_in_with_eid(client, "low")
    secrets = [PEOPLE["kim"][NUMBER], PEOPLE["kim"]["given_name"], PEOPLE["low"][NUMBER]]
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values()]
    known = "\n".join([*rows, caplog.text, str(dict(client.session))])
    assert [secret for secret in secrets if secret in known or secret[2:] in known] == []
    assert "eyJ" not in known  # no token of any kind
    assert SocialToken.objects.count() == 0
    assert SocialAccount.objects.get().extra_data == {"level": "substantial"}


def test_the_pseudonym_needs_the_key(client: Client, settings: Settings) -> None:
    log_in_with_eid(client, "kim")
    first = pseudonym_of(User.objects.get())
    assert first is not None
    number = PEOPLE["kim"][NUMBER].encode()
    assert first not in {hashlib.sha256(each).hexdigest() for each in (number, number[2:])}
    settings.IDENTITY_KEY = "another key altogether, of enough length"
    log_in_with_eid(Client(), "kim")
    assert User.objects.count() == 2


@pytest.mark.parametrize("who", ["low", "nobody"])
def test_who_is_not_known_surely_enough_is_not_let_in(client: Client, who: str) -> None:
    answer = log_in_with_eid(client, who)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "E-legitimationen gick inte att kontrollera" in answer.content.decode()
    assert (User.objects.count(), is_logged_in(client)) == (0, False)


def test_an_e_id_is_linked_to_the_account_one_has(client: Client) -> None:
    user = account()
    log_in(client)
    client.post("/logga-in/igen/", {"password": PASSWORD})
    log_in_with_eid(client, "kim", "connect")
    assert pseudonym_of(user) is not None
    other = Client()
    log_in_with_eid(other, "kim")
    assert other.get("/konto/").context["user"] == user


def test_to_link_one_proves_anew_who_one_is(client: Client) -> None:
    user = account()
    log_in(client)
    answer = log_in_with_eid(client, "kim", "connect")
    assert answer["Location"] == "/logga-in/igen/"
    assert pseudonym_of(user) is None
    client.post("/logga-in/igen/", {"password": PASSWORD})
    assert pseudonym_of(user) is not None


def test_two_accounts_cannot_claim_one_e_id(client: Client) -> None:
    log_in_with_eid(Client(), "kim")
    user = account("robin")
    log_in(client, "robin")
    client.post("/logga-in/igen/", {"password": PASSWORD})
    answer = client.get(log_in_with_eid(client, "kim", "connect")["Location"])
    assert "hör till ett annat konto" in answer.content.decode()
    assert pseudonym_of(user) is None
    assert SocialAccount.objects.count() == 1


def test_one_account_cannot_have_two(client: Client) -> None:
    user = account()
    log_in(client)
    client.post("/logga-in/igen/", {"password": PASSWORD})
    log_in_with_eid(client, "kim", "connect")
    first = pseudonym_of(user)
    answer = client.get(log_in_with_eid(client, "robin", "connect")["Location"])
    assert "har kontot redan en" in answer.content.decode()
    assert (pseudonym_of(user), SocialAccount.objects.count()) == (first, 1)


def test_unlinking_leaves_the_account(client: Client) -> None:
    user = account()
    log_in(client)
    client.post("/logga-in/igen/", {"password": PASSWORD})
    log_in_with_eid(client, "kim", "connect")
    linked = SocialAccount.objects.get()
    client.post("/konto/e-legitimation/", {"account": linked.pk})
    assert (pseudonym_of(user), assurance_of(user)) == (None, AssuranceLevel.EMAIL)


def test_the_only_way_in_is_not_unlinked(client: Client) -> None:
    log_in_with_eid(client, "kim")
    linked = SocialAccount.objects.get()
    answer = client.post("/konto/e-legitimation/", {"account": linked.pk})
    assert "Välj ett lösenord först" in answer.content.decode()
    assert SocialAccount.objects.exists()


@pytest.mark.usefixtures("strict")
def test_an_e_id_is_a_second_factor(client: Client) -> None:
    holder(Role.MEMBER)
    log_in(client)
    client.post("/logga-in/igen/", {"password": PASSWORD})
    log_in_with_eid(client, "kim", "connect")
    fresh = Client()
    log_in_with_eid(fresh, "kim")
    assert len(fresh.get("/").wsgi_request.reader) == 1  # type: ignore[attr-defined]


def test_the_answer_is_worth_something_once(client: Client) -> None:
    back = come_back(set_out(client), "kim")
    arrive(client, back)
    client.post("/logga-ut/")
    assert arrive(client, back).status_code == HTTPStatus.UNAUTHORIZED
    assert not is_logged_in(client)


def test_anothers_answer_is_worth_nothing(client: Client) -> None:
    """Login CSRF: an attacker's answer in a victim's browser."""
    back = come_back(set_out(Client()), "robin")
    assert arrive(client, back).status_code == HTTPStatus.UNAUTHORIZED
    assert not is_logged_in(client)


def test_the_provider_knows_us_by_our_key_only(client: Client, settings: Settings) -> None:
    Path(settings.EID_KEY_FILE).write_text(pem(new_key()))
    assert log_in_with_eid(client, "kim").status_code == HTTPStatus.UNAUTHORIZED


def test_who_cancels_is_told_so(client: Client) -> None:
    state = asked(set_out(client))["state"]
    answer = client.get(BACK, {"error": "access_denied", "state": state})
    assert answer["Location"] == "/logga-in/e-legitimation/avbruten/"


def test_without_a_provider_there_is_no_such_address(client: Client, settings: Settings) -> None:
    settings.EID_ISSUER = ""
    assert client.post(START).status_code == HTTPStatus.NOT_FOUND
    assert client.get(BACK).status_code == HTTPStatus.NOT_FOUND
    assert "e-legitimation" not in client.get("/logga-in/").content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EID_CLIENT_ID", ""),
        ("EID_KEY_FILE", "/finns/inte.pem"),
        ("EID_ACR_LEVELS", ["loa3=bra"]),
        ("EID_IDENTITY_CLAIMS", []),
        ("EID_ISSUER", "http://broker.example"),
    ],
)
def test_what_is_half_set_up_is_told_at_start(settings: Settings, name: str, value: object) -> None:
    assert "accounts.E002" not in {each.id for each in run_checks()}
    setattr(settings, name, value)
    assert "accounts.E002" in {each.id for each in run_checks()}
