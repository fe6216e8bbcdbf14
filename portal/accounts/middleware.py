"""How strong the login of a request is, and what a weak one is asked for."""

from collections.abc import Awaitable, Callable

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as RECORDED_USER,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as RECORDED,
)
from allauth.account.internal.userkit import user_id_to_str
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from portal.accounts.models import User
from portal.accounts.rules import second_factor_at
from portal.accounts.session_store import note_use

Next = Callable[[HttpRequest], HttpResponse]

CONFIDENTIAL = ("/registrator/", "/sammantradesrum/", "/styrrum/", "/en/sammantradesrum/")
"""Places that are for those who hold a role; there the second factor is asked for at once."""


class LoginMiddleware:
    """`request.user` knows how strong this login is. Lazy: a public page costs nothing."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user, auser = request.user, request.auser
        request.user = SimpleLazyObject(lambda: with_login(user, request.session))  # type: ignore[assignment]
        request.auser = _async_user(auser, request.session)
        response = self.get_response(request)
        note_use(request.session)
        return response


class SecondFactorMiddleware:
    """Leads those whose roles wait for a second factor to where they prove it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(CONFIDENTIAL) and _is_weak(request.user):
            where = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('second_factor')}?{where}")
        return self.get_response(request)


def with_login(user: User | AnonymousUser, session: SessionBase) -> User | AnonymousUser:
    """The user of a session with the strength of its login; also for sockets (`scope`)."""
    if isinstance(user, User) and session.get(RECORDED_USER) == user_id_to_str(user):
        user.second_factor_at = second_factor_at(session.get(RECORDED) or [])
    return user


def _is_weak(user: User | AnonymousUser) -> bool:
    return isinstance(user, User) and user.lacks_second_factor


def _async_user(
    ask: Callable[[], Awaitable[User | AnonymousUser]], session: SessionBase
) -> Callable[[], Awaitable[User | AnonymousUser]]:
    async def auser() -> User | AnonymousUser:
        return with_login(await ask(), session)

    return auser
