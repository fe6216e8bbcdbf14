"""Setting out for the provider, and coming back from it."""

from allauth.socialaccount.providers.oauth2.views import OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.eid.flow import EidCallback, EidFlow
from portal.accounts.eid.provider_settings import provider_settings


@never_cache
@require_POST
def login(request: HttpRequest) -> HttpResponse:
    """By a button with its token only: nobody is sent off by a link (login CSRF)."""
    _need_provider()
    response: HttpResponse = OAuth2LoginView.adapter_view(EidFlow)(request)
    return response


@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    _need_provider()
    response: HttpResponse = EidCallback.adapter_view(EidFlow)(request)
    return response


def _need_provider() -> None:
    if not provider_settings().is_set_up:
        raise Http404
