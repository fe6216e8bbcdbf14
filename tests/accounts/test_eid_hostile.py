"""A provider that lies, and one that goes away."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, make_server

import jwt
import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from portal.accounts.eid import fetching, metadata
from portal.accounts.eid.errors import ProviderDown
from portal.accounts.eid.fetching import get_json, is_safe
from portal.accounts.models import User
from tests.accounts.eid_flow import arrive, asked, key_set, new_key, pem, set_out
from tests.accounts.openid_provider import CLIENT, LOA3, NUMBER
from tests.accounts.people import is_logged_in

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
KID = "theirs"
Claims = dict[str, Any]
Sign = Callable[[Claims], str]


class Liar(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Nothing."""


class HostileProvider:
    """Answers as a provider does, with whatever `token` makes of the claims."""

    def __init__(self) -> None:
        self.key = new_key()
        self.token: Sign = self.signed
        self.forms: list[dict[str, str]] = []
        self.said: dict[str, Any] = {}
        self.status = "200 OK"
        self.nonce = ""
        self.server = make_server("127.0.0.1", 0, self.answer, handler_class=Liar)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def signed(self, claims: Claims) -> str:
        return jwt.encode(claims, self.key, algorithm="ES256", headers={"kid": KID})

    def claims(self) -> Claims:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "kim",
            "iat": now,
            "exp": now + 300,
            "nonce": self.nonce,
            "acr": LOA3,
            NUMBER: "198504122384",
        }

    def answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        path = environ["PATH_INFO"]
        said: Any = {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                **self.said,
            },
            "/keys": key_set(self.key, KID),
        }.get(path)
        status = "200 OK"
        if path == "/token":
            length = int(environ["CONTENT_LENGTH"])
            form = parse_qs(environ["wsgi.input"].read(length).decode())
            self.forms.append({name: values[0] for name, values in form.items()})
            said = {"access_token": "x", "id_token": self.token(self.claims())}
            status = self.status
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(said).encode()]


@pytest.fixture
def provider(settings: Settings, tmp_path: Path) -> Iterator[HostileProvider]:
    hostile = HostileProvider()
    key = tmp_path / "eid-key.pem"
    key.write_text(pem(new_key()))
    settings.EID_ISSUER, settings.EID_CLIENT_ID = hostile.issuer, CLIENT
    settings.EID_KEY_FILE, settings.SITE_URL = str(key), SITE
    metadata.forget()
    yield hostile
    hostile.server.shutdown()
    hostile.server.server_close()


def log_in_at(provider: HostileProvider, client: Client) -> int:
    said = asked(set_out(client))
    provider.nonce = said["nonce"]
    return arrive(client, f"{said['redirect_uri']}?code=c&state={said['state']}").status_code


def refused(provider: HostileProvider, client: Client) -> None:
    assert log_in_at(provider, client) == HTTPStatus.UNAUTHORIZED
    assert not is_logged_in(client)
    assert User.objects.count() == 0


def test_an_honest_token_is_taken(provider: HostileProvider, client: Client) -> None:
    assert log_in_at(provider, client) == HTTPStatus.FOUND
    assert is_logged_in(client)


NOW = time.time()
WRONG: dict[str, Claims] = {
    "expired": {"exp": int(NOW) - 3600, "iat": int(NOW) - 3900},
    "old": {"iat": int(NOW) - 3600},
    "from the future": {"iat": int(NOW) + 3600, "exp": int(NOW) + 7200},
    "ends before it begins": {"iat": int(NOW), "exp": int(NOW) - 10},
    "of another issuer": {"iss": "https://evil.example"},
    "for another audience": {"aud": "another portal"},
    "for two audiences without a party": {"aud": [CLIENT, "another portal"]},
    "for another party": {"aud": [CLIENT, "x"], "azp": "x"},
    "with a nonce of another login": {"nonce": "replayed"},
    "with an empty nonce": {"nonce": ""},
    "with an unknown level": {"acr": "http://id.elegnamnden.se/loa/1.0/uncertified-loa3"},
    "with two levels": {"acr": [LOA3]},
    "without an identity": {NUMBER: ""},
    "with an identity that is no text": {NUMBER: 198504122384},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_token_lets_nobody_in(provider: HostileProvider, client: Client, what: str) -> None:
    provider.token = lambda claims: provider.signed({**claims, **WRONG[what]})
    refused(provider, client)


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "sub", "nonce", "acr", NUMBER])
def test_a_token_that_says_less_lets_nobody_in(
    provider: HostileProvider, client: Client, name: str
) -> None:
    provider.token = lambda claims: provider.signed(
        {key: value for key, value in claims.items() if key != name}
    )
    refused(provider, client)


def by_another_key(_provider: HostileProvider, claims: Claims) -> str:
    return jwt.encode(claims, new_key(), algorithm="ES256", headers={"kid": KID})


