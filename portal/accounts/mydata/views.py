"""The page "Mina uppgifter"."""

from django import forms
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.accounts.mydata.services import erase_account, hand_out, sections_of, why_not
from portal.core.clock import today
from portal.core.errors import NotAllowed


class EraseForm(forms.Form):
    """Says that it is meant, and by whom: a password where the account has one."""

    sure = forms.BooleanField(label=gettext_lazy("Ja, radera mitt konto. Det går inte att ångra."))
    password = forms.CharField(
        label=gettext_lazy("Ditt lösenord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # QueryDict or None
        self.user = user
        if not user.has_usable_password():
            del self.fields["password"]

    def clean_password(self) -> str:
        given: str = self.cleaned_data["password"]
        if not self.user.check_password(given):
            raise forms.ValidationError(_("Lösenordet stämmer inte. Skriv det igen."))
        return given


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_page(request: HttpRequest) -> HttpResponse:
    """What is kept and why; to erase it, posted back to the same address."""
    user = _user(request)
    form = EraseForm(user, request.POST if request.method == "POST" else None)
    reasons = why_not(user.pk)
    if request.method == "POST" and not reasons and form.is_valid():
        return _erased(request, user)
    context = {"sections": sections_of(user.pk), "form": form, "reasons": reasons}
    status = 400 if request.method == "POST" else 200
    return _kept_nowhere(render(request, "mydata/page.html", context, status=status))


@login_required
@require_safe
def my_data_file(request: HttpRequest) -> HttpResponse:
    """The same as a file that other programs read."""
    name = f"mina-uppgifter-{today():%Y-%m-%d}.json"
    answer = JsonResponse(
        hand_out(user_id=_user(request).pk), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _kept_nowhere(answer)


def _erased(request: HttpRequest, user: User) -> HttpResponse:
    user_id = user.pk
    try:
        done = erase_account(user_id=user_id)
    except NotAllowed as error:
        context = {"sections": sections_of(user_id), "reasons": [str(error)]}
        return _kept_nowhere(render(request, "mydata/page.html", context, status=409))
    logout(request)
    return _kept_nowhere(render(request, "mydata/erased.html", {"erasures": done}))


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
