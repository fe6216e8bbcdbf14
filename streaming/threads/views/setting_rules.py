"""The rules as moderators and administrators set them: a new version each time."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import User
from portal.accounts.permissions import Permission, may
from portal.accounts.selectors import organization_names_by_id
from portal.core.addresses import localized
from portal.core.errors import DomainError
from streaming.threads.models import CITY, ThreadPolicy
from streaming.threads.rules_forms import (
    RuleForms,
    RulesForm,
    initial_of,
    rules_of,
    terms_from,
)
from streaming.threads.selectors.policies import may_set_rules, newest_of, policy_of
from streaming.threads.services.policies import take_into_force
from streaming.threads.terms import SHIPPED
from streaming.threads.views.common import answer, user_of
from streaming.threads.views.writing import said, status_of

DESK = "/samtal/granskning/regler/"


@dataclass(frozen=True)
class Scope:
    """The city (None), or an organization, with its own newest rules."""

    organization: UUID | None
    name: str
    own: ThreadPolicy | None

    @property
    def url(self) -> str:
        return localized(f"{DESK}{self.organization or CITY}/")

    @property
    def public_url(self) -> str:
        where = f"?organ={self.organization}" if self.organization else ""
        return localized("/samtal/regler/") + where


@login_required
@require_safe
def rules_desk(request: HttpRequest) -> HttpResponse:
    """Whose rules one may set: the city's, and those of organizations."""
    scopes = _scopes(user_of(request))
    if not scopes:
        raise Http404
    context = {"scopes": scopes, "moderates": may(request.user, Permission.MODERATE)}
    return answer(request, "threads/rules_desk.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_rules(request: HttpRequest, scope: str) -> HttpResponse:
    """The form begins with what holds; what is saved is a new version, never a change."""
    found = _scope(user_of(request), scope)
    before = _before(found)
    terms = before.known_terms if before else SHIPPED
    data = request.POST if request.method == "POST" else None
    version = found.own.version if found.own else 0
    form = RulesForm(_keepers(found), data, initial=initial_of(terms, version))
    rules = RuleForms(data, initial=rules_of(terms), prefix="rules")
    status = 200 if data is None else 400
    if data is not None and form.is_valid() and rules.is_valid():
        try:
            if (new := terms_from(form, rules, terms)) is not None:
                take_into_force(
                    terms=new,
                    organization=found.organization,
                    by=user_of(request),
                    after=form.cleaned_data["after"],
                )
                messages.success(request, _("Reglerna är sparade och gäller från nu."))
                return HttpResponseRedirect(found.public_url)
        except DomainError as error:
            form.add_error(None, said(error))
            status = status_of(error)
    context = {"scope": found, "form": form, "rules": rules, "desk_url": localized(DESK)}
    return answer(request, "threads/set_rules.html", context, status=status)


def _scopes(user: User) -> list[Scope]:
    names = organization_names_by_id()
    own = ThreadPolicy.objects.order_by("version")
    newest = {each.scope: each for each in own}
    every: list[tuple[UUID | None, str]] = [(None, _("Staden")), *names.items()]
    return [
        Scope(organization, name, newest.get(str(organization or CITY)))
        for organization, name in every
        if may_set_rules(user, organization)
    ]


def _scope(user: User, named: str) -> Scope:
    """404 for who may not, and for what is no organization."""
    if named == CITY:
        organization, name = None, _("Staden")
    else:
        names = {str(pk): (pk, name) for pk, name in organization_names_by_id().items()}
        if named not in names:
            raise Http404
        organization, name = names[named]
    if not may_set_rules(user, organization):
        raise Http404
    return Scope(organization, name, newest_of(organization))


def _before(scope: Scope) -> ThreadPolicy | None:
    return policy_of(scope.organization) if scope.organization else scope.own


def _keepers(scope: Scope) -> list[tuple[UUID, str]]:
    """Who may keep the threads of the city's own pages: asked in the city's rules alone."""
    return [] if scope.organization else sorted(organization_names_by_id().items(), key=_by_name)


def _by_name(pair: tuple[UUID, str]) -> str:
    return pair[1]
