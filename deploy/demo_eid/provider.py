"""The steps of the code flow: what is asked, a code for whoever was chosen, a signed answer."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from deploy.demo_eid.keys import public_jwk
from deploy.demo_eid.people import PEOPLE, Invented

CLIENT_ID = "radslag-demo"
NUMBER_SCOPE = "https://id.oidc.se/scope/naturalPersonNumber"
NUMBER_CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CODE_SECONDS = 60
TOKEN_SECONDS = 300
KEPT = ("client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge")
"""What the page that asks who you are carries on."""


class Refused(Exception):
    """The request is not one that this provider answers; the text is OAuth's word for why."""


@dataclass(frozen=True)
class Granted:
    """What a code stands for, until it is used or a minute has gone."""

    who: Invented
    asked: Mapping[str, str]
    at: float


class Provider:
    """One client, known by its key; codes live in memory and work once."""

    def __init__(
        self, issuer: str, redirect_uri: str, client_key: ec.EllipticCurvePublicKey
    ) -> None:
        self.issuer = issuer
        self.redirect_uri = redirect_uri
        self._client_key = client_key
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._key_id = token_urlsafe(8)
        self._codes: dict[str, Granted] = {}
        self._used: set[str] = set()

    @property
    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "code_challenge_methods_supported": ["S256"],
        }

    @property
    def keys(self) -> dict[str, Any]:
        return {"keys": [public_jwk(self._key.public_key(), self._key_id)]}

    def check(self, asked: Mapping[str, str]) -> dict[str, str]:
        """What is kept of an authorization request. Raises Refused."""
        right = {
            "unauthorized_client": asked.get("client_id") == CLIENT_ID,
            "invalid_redirect_uri": asked.get("redirect_uri") == self.redirect_uri,
            "unsupported_response_type": asked.get("response_type", "code") == "code",
            "invalid_scope": "openid" in asked.get("scope", "").split(),
            "invalid_request": bool(asked.get("state") and asked.get("nonce"))
            and bool(asked.get("code_challenge"))
            and asked.get("code_challenge_method", "S256") == "S256",
        }
        for why, is_right in right.items():
            if not is_right:
                raise Refused(why)
        return {name: asked[name] for name in KEPT}

    def chosen(self, key: str, asked: Mapping[str, str]) -> str:
        """Where the browser goes next: back with a code, or with a no. Raises Refused."""
        kept = self.check(asked)
        who = PEOPLE.get(key)
        if who is None:
            return self._back(error="access_denied", state=kept["state"])
        code = token_urlsafe(24)
        self._codes[code] = Granted(who, kept, time.time())
        return self._back(code=code, state=kept["state"])

    def token(self, form: Mapping[str, str]) -> dict[str, Any]:
        """The answer to a code, for the client that asked and nobody else. Raises Refused."""
        self._check_client(form)
        granted = self._codes.pop(form.get("code", ""), None)
        if granted is None or time.time() - granted.at > CODE_SECONDS:
            raise Refused("invalid_grant")
        if form.get("redirect_uri") != self.redirect_uri or not _proves(form, granted):
            raise Refused("invalid_grant")
        return {
            "access_token": token_urlsafe(24),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self._signed(granted),
        }

    def _back(self, **said: str) -> str:
        return f"{self.redirect_uri}?{urlencode({**said, 'iss': self.issuer})}"

    def _check_client(self, form: Mapping[str, str]) -> None:
        """private_key_jwt (RFC 7523): a statement signed by the client, for us, used once."""
        if form.get("client_assertion_type") != ASSERTION:
            raise Refused("invalid_client")
        try:
            said = jwt.decode(
                form.get("client_assertion", ""),
                key=self._client_key,
                algorithms=["ES256"],
                audience=f"{self.issuer}/token",
                issuer=CLIENT_ID,
                options={"require": ["iss", "sub", "aud", "exp", "jti"]},
            )
        except jwt.PyJWTError:
            raise Refused("invalid_client") from None
        if said["sub"] != CLIENT_ID or said["jti"] in self._used:
            raise Refused("invalid_client")
        self._used.add(said["jti"])

    def _signed(self, granted: Granted) -> str:
        at = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": granted.who.key,
            "iat": at,
            "auth_time": int(granted.at),
            "exp": at + TOKEN_SECONDS,
            "nonce": granted.asked["nonce"],
            "acr": granted.who.acr,
        }
        if NUMBER_SCOPE in granted.asked["scope"].split():
            claims[NUMBER_CLAIM] = granted.who.number
        return jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self._key_id})


def _proves(form: Mapping[str, str], granted: Granted) -> bool:
    """PKCE (RFC 7636): whoever brings the code is whoever asked for it."""
    digest = sha256(form.get("code_verifier", "").encode()).digest()
    challenge = jwt.utils.base64url_encode(digest).decode()
    return compare_digest(challenge, granted.asked["code_challenge"])
