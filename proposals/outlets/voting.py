"""Voting over the web: one's own page of a vote, the letter, the link. Works without JavaScript.

No answer and no log names a vote: addresses carry the proposal's number and, in a letter's link,
a token that only the proposal's key opens (`proposals/vote_links.py`).
"""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.clock import now
from portal.core.errors import DomainError
from proposals.addresses import proposal_path, vote_link_path, vote_path
from proposals.errors import BadLink, LinkUsed
from proposals.models import Proposal
from proposals.outlets.http import private, user_of, votable_or_404
from proposals.outlets.panel import Standing, vote_panel
from proposals.rules import takes_votes
from proposals.selectors.votable import Votable
from proposals.services.link_voting import (
    send_link,
    take_back_by_link,
    vote_by_link,
    voter_of_link,
)
from proposals.services.voting import cast_vote, receipt_for, take_back_vote

PAGE, SENT, LINK = "proposals/vote.html", "proposals/vote_sent.html", "proposals/vote_link.html"


class LetterForm(forms.Form):
    """Where the link is sent."""

    address = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        help_text=_("Vi skickar en länk dit. Din adress visas aldrig."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def vote_page(request: HttpRequest, number: int) -> HttpResponse:
    """GET: how one stands to the proposal. POST: one's vote; given again, it is the same vote."""
    proposal = votable_or_404(number)
    if request.method == "POST" and isinstance(request.user, User):
        return _cast(request, proposal, request.user)
    return _page(request, proposal)


@require_POST
@login_required
def vote_back(request: HttpRequest, number: int) -> HttpResponse:
    """Takes one's vote back."""
    proposal = votable_or_404(number)
    try:
        take_back_vote(proposal=proposal, voter=user_of(request))
    except DomainError as error:
        return _page(request, proposal, problem=str(error), status=409)
    return HttpResponseRedirect(localized(vote_path(number)))


@require_POST
def vote_letter(request: HttpRequest, number: int) -> HttpResponse:
    """Sends the link; says the same of every address."""
    votable_or_404(number)
    proposal = Proposal.objects.select_related("policy").get(number=number)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _page(request, votable_or_404(number), form=form, status=422)
    prefix = "/en" if get_language() == "en" else ""
    try:
        send_link(proposal=proposal, address=form.cleaned_data["address"], prefix=prefix)
    except DomainError as error:
        return _page(request, votable_or_404(number), form=form, problem=str(error), status=409)
    context = {"proposal": proposal, "address": form.cleaned_data["address"]}
    return private(request, SENT, context | _ways(number))


def vote_link(request: HttpRequest, number: int, token: str) -> HttpResponse:
    """GET changes nothing, whoever opens the link; a press on the button does."""
    votable_or_404(number)
    proposal = Proposal.objects.select_related("policy").get(number=number)
    try:
        return _by_link(request, proposal, token)
    except (BadLink, LinkUsed) as error:
        status = 410 if isinstance(error, BadLink) else 409
        return _link_page(request, proposal, token, problem=str(error), is_dead=True, status=status)
    except DomainError as error:
        return _link_page(request, proposal, token, problem=str(error), status=409)


def _cast(request: HttpRequest, proposal: Votable, voter: User) -> HttpResponse:
    try:
        cast_vote(ballot=proposal, voter=voter)
    except DomainError as error:
        return _page(request, proposal, problem=str(error), status=409)
    return HttpResponseRedirect(localized(vote_path(proposal.number)))


def _page(
    request: HttpRequest,
    proposal: Votable,
    *,
    form: LetterForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    panel = vote_panel(request, proposal)
    context = {
        "proposal": proposal,
        "panel": panel,
        "form": form or LetterForm(),
        "problem": problem,
        "is_over": panel.standing is Standing.CLOSED,
    }
    return private(request, PAGE, context | _ways(proposal.number), status=status)


def _by_link(request: HttpRequest, proposal: Proposal, token: str) -> HttpResponse:
    if request.method == "POST" and "back" in request.POST:
        take_back_by_link(proposal=proposal, token=token)
        return _link_page(request, proposal, token, was_taken_back=True)
    if request.method == "POST":
        receipt = vote_by_link(proposal=proposal, token=token)
        return _link_page(request, proposal, token, receipt=receipt.receipt)
    voter = voter_of_link(proposal, token)
    receipt_now = receipt_for(proposal, voter) if voter else ""
    return _link_page(request, proposal, token, receipt=receipt_now)


def _link_page(
    request: HttpRequest,
    proposal: Proposal,
    token: str,
    *,
    receipt: str = "",
    problem: str = "",
    is_dead: bool = False,
    was_taken_back: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`is_dead`: this link never works again, so another is to be asked for."""
    context = {
        "proposal": proposal,
        "receipt": receipt,
        "problem": problem,
        "is_dead": is_dead,
        "is_over": not takes_votes(proposal, now()),
        "was_taken_back": was_taken_back,
        "link_url": localized(vote_link_path(proposal.number or 0, token)),
    }
    return private(request, LINK, context | _ways(proposal.number or 0), status=status)


def _ways(number: int) -> dict[str, str]:
    return {
        "proposal_url": localized(proposal_path(number)),
        "vote_url": localized(vote_path(number)),
        "back_url": localized(f"{vote_path(number)}aterta/"),
        "letter_url": localized(f"{vote_path(number)}lank/"),
    }
