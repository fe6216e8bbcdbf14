"""Following a proposal: a page with a form, a link in a letter, a button. Links change nothing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.accounts.selectors import assurance_of
from portal.accounts.states import AssuranceLevel
from portal.core.addresses import localized
from portal.core.errors import DomainError
from proposals.addresses import proposal_path
from proposals.follow_links import follower_to_confirm, follower_to_stop
from proposals.forms import FollowForm
from proposals.models import Follower, Proposal
from proposals.services.following import ask_to_follow, confirm, follow, stop_following
from proposals.states import PUBLIC_STATES


@require_http_methods(["GET", "HEAD", "POST"])
def follow_proposal(request: HttpRequest, number: int) -> HttpResponse:
    """With a confirmed address one follows at once; others get a letter first."""
    proposal = Proposal.objects.filter(number=number, state__in=PUBLIC_STATES).first()
    if proposal is None or not _is_public(proposal):
        raise Http404
    known = _known(request)
    form = FollowForm(request.POST or None)
    if request.method != "POST":
        return _page(request, proposal, form, known)
    try:
        if known is not None and "address" not in request.POST:
            follow(proposal=proposal, user=known, language=get_language() or "sv")
            messages.success(request, _("Du följer förslaget."))
            return redirect(localized(proposal_path(number)))
        if form.is_valid():
            said = form.cleaned_data["address"]
            ask_to_follow(proposal=proposal, address=said, language=get_language() or "sv")
            return _kept_nowhere(
                render(request, "proposals/told/follow_asked.html", {"proposal": proposal})
            )
    except (DomainError, ValidationError) as error:
        form.add_error("address", str(error))
    return _page(request, proposal, form, known, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_following(request: HttpRequest, token: str) -> HttpResponse:
    """The letter's link: a page with a button, and only the button says yes."""
    follower = _follower(follower_to_confirm(token))
    if follower is None:
        return _kept_nowhere(render(request, "proposals/told/follow_gone.html", status=404))
    if request.method == "POST":
        confirm(follower=follower)
        messages.success(request, _("Du följer förslaget."))
        return redirect(localized(proposal_path(follower.proposal.number or 0)))
    context = {"follower": follower, "is_stop": False}
    return _kept_nowhere(render(request, "proposals/told/follow_button.html", context))


@csrf_exempt  # RFC 8058: a mail program sends the POST itself; the token is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One press ends it; pressed again, it has ended."""
    follower = _follower(follower_to_stop(token))
    if request.method == "POST" and follower is not None:
        stop_following(follower=follower)
    if request.method == "POST" or follower is None:
        return _kept_nowhere(render(request, "proposals/told/follow_stopped.html"))
    context = {"follower": follower, "is_stop": True}
    return _kept_nowhere(render(request, "proposals/told/follow_button.html", context))


def _known(request: HttpRequest) -> User | None:
    """A login whose address was confirmed."""
    user = request.user
    if not user.is_authenticated or assurance_of(user) == AssuranceLevel.NONE:
        return None
    return user if user.email else None


def _is_public(proposal: Proposal) -> bool:
    """What was taken back or merged before it was published is still nobody's business."""
    return bool(proposal.published_at or proposal.rejection)


def _follower(pk: int | None) -> Follower | None:
    found = Follower.objects.filter(pk=pk) if pk else Follower.objects.none()
    return found.select_related("proposal").first()


def _page(
    request: HttpRequest, proposal: Proposal, form: Any, known: User | None, status: int = 200
) -> HttpResponse:
    is_following = bool(
        known and proposal.followers.filter(user=known, confirmed_at__isnull=False).exists()
    )
    context = {
        "proposal": proposal, "form": form, "known": known, "is_following": is_following,
    }  # fmt: skip
    return _kept_nowhere(render(request, "proposals/told/follow.html", context, status=status))


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_store=True)
    return response
