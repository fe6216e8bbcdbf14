"""The members of an organization as its secretary keeps them: seats, substitutes, who is called."""

import datetime
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from meetings.importing.memberships.facts import Unclear, parties_of, place_of
from meetings.models import Organization
from meetings.registry.gate import find_kept
from meetings.registry.pages import TitledPage
from meetings.selectors.keepers import is_keeper, kept
from meetings.selectors.members import members_on
from meetings.services.calling import Place, set_calling_order
from portal.core.clock import today


class OrganizationsPage(TitledPage, TemplateView):
    """The organizations whose members the person keeps."""

    template_name = "registry/members_of.html"
    page_title = gettext_lazy("Ledamöter")
    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_keeper(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = kept(Organization, self.request.user).order_by("name")
        return {**super().get_context_data(**kwargs), "organizations": mine}


class MembersPage(TitledPage, TemplateView):
    """Who sits there on a day; the order of the substitutes is set here (law.md B2)."""

    template_name = "registry/members.html"
    page_title = gettext_lazy("Ledamöter")
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.organization = cast(Organization, find_kept(Organization, kwargs["pk"], request.user))
        self.faults: dict[int, str] = {}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        step = {"url": reverse("registry:members-of"), "label": self.get_page_title()}
        return [*self.breadcrumbs_items, step, {"url": "", "label": self.organization.name}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = _day(self.request)
        shown = {
            "organization": self.organization,
            "day": day,
            "is_today": day == today(),
            "members": members_on(self.organization, day),
            "faults": self.faults,
        }
        return {**super().get_context_data(**kwargs), **shown}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        places = dict(self._places(request))
        if self.faults:
            return render(request, self.template_name, self.get_context_data(**kwargs), status=422)
        set_calling_order(organization=self.organization, places=places)
        messages.success(request, _("Ordningen är sparad. Styrrummet använder den."))
        return redirect(f"{request.path}?dag={_day(request).isoformat()}")

    def _places(self, request: HttpRequest) -> Any:
        for name in request.POST:
            _head, mark, pk = name.partition("plats-")
            if mark and pk.isdecimal():
                try:
                    yield int(pk), _place(request.POST, pk)
                except (Unclear, ValidationError) as error:
                    self.faults[int(pk)] = str(error)


def _place(said: Any, pk: str) -> Place:
    place, parties = said[f"plats-{pk}"].strip(), said.get(f"for-{pk}", "").strip()
    return Place(place_of(place) if place else None, parties_of(parties) if parties else "")


def _day(request: HttpRequest) -> datetime.date:
    try:
        return parse_date(request.GET.get("dag", "")) or today()
    except ValueError:
        return today()
