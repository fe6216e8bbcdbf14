"""A real OpenID provider (idpyoidc) in a process of its own, as a city's broker would be.

`python -m tests.accounts.openid_provider PORT CLIENT_KEY REDIRECT_URI`: where to listen, the
portal's public key (JWK Set), and where it is sent back to. It demands PKCE with S256 and knows
its client by private_key_jwt only. Whoever asks chooses who to be at `/choose`.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode
from wsgiref.simple_server import WSGIRequestHandler, make_server

from idpyoidc.message.oauth2 import ResponseMessage
from idpyoidc.message.oidc import AccessTokenRequest, AuthorizationRequest
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.user_authn.user import UserAuthnMethod

CLIENT = "radslag"
LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
LOA4 = "http://id.elegnamnden.se/loa/1.0/loa4"
LOA2 = "http://id.elegnamnden.se/loa/1.0/loa2"
SCOPE = "https://id.oidc.se/scope/naturalPersonNumber"
NUMBER = "https://id.oidc.se/claim/personalIdentityNumber"

PEOPLE: dict[str, dict[str, str]] = {
    "kim": {"acr": LOA3, NUMBER: "198504122384", "given_name": "Kimhemlig"},
    "robin": {"acr": LOA4, NUMBER: "199001012396"},
    "low": {"acr": LOA2, NUMBER: "197705232381"},
    "nobody": {"acr": LOA3},
}
"""Invented; the numbers are no person's."""

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Choose(UserAuthnMethod):  # type: ignore[misc]  # idpyoidc is untyped
    """The login page: who do you want to be?"""

    def __call__(self, **kwargs: Any) -> str:
        query = kwargs["query"]
        links = (
            f'<a href="/choose?{urlencode({"who": who, "query": query})}">{who}</a>'
            for who in PEOPLE
        )
        return f"<!doctype html><title>e-ID</title>{' '.join(links)}"


class Provider:
    """The endpoints of idpyoidc behind WSGI."""

    def __init__(self, port: int, client_key: dict[str, Any], redirect_uri: str, at: Path) -> None:
        self.server = Server(_configuration(port, at))
        context = self.server.context
        context.cdb[CLIENT] = {
            "client_id": CLIENT,
            "redirect_uris": [(redirect_uri, {})],
            "token_endpoint_auth_method": "private_key_jwt",
            "response_types_supported": ["code"],
            "allowed_scopes": ["openid", SCOPE],
            "id_token_signed_response_alg": "RS256",
        }
        context.keyjar.import_jwks(client_key, CLIENT)

    def __call__(self, environ: dict[str, Any], start: StartResponse) -> Iterable[bytes]:
        status, headers, body = self.answer(
            environ["PATH_INFO"].lstrip("/"), _question(environ), _info(environ)
        )
        start(status, headers)
        return [body.encode()]

    def answer(
        self, path: str, asked: dict[str, str], info: dict[str, Any]
    ) -> tuple[str, list[tuple[str, str]], str]:
        if path == "jwks.json":
            return _json(self.server.keyjar.export_jwks())
        if path == "choose":
            return self.chosen(asked["who"], asked["query"])
        names = {each.endpoint_path: each for each in self.server.endpoint.values()}
        endpoint = names[path]
        request = endpoint.parse_request(asked, http_info=info)
        if isinstance(request, ResponseMessage) and "error" in request:
            return _json(request.to_dict(), "400 Bad Request")
        if path == "token":
            request = AccessTokenRequest(**request)
        args = endpoint.process_request(request, http_info=info)
        if isinstance(args, ResponseMessage) and "error" in args:
            return _json(args.to_dict(), "400 Bad Request")
        if "http_response" in args:
            return "200 OK", [("Content-Type", "text/html")], args["http_response"]
        return self.sent(endpoint, request, args)

    def chosen(self, who: str, query: str) -> tuple[str, list[tuple[str, str]], str]:
        """Logged in as `who`: back to the portal with a code."""
        endpoint = self.server.get_endpoint("authorization")
        request = AuthorizationRequest().from_urlencoded(query)
        method = self.server.context.authn_broker.get_method_by_id("choose")
        at = int(time.time())
        session = endpoint.create_session(request, who, PEOPLE[who]["acr"], at, method)
        return self.sent(
            endpoint, request, endpoint.authz_part2(request=request, session_id=session)
        )

    def sent(
        self, endpoint: Any, request: Any, args: dict[str, Any]
    ) -> tuple[str, list[tuple[str, str]], str]:
        told = endpoint.do_response(request=request, **args)
        if told.get("response_placement", endpoint.response_placement) == "url":
            return "302 Found", [("Location", told["response"])], ""
        headers = [(name, value) for name, value in told["http_headers"]]
        return f"{told.get('response_code', 200)} OK", headers, told["response"]


