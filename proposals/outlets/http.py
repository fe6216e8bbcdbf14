"""What answers to voters and writers have in common: kept by no cache, told to no other site."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from portal.accounts.models import User
from proposals.selectors.votable import Votable, votable


def private(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page for one person alone. Its address may hold a token, so no more than the site's name
    is told of it; and no less, since a form that tells no origin is refused."""
    response = render(request, template, context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "strict-origin"
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django tells refused paths
    return response


def votable_or_404(number: int) -> Votable:
    found = votable(number)
    if found is None:
        raise Http404
    return found


def user_of(request: HttpRequest) -> User:
    """Who is logged in; asked behind `login_required`."""
    user = request.user
    assert isinstance(user, User)
    return user
