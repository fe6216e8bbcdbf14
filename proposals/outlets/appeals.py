"""The proposer asks the office to look at a refusal once more."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.errors import DomainError
from proposals.addresses import proposal_path
from proposals.forms import AppealForm
from proposals.models import Proposal
from proposals.services.judging import appeal
from proposals.states import ProposalState


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appeal_refusal(request: HttpRequest, number: int) -> HttpResponse:
    """Only for the proposer, only while it is refused; to all others there is nothing here."""
    user = cast(User, request.user)
    proposal = Proposal.objects.filter(
        number=number, proposer=user, state=ProposalState.REJECTED
    ).first()
    if proposal is None:
        raise Http404
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            appeal(proposal=proposal, by=user, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Staden prövar förslaget igen. Du ser svaret här."))
            return redirect(localized(proposal_path(number)))
    status = 422 if form.errors else 200
    context = {"proposal": proposal, "form": form}
    response = render(request, "proposals/told/appeal.html", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response
