"""The registration screen: one form, one act, and ready for the next letter."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from meetings.models import Organization
from meetings.registry.acts import actor_of
from meetings.registry.addresses import edit_url
from meetings.registry.pages import TitledPage
from meetings.registry.register_forms import RegisterForm, refuse
from meetings.selectors.keepers import is_keeper, kept
from meetings.selectors.registrations import latest_diary
from meetings.services.registering import Registered, register, registered_by
from portal.accounts.models import User
from portal.core.errors import DomainError


class RegisterPage(TitledPage, FormView):
    """Registers a document; what was just registered stands above the next, empty form."""

    form_class = RegisterForm
    template_name = "registry/register.html"
    page_title = _("Registrera")
    header_icon = "edit"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_keeper(request.user):
            raise PermissionDenied
        self.user = cast(User, request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.user}

    def get_initial(self) -> dict[str, Any]:
        done = self._done()
        if done is not None:
            line = done.line
            return {"organization": line.organization_id, "direction": line.direction}
        return {"organization": latest_diary(kept(Organization, self.user))}

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        filing, key = form.filing(), form.cleaned_data["key"]
        actor = actor_of(self.user, filing.organization)
        try:
            register(filing=filing, user=self.user, actor=actor, key=key)
        except (DomainError, ValidationError) as error:
            # The first of two clicks may have been done while this one waited for the counter.
            if registered_by(key) is None:
                refuse(form, error)
                return self.form_invalid(form)
        return redirect(f"{reverse('registry:register')}?klar={key}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        done = self._done() if self.request.method == "GET" else None
        shown = {"done": done, "done_edit_url": edit_url(done.document) if done else ""}
        return {**context, **shown}

    def _done(self) -> Registered | None:
        key = self.request.GET.get("klar", "")
        done = registered_by(key) if key else None
        return done if done and done.act.actor_id == self.user.pk else None