def by_an_unknown_key(provider: HostileProvider, claims: Claims) -> str:
    return jwt.encode(claims, provider.key, algorithm="ES256", headers={"kid": "another"})


def by_nobody(_provider: HostileProvider, claims: Claims) -> str:
    return jwt.encode(claims, "", algorithm="none", headers={"kid": KID})


def by_the_public_key_as_a_secret(provider: HostileProvider, claims: Claims) -> str:
    """The oldest trick: HMAC with what everybody knows."""
    secret = json.dumps(key_set(provider.key, KID)["keys"][0])
    return jwt.encode(claims, secret, algorithm="HS256", headers={"kid": KID})


def changed_after_signing(provider: HostileProvider, claims: Claims) -> str:
    head, _body, signature = provider.signed(claims).split(".")
    body = provider.signed({**claims, NUMBER: "199001012396"}).split(".")[1]
    return f"{head}.{body}.{signature}"


def no_token(_provider: HostileProvider, _claims: Claims) -> str:
    return "ingen token"


@pytest.mark.parametrize(
    "forged",
    [
        by_another_key,
        by_an_unknown_key,
        by_nobody,
        by_the_public_key_as_a_secret,
        changed_after_signing,
        no_token,
    ],
)
def test_a_wrongly_signed_token_lets_nobody_in(
    provider: HostileProvider, client: Client, forged: Callable[[HostileProvider, Claims], str]
) -> None:
    provider.token = lambda claims: forged(provider, claims)
    refused(provider, client)


def test_a_token_of_one_login_is_worth_nothing_in_another(
    provider: HostileProvider, client: Client
) -> None:
    kept: list[str] = []

    def keep(claims: Claims) -> str:
        kept.append(provider.signed(claims))
        return kept[0]

    provider.token = keep
    assert log_in_at(provider, client) == HTTPStatus.FOUND
    attacker = Client()
    assert log_in_at(provider, attacker) == HTTPStatus.UNAUTHORIZED
    assert not is_logged_in(attacker)


def test_a_new_key_of_the_provider_is_fetched(provider: HostileProvider, client: Client) -> None:
    log_in_at(provider, client)
    provider.key = new_key()
    other = Client()
    provider.token = lambda claims: jwt.encode(
        claims, provider.key, algorithm="ES256", headers={"kid": "new"}
    )
    metadata._kept.clear()
    assert log_in_at(provider, other) == HTTPStatus.UNAUTHORIZED  # the set still names the old one


def test_the_code_goes_with_our_proof_and_no_secret(
    provider: HostileProvider, client: Client, settings: Settings
) -> None:
    log_in_at(provider, client)
    form = provider.forms[0]
    said = jwt.decode(form["client_assertion"], options={"verify_signature": False})
    assert jwt.get_unverified_header(form["client_assertion"])["alg"] == "ES256"
    assert (said["iss"], said["sub"], said["aud"]) == (CLIENT, CLIENT, f"{provider.issuer}/token")
    assert said["exp"] - said["iat"] == 120
    assert "client_secret" not in form
    assert len(form["code_verifier"]) >= 43


def test_a_provider_that_is_down_at_the_start_is_told_of(
    provider: HostileProvider, client: Client
) -> None:
    provider.server.shutdown()
    provider.server.server_close()
    answer = client.post("/logga-in/e-legitimation/")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "logga in på ett annat sätt" in answer.content.decode()


def test_a_provider_that_goes_down_mid_login_is_told_of(
    provider: HostileProvider, client: Client
) -> None:
    said = asked(set_out(client))
    provider.server.shutdown()
    provider.server.server_close()
    answer = arrive(client, f"{said['redirect_uri']}?code=c&state={said['state']}")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "Ingenting är ändrat" in answer.content.decode()


def test_a_provider_that_refuses_the_code_is_told_of(
    provider: HostileProvider, client: Client
) -> None:
    provider.status = "400 Bad Request"
    refused(provider, client)


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": "http://10.0.0.1/latest/meta-data"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_metadata_cannot_send_us_elsewhere(
    provider: HostileProvider, client: Client, said: dict[str, str]
) -> None:
    provider.said = said
    assert client.post("/logga-in/e-legitimation/").status_code == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    ("url", "site", "safe"),
    [
        ("https://broker.example/token", "https://city.example", True),
        ("http://broker.example/token", "https://city.example", False),
        ("http://127.0.0.1:8080/token", "https://city.example", False),
        ("http://127.0.0.1:8080/token", "http://localhost:8000", True),
        ("http://169.254.169.254/", "http://localhost:8000", False),
        ("ftp://broker.example/", "http://localhost:8000", False),
    ],
)
def test_what_we_ask_is_https(settings: Settings, url: str, site: str, safe: bool) -> None:
    settings.SITE_URL = site
    assert is_safe(url) is safe


def test_an_answer_without_end_is_not_read_to_its_end(
    provider: HostileProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 10)
    with pytest.raises(ProviderDown, match="too large"):
        get_json(f"{provider.issuer}/keys")
