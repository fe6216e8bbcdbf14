"""Where one is logged in, and ending it there (OWASP ASVS 7.5.2)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import User
from portal.accounts.open_sessions import end_session, end_sessions, sessions_of

OTHERS = "others"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """A list with a button each; posted back: `end` is a handle, or `others`."""
    user = request.user
    assert isinstance(user, User)  # login_required
    this = request.session.session_key
    if request.method == "POST":
        _tell(request, _end(user, request.POST.get("end", ""), this))
        return HttpResponseRedirect(reverse("account_sessions"))
    found = sessions_of(user, this)
    return render(request, "account/sessions.html", {"sessions": found, "more": len(found) > 1})


def _end(user: User, named: str, this: str | None) -> int:
    if named == OTHERS:
        return end_sessions(user=user, but=this)
    return end_session(user=user, handle=named)


def _tell(request: HttpRequest, ended: int) -> None:
    if ended:
        said = ngettext("Inloggningen är avslutad.", "%(ended)s inloggningar är avslutade.", ended)
        messages.success(request, said % {"ended": ended})
    else:
        messages.info(request, _("Den inloggningen var redan avslutad."))
