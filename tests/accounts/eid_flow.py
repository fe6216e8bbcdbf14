"""Walking through a login with e-ID as a browser does: to the provider and back."""

import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.test import Client

from deploy.services.server import free_port
from tests.waiting import wait_for

ROOT = Path(__file__).parents[2]
START = "/logga-in/e-legitimation/"
BACK = "/logga-in/e-legitimation/svar/"
LONGEST_START = 60.0


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def key_set(key: ec.EllipticCurvePrivateKey, kid: str) -> dict[str, list[dict[str, str]]]:
    """The public half, as a JWK Set."""
    said = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**said, "kid": kid, "use": "sig", "alg": "ES256"}]}


@contextmanager
def running_provider(keys: Mapping[str, object], site: str, at: Path) -> Iterator[str]:
    """The issuer of a provider in a process of its own."""
    known, port = at / "client.json", free_port()
    known.write_text(json.dumps(keys))
    command = [sys.executable, "-m", "tests.accounts.openid_provider"]
    issuer = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*command, str(port), str(known), site + BACK], cwd=ROOT) as process:
        try:
            wait_for(lambda: process.poll() is not None or _answers(issuer), LONGEST_START)
            assert process.poll() is None, "the provider ended"
            yield issuer
        finally:
            process.terminate()


def set_out(client: Client, process: str = "login", question: str = "") -> str:
    """Where the button leads: the provider's address with everything that is asked of it."""
    answer = client.post(f"{START}?{question}", {"process": process})
    onwards = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', answer.content.decode())
    assert onwards is not None, answer.content.decode()[:500]
    return html.unescape(onwards[1])


def come_back(address: str, who: str) -> str:
    """Log in at the provider as `who`; the address that it sends the browser back to."""
    page = requests.get(address, timeout=20)
    found = re.search(rf'href="([^"]*who={who}&[^"]*)"', html.unescape(page.text))
    assert found is not None, page.text
    chosen = requests.get(urljoin(address, found[1]), allow_redirects=False, timeout=20)
    return chosen.headers["Location"]


def arrive(client: Client, address: str) -> Any:
    """Open the address on this site."""
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def log_in_with_eid(client: Client, who: str, process: str = "login") -> Any:
    return arrive(client, come_back(set_out(client, process), who))


def asked(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _answers(issuer: str) -> bool:
    try:
        return requests.get(f"{issuer}/jwks.json", timeout=2).ok
    except requests.RequestException:
        return False