def _configuration(port: int, at: Path) -> OPConfiguration:
    keys = [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}]
    people = {who: {**said, "sub": who} for who, said in PEOPLE.items()}
    return OPConfiguration(
        {
            "issuer": f"http://127.0.0.1:{port}",
            "key_conf": {"key_defs": keys, "uri_path": "jwks.json"},
            "preference": {"subject_types_supported": ["public"]},
            "token_handler_args": {
                "key_conf": {"private_path": str(at / "token.json"), "key_defs": keys},
                "code": {"kwargs": {"lifetime": 60}},
                "token": {
                    "class": "idpyoidc.server.token.jwt_token.JWTToken",
                    "kwargs": {"lifetime": 60},
                },
                "id_token": {
                    "class": "idpyoidc.server.token.id_token.IDToken",
                    "kwargs": {"lifetime": 300, "add_claims_by_scope": True},
                },
            },
            "cookie_handler": {
                "class": "idpyoidc.server.cookie_handler.CookieHandler",
                "kwargs": {"keys": {"key_defs": [{"type": "OCT", "use": ["sig", "enc"]}]}},
            },
            "authentication": {
                "choose": {
                    "acr": LOA3,
                    "class": Choose,
                    "kwargs": {},
                }
            },
            "userinfo": {"class": "idpyoidc.server.user_info.UserInfo", "kwargs": {"db": people}},
            "scopes_to_claims": {"openid": ["sub"], SCOPE: [NUMBER, "given_name"]},
            "add_on": {
                "pkce": {
                    "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                    "kwargs": {"essential": True, "code_challenge_method": ["S256"]},
                }
            },
            "endpoint": {
                "provider_info": {
                    "path": ".well-known/openid-configuration",
                    "class": "idpyoidc.server.oidc.provider_config.ProviderConfiguration",
                    "kwargs": {"client_authn_method": None},
                },
                "authorization": {
                    "path": "authorization",
                    "class": "idpyoidc.server.oidc.authorization.Authorization",
                    "kwargs": {"client_authn_method": None, "response_types_supported": ["code"]},
                },
                "token": {
                    "path": "token",
                    "class": "idpyoidc.server.oidc.token.Token",
                    "kwargs": {"client_authn_method": ["private_key_jwt"]},
                },
            },
        }
    )


def _question(environ: dict[str, Any]) -> dict[str, str]:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    text = environ["wsgi.input"].read(length).decode() if length else environ["QUERY_STRING"]
    return {name: values[0] for name, values in parse_qs(text).items()}


def _info(environ: dict[str, Any]) -> dict[str, Any]:
    return {"headers": {}, "method": environ["REQUEST_METHOD"], "url": environ["PATH_INFO"]}


def _json(said: Any, status: str = "200 OK") -> tuple[str, list[tuple[str, str]], str]:
    return status, [("Content-Type", "application/json")], json.dumps(said)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Nothing: a test that fails shows what it asked itself."""


def main() -> None:
    port, key, redirect_uri = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    with tempfile.TemporaryDirectory() as at:
        provider = Provider(port, json.loads(Path(key).read_text()), redirect_uri, Path(at))
        make_server("127.0.0.1", port, provider, handler_class=Quiet).serve_forever()


if __name__ == "__main__":
    main()
