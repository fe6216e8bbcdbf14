"""The office's screens. Who has no business there is told that there is nothing (404)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.errors import DomainError
from proposals.addresses import office_path
from proposals.forms import InvalidateForm, StepForm
from proposals.models import Proposal
from proposals.outlets.pictures import picture_answer
from proposals.registry.rows import desk_rows, shown_proposal
from proposals.registry.taking import TAKINGS, form_for
from proposals.selectors.office import desk_of, handled_by, is_office, role_for
from proposals.selectors.pictures import stored_picture
from proposals.services.holding import hold, let_go
from proposals.services.invalidating import count_matching
from proposals.states import TO_BE_JUDGED, Step

View = Callable[..., HttpResponseBase]


def for_the_office(view: View) -> View:
    """Only for who handles proposals somewhere; the answer is kept nowhere."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_office(cast(User, request.user)):
            raise Http404
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded


@for_the_office
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    rows = desk_rows(desk_of(cast(User, request.user)))
    return render(request, "proposals/office/desk.html", {"sections": rows})


@for_the_office
@require_GET
def handle(request: HttpRequest, number: int) -> HttpResponse:
    """One proposal. To look at one that waits is to hold it."""
    proposal, user = _proposal(request, number), cast(User, request.user)
    if proposal.state in TO_BE_JUDGED and role_for(user, proposal, Step.PUBLISH):
        hold(proposal=proposal, by=user)
    return _page(request, proposal)


@for_the_office
@require_GET
def picture(request: HttpRequest, number: int) -> HttpResponseBase:
    """What would be shown to everybody is seen first by who decides it."""
    file = stored_picture(_proposal(request, number))
    if file is None:
        raise Http404
    return picture_answer(file.pk, file.media_type)


@for_the_office
@require_POST
def take_over(request: HttpRequest, number: int) -> HttpResponse:
    proposal, user = _proposal(request, number), cast(User, request.user)
    if not role_for(user, proposal, Step.PUBLISH):
        raise Http404
    hold(proposal=proposal, by=user, take_over=True)
    return redirect(localized(office_path(number)))


@for_the_office
@require_POST
def put_down(request: HttpRequest, number: int) -> HttpResponse:
    let_go(proposal=_proposal(request, number), by=cast(User, request.user))
    return redirect("proposal-desk")


@for_the_office
@require_POST
def take(request: HttpRequest, number: int, step: str) -> HttpResponse:
    """A step of the office. What is wrong stands beside the form, and nothing written is lost."""
    proposal, user = _proposal(request, number), cast(User, request.user)
    wanted = Step(step) if step in Step.values else None
    role = role_for(user, proposal, wanted) if wanted else None
    if wanted is None or wanted not in TAKINGS or role is None:
        raise Http404
    form = form_for(wanted, proposal, request.POST)
    if not form.is_valid():
        return _page(request, proposal, wanted, form, status=422)
    if isinstance(form, InvalidateForm):
        form.cleaned_data["criteria"] = form.criteria()
        if "look" in request.POST:
            return _dry_run(request, proposal, form)
    try:
        TAKINGS[wanted].take(proposal, user, role, form.cleaned_data)
    except (DomainError, ValidationError) as error:
        form.add_error(None, error.messages if isinstance(error, ValidationError) else str(error))
        return _page(request, _proposal(request, number), wanted, form, status=409)
    messages.success(request, _("Klart: %(step)s.") % {"step": wanted.label})
    return redirect(localized(office_path(number)))


def _dry_run(request: HttpRequest, proposal: Proposal, form: InvalidateForm) -> HttpResponse:
    try:
        found = count_matching(proposal, form.criteria())
    except DomainError as error:
        form.add_error(None, str(error))
        return _page(request, proposal, Step.INVALIDATE, form, status=409)
    return _page(request, proposal, Step.INVALIDATE, form, found=found)


def _proposal(request: HttpRequest, number: int) -> Proposal:
    found = handled_by(cast(User, request.user)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest,
    proposal: Proposal,
    step: Step | None = None,
    form: StepForm | None = None,
    *,
    status: int = 200,
    found: int | None = None,
) -> HttpResponse:
    shown = shown_proposal(proposal, cast(User, request.user), step, form)
    context = {"shown": shown, "found": found}
    return render(request, "proposals/office/proposal.html", context, status=status)
