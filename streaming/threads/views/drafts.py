"""A text that was sent by somebody who is not logged in any more: it is kept until they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.core.addresses import localized
from streaming.threads.forms import LONGEST_ANYWHERE, CommentForm
from streaming.threads.selectors.threads import Discussed

KEPT = "comment_draft"
KEPT_SECONDS = 3600
"""Whoever sends it may be anybody, so it does not lie there for as long as a login."""


def keep_text(request: HttpRequest, found: Discussed) -> HttpResponse:
    """The login has run out: the words wait in the session while one logs in again."""
    request.session[KEPT] = {
        "thread": found.thread.number,
        "text": request.POST.get("text", "")[:LONGEST_ANYWHERE],
        "stance": request.POST.get("stance", "")[:10],
        "reply": request.POST.get("reply", "")[:9],
        "key": request.POST.get("key", "")[:36],
    }
    request.session.set_expiry(KEPT_SECONDS)
    messages.info(request, _("Du är inte inloggad. Din text är kvar: logga in och skicka den."))
    back = urlencode({"next": f"{found.thread.url}#skriv"})
    return HttpResponseRedirect(f"{localized('/logga-in/')}?{back}")


def kept_form(request: HttpRequest, found: Discussed) -> CommentForm | None:
    """The form with the words that waited; once they are sent they wait no more."""
    if not request.user.is_authenticated:
        return None
    kept = request.session.get(KEPT)
    if not kept or kept["thread"] != found.thread.number:
        return None
    initial = {name: kept[name] for name in ("text", "stance", "reply", "key") if kept[name]}
    return CommentForm(initial=initial)


def let_go(request: HttpRequest) -> None:
    request.session.pop(KEPT, None)
