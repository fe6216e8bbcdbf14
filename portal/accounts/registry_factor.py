"""The administrator's form for somebody who has lost their second factor."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.accounts.lost_factor import Reset, reset_second_factor
from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.selectors import user_of_name
from portal.core.errors import DomainError

NAME = "lost_factor"


class LostFactorForm(forms.Form):
    """Whose, and how the administrator knows that it is them."""

    user_name = forms.CharField(
        label=gettext_lazy("Användarnamn eller e-post"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    checked = forms.CharField(
        label=gettext_lazy("Hur har du kontrollerat vem det är?"),
        max_length=200,
        help_text=gettext_lazy("Till exempel: körkort visat på plats. Skriv inget personnummer."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_user_name(self) -> User:
        user = user_of_name(self.cleaned_data["user_name"])
        if user is None:
            raise forms.ValidationError(_("Det finns inget sådant konto. Kontrollera namnet."))
        return user


class LostFactorPage(WagtailAdminTemplateMixin, FormView):  # type: ignore[misc,type-arg]  # untyped
    """The form; posted back to the same address."""

    form_class = LostFactorForm
    template_name = "accounts/lost_factor.html"
    page_title = gettext_lazy("Förlorad andra faktor")
    header_icon = "lock-open"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not is_shown_to(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: LostFactorForm) -> HttpResponse:
        owner = form.cleaned_data["user_name"]
        done = _reset(form, cast(User, self.request.user))
        if done is None:
            return self.form_invalid(form)
        messages.success(self.request, _told(owner, done))
        return HttpResponseRedirect(reverse(NAME))


def is_shown_to(user: object) -> bool:
    return isinstance(user, User) and may(user, Permission.MANAGE_GRANTS)


def _reset(form: LostFactorForm, by: User) -> Reset | None:
    """None when it was refused; then the form says why."""
    given: dict[str, Any] = form.cleaned_data
    try:
        return reset_second_factor(user=given["user_name"], by=by, checked=given["checked"])
    except DomainError as error:
        form.add_error("user_name", str(error))
    except OSError:
        form.add_error(None, _("Brevet till ägaren gick inte att skicka. Ingenting är ändrat."))
    return None


def _told(user: User, done: Reset) -> str:
    return _(
        "Andra faktorn för %(name)s är nollställd. Avslutade inloggningar: %(sessions)s. "
        "Skickade brev: %(letters)s."
    ) % {"name": user.get_username(), "sessions": done.sessions, "letters": done.letters}


class LostFactorItem(MenuItem):  # type: ignore[misc]
    """Shown to those who may do it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_shown_to(request.user)


def menu_item() -> LostFactorItem:
    return LostFactorItem(
        gettext_lazy("Andra faktor"), reverse(NAME), icon_name="lock-open", order=610
    )


urlpatterns = [path("andra-faktor/", LostFactorPage.as_view(), name=NAME)]
