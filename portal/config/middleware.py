"""What stands round every request: who reads, and what browsers may do with the answer."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from portal.accounts.selectors import reader_of
from portal.core.policies import STRICT

Next = Callable[[HttpRequest], HttpResponse]

ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'; object-src 'none'"
)
"""Wagtail's page editor carries inline scripts and styles; the public pages carry none."""

ADMIN_PATHS = ("/registrator/",)
LOGOUT = re.compile(r"^(?:/en)?/logga-ut/$")

PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation"),
        *("gyroscope", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
    )
)
"""What a page may ask of the reader's device: nothing. Passkeys and full screen stay allowed."""


class SecurityHeadersMiddleware:
    """A strict content security policy, and a looser one for the registry's admin.

    A view that needs another policy sets its own header first. What is open to other origins
    (`Access-Control-Allow-Origin: *`) may be embedded by them; all else may not.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = ADMIN if request.path.startswith(ADMIN_PATHS) else STRICT
        is_open = response.headers.get("Access-Control-Allow-Origin") == "*"
        if request.method == "POST" and LOGOUT.match(request.path):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        for name, value in (
            ("Content-Security-Policy", policy),
            ("Permissions-Policy", PERMISSIONS),
            ("Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin"),
        ):
            response.headers.setdefault(name, value)
        return response


class ReaderMiddleware:
    """`request.reader`: what the gate may ask. Lazy, so a page without a gate costs nothing."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.reader = SimpleLazyObject(lambda: reader_of(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)
