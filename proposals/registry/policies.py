"""Policies in the office: what holds now, and the next version of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError as WrongTerms

from portal.accounts.permissions import Permission, may
from portal.core.clock import today
from proposals.forms import PolicyForm
from proposals.models import Policy
from proposals.outlets.policies import rules_in_words
from proposals.selectors.office import is_office
from proposals.services.policies import take_into_force
from proposals.terms import Terms

ASKED = frozenset(PolicyForm.base_fields) - {"in_force_from"}


@login_required
@require_http_methods(["GET", "HEAD"])
def policies(request: HttpRequest) -> HttpResponse:
    """Every version of every policy, and how many proposals follow it."""
    may_change = may(request.user, Permission.MANAGE_RULES)
    if not (may_change or is_office(request.user)):
        raise Http404
    found = Policy.objects.order_by("slug", "-version")
    context = {"policies": found, "may_change": may_change}
    return _kept_nowhere(render(request, "proposals/office/policies.html", context))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def next_version(request: HttpRequest, slug: str) -> HttpResponse:
    """The form begins with what holds; what is saved is a new version, never a change."""
    if not may(request.user, Permission.MANAGE_RULES):
        raise Http404
    last = Policy.objects.filter(slug=slug).order_by("-version").first()
    if last is None:
        raise Http404
    form = PolicyForm(request.POST or None, initial=_initial(last))
    if request.method == "POST" and form.is_valid() and _take(request, last, form):
        return redirect("proposal-policies")
    context = {
        "form": form, "policy": last, "rules": list(rules_in_words(last.known_terms)),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return _kept_nowhere(render(request, "proposals/office/policy.html", context, status=status))


def _take(request: HttpRequest, last: Policy, form: PolicyForm) -> bool:
    said = {name: form.cleaned_data[name] for name in ASKED}
    whole: dict[str, Any] = {**last.known_terms.model_dump(), **said}
    try:
        made = take_into_force(
            slug=last.slug, terms=Terms(**whole), office=last.office, in_force_from=form.moment()
        )
    except WrongTerms:
        form.add_error(
            "votes", _("Ange antingen ett antal röster, eller promille, invånare och dag.")
        )
        return False
    except ValidationError:
        form.add_error(None, _("Någon annan sparade en ny version nyss. Läs den först."))
        return False
    messages.success(request, _("Version %(version)s är sparad.") % {"version": made.version})
    return True


def _initial(policy: Policy) -> dict[str, Any]:
    terms = policy.known_terms.model_dump()
    return {**{name: terms[name] for name in ASKED}, "in_force_from": today()}


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
