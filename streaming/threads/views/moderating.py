"""The moderators' desk: what waits, one comment at a time, and a thread's own settings."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.permissions import Permission, may
from portal.accounts.selectors import organization_names_by_id
from portal.core.addresses import localized, without_language
from portal.core.errors import DomainError, NotAllowed
from streaming.threads.errors import Claimed
from streaming.threads.forms import MeasureForm, ThreadForm
from streaming.threads.models import Ban, Comment
from streaming.threads.selectors.comments import comment_at
from streaming.threads.selectors.moderation import (
    appeals_of,
    bans_in_force,
    measures_of,
    queue_of,
    reports_of,
)
from streaming.threads.selectors.policies import terms_of
from streaming.threads.selectors.threads import Discussed
from streaming.threads.services.claiming import claim
from streaming.threads.services.moderating import (
    ban_author,
    lift_ban,
    set_pace,
    take_measure,
    turn_thread,
)
from streaming.threads.services.opening import open_at
from streaming.threads.shown import comment_row
from streaming.threads.states import OF_COMMENTS, TRANSITIONS, MeasureKind, Review
from streaming.threads.views.common import answer, found_thread, is_moderator, user_of
from streaming.threads.views.writing import said, status_of
from streaming.threads.words import rule_of

QUEUE = "/samtal/granskning/"


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first, with how long it has waited."""
    user = user_of(request)
    if not may(user, Permission.MODERATE):
        raise Http404
    names = organization_names_by_id()
    waiting = [
        (each, names.get(each.comment.thread.organization, ""), _handle_url(each.comment))
        for each in queue_of(user)
    ]
    context = {
        "waiting": waiting,
        "appeals": appeals_of(user),
        "bans": bans_in_force(user),
        "rules_url": localized(f"{QUEUE}regler/"),
    }
    return answer(request, "threads/queue.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handle(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """One comment with its reports and what was done before; opening it holds it for a while."""
    found, comment = _moderated(request, number, seq)
    user, terms = user_of(request), terms_of(found.thread.organization)
    kinds = [kind for kind in TRANSITIONS if _is_possible(kind, comment)]
    form = MeasureForm(terms, kinds, request.POST if request.method == "POST" else None)
    held, status = "", 200
    try:
        claim(comment=comment, moderator=user, force="take_over" in request.POST)
        if request.method == "POST" and "take_over" not in request.POST:
            status = 400
            if form.is_valid():
                _take(comment, request, form)
                messages.success(request, _("Åtgärden är gjord och den som skrev kan läsa skälet."))
                return HttpResponseRedirect(localized(QUEUE))
        elif request.method == "POST":
            return HttpResponseRedirect(_handle_url(comment))
    except Claimed as error:
        held, status = str(error), 409
    except DomainError as error:
        form.add_error(None, said(error))
        status = status_of(error)
    context = {
        "found": found,
        "row": comment_row(comment, user, terms),
        "comment": comment,
        "reports": [(each, rule_of(terms, each.rule)) for each in reports_of(comment)],
        "measures": measures_of(comment),
        "form": form,
        "held": held,
        "queue_url": localized(QUEUE),
    }
    return answer(request, "threads/handle.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread_settings(request: HttpRequest, number: int) -> HttpResponse:
    """Pace, review and lock of one thread."""
    found = found_thread(request, number)
    if not is_moderator(request, found):
        raise Http404
    thread = found.thread
    start = {"slow_seconds": thread.slow_seconds, "review": thread.review}
    form = ThreadForm(request.POST if request.method == "POST" else None, initial=start)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            _set(request, found, form)
        except DomainError as error:
            form.add_error(None, said(error))
            status = status_of(error)
        else:
            messages.success(request, _("Ändringen är sparad."))
            return HttpResponseRedirect(thread.url)
    context = {"found": found, "thread": thread, "form": form}
    return answer(request, "threads/settings.html", context, status=status)


@login_required
@require_POST
def open_by_address(request: HttpRequest) -> HttpResponse:
    """Open the thread of what stands at an address that was written or pasted."""
    user = user_of(request)
    if not may(user, Permission.MODERATE):
        raise Http404
    path = without_language(urlsplit(request.POST.get("address", "").strip()).path)
    try:
        thread = open_at(path=path, by=user)
    except NotAllowed:
        messages.error(request, _("Det är ett annat organs moderatorer som öppnar samtal om det."))
    except DomainError as error:
        messages.error(request, said(error))
    else:
        return HttpResponseRedirect(thread.url)
    return HttpResponseRedirect(localized(QUEUE))


@login_required
@require_POST
def lift(request: HttpRequest, ban: int) -> HttpResponse:
    """End a ban before its time."""
    found = Ban.objects.filter(pk=ban).select_related("thread", "measure__thread").first()
    user = user_of(request)
    if found is None or not may(user, Permission.MODERATE, found.organization):
        raise Http404
    lift_ban(ban=found, by=user, reason=request.POST.get("reason", ""))
    messages.success(request, _("Avstängningen är hävd."))
    return HttpResponseRedirect(localized(QUEUE))


def _moderated(request: HttpRequest, number: int, seq: int) -> tuple[Discussed, Comment]:
    found = found_thread(request, number)
    comment = comment_at(found.thread, seq) if is_moderator(request, found) else None
    if comment is None:
        raise Http404
    return found, comment


def _is_possible(kind: MeasureKind, comment: Comment) -> bool:
    return kind in OF_COMMENTS and comment.state in TRANSITIONS[kind].before


def _take(comment: Comment, request: HttpRequest, form: MeasureForm) -> None:
    user, given = user_of(request), form.cleaned_data
    why = {"rule": given["rule"], "reason": given["reason"]}
    if given["days"]:
        ban_author(
            comment=comment, by=user, days=given["days"], everywhere=given["everywhere"], **why
        )
    take_measure(comment=comment, kind=MeasureKind(given["kind"]), by=user, **why)


def _set(request: HttpRequest, found: Discussed, form: ThreadForm) -> None:
    user, given = user_of(request), form.cleaned_data
    turn = {"lock": MeasureKind.LOCK, "unlock": MeasureKind.UNLOCK}
    for name, kind in turn.items():
        if name in request.POST:
            turn_thread(thread=found.thread, kind=kind, by=user, reason=given["reason"])
            return
    set_pace(
        thread=found.thread,
        by=user,
        slow_seconds=given["slow_seconds"],
        review=Review(given["review"]) if given["review"] else None,
        reason=given["reason"],
    )


def _handle_url(comment: Comment) -> str:
    return localized(f"{QUEUE}{comment.thread.number}/{comment.seq}/")
