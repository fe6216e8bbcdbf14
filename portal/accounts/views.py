"""The pages of one's own account that are ours; the rest are allauth's views with our templates."""

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.forms import NameForm
from portal.accounts.models import User
from portal.accounts.open_sessions import sessions_of
from portal.accounts.ports import account_pages
from portal.accounts.roles import Role
from portal.accounts.selectors import assurance_of, organization_names_by_id
from portal.accounts.services import rename
from portal.core.clock import local, now


@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """What the city knows of the account, and every way to change it."""
    user = _user(request)
    return render(
        request,
        "account/overview.html",
        {
            "address": EmailAddress.objects.get_primary(user),
            "assurance": assurance_of(user).label,
            "factors": Authenticator.objects.filter(user=user).exists(),
            "roles": _roles(user),
            "sessions": len(sessions_of(user)),
            "more": [page for pages in account_pages.ask(request) for page in pages],
        },
    )


@login_required
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    """What to call the owner of the account."""
    user = _user(request)
    form = NameForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        rename(
            user=user,
            first_name=form.cleaned_data["first_name"],
            last_name=form.cleaned_data["last_name"],
        )
        messages.success(request, _("Namnet är sparat."))
        return HttpResponseRedirect(reverse("account"))
    return render(request, "account/name.html", {"form": form})


@login_required
@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Leads to the factor that the user has, or tells how to get one."""
    user = _user(request)
    onwards = get_next_redirect_url(request) or reverse("account")
    if user.may_use_roles:
        return HttpResponseRedirect(onwards)
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if not types:
        return render(request, "account/second_factor.html")
    has_passkey = Authenticator.Type.WEBAUTHN in types
    where = "mfa_reauthenticate_webauthn" if has_passkey else "mfa_reauthenticate"
    return HttpResponseRedirect(f"{reverse(where)}?{urlencode({'next': onwards})}")


@login_required
@never_cache
def app_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of the app that is being added; a picture of its own, so no inline code."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    svg = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(svg, content_type="image/svg+xml")


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # login_required
    return user


def _roles(user: User) -> list[dict[str, object]]:
    names = organization_names_by_id()
    held = user.grants.in_force(now()).order_by("valid_from", "role")
    return [
        {
            "role": Role(grant.role).label,
            "organization": names.get(grant.organization, _("uppgift saknas")),
            "until": local(grant.valid_to) if grant.valid_to else None,
        }
        for grant in held
    ]
