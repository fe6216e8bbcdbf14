"""Writing, changing and taking back, by plain forms."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.core.addresses import localized
from portal.core.clock import now
from portal.core.errors import Conflict, DomainError, NotAllowed
from streaming.threads.addresses import anchor, comment_path
from streaming.threads.forms import CommentForm, EditForm
from streaming.threads.models import Comment
from streaming.threads.rules import is_free_edit, may_be_changed
from streaming.threads.selectors.policies import terms_of
from streaming.threads.selectors.threads import Discussed
from streaming.threads.services.writing import edit_comment, retract_comment, write_comment
from streaming.threads.shown import comment_row, panel
from streaming.threads.states import CommentState
from streaming.threads.views.common import answer, found_comment, user_of
from streaming.threads.views.drafts import let_go


def write(request: HttpRequest, found: Discussed) -> HttpResponse:
    """A comment that was sent. A refusal gives the page back with the text in its field."""
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comment = write_comment(
                thread=found.thread,
                author=user_of(request),
                text=form.cleaned_data["text"],
                key=form.cleaned_data["key"],
                stance=form.cleaned_data["stance"],
                reply_to=form.cleaned_data["reply"],
            )
        except DomainError as error:
            form.add_error("text", said(error))
            return _refused(request, found, form, status_of(error))
        let_go(request)
        return _written(request, comment)
    return _refused(request, found, form, 400)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """Other words, or none: the author's own page of a comment."""
    found, comment = found_comment(request, number, seq)
    user = user_of(request)
    if comment.author_id != user.pk:
        return HttpResponseRedirect(comment.url)
    form = EditForm(
        request.POST if request.method == "POST" else None,
        initial={"text": comment.text, "stance": comment.stance},
    )
    status = 200
    if request.method == "POST":
        try:
            if done := _done(request, comment, form):
                return done
            status = 400
        except DomainError as error:
            form.add_error("text", said(error))
            status = status_of(error)
    terms = terms_of(found.thread.organization)
    context = {
        "found": found,
        "row": comment_row(comment, user, terms),
        "form": form,
        "may_change": may_be_changed(comment) and found.thread.is_open,
        "is_free": is_free_edit(comment, terms, now()) and comment.replies == 0,
        "terms": terms,
    }
    return answer(request, "threads/edit.html", context, status=status)


def _done(request: HttpRequest, comment: Comment, form: EditForm) -> HttpResponse | None:
    user = user_of(request)
    if "retract" in request.POST:
        retract_comment(comment=comment, by=user)
        messages.success(request, _("Kommentaren är borttagen."))
        return HttpResponseRedirect(comment.url)
    if not form.is_valid():
        return None
    changed = edit_comment(
        comment=comment,
        by=user,
        text=form.cleaned_data["text"],
        stance=form.cleaned_data["stance"],
    )
    messages.success(request, _sent_words(changed, _("Ändringen är sparad.")))
    return HttpResponseRedirect(comment.url)


def _written(request: HttpRequest, comment: Comment) -> HttpResponse:
    """To the comment itself, where it can be seen, or to what it answers."""
    messages.success(request, _sent_words(comment, _("Din kommentar är publicerad.")))
    top = comment.parent.seq if comment.parent else None
    path = comment_path(comment.thread.number, top) if top else comment.thread.url
    place = localized(path) if top else path
    after = f"&efter={comment.seq - 1}" if top and comment.seq - top > 20 else ""
    where = "#samtal" if comment.state == CommentState.PENDING else f"#{anchor(comment.seq)}"
    return HttpResponseRedirect(f"{place}?skrivet={comment.seq}{after}{where}")


def _sent_words(comment: Comment, seen: str) -> str:
    if comment.state == CommentState.PENDING:
        return _("Kommentaren är mottagen. Den syns för andra när en moderator har läst den.")
    return seen


def _refused(
    request: HttpRequest, found: Discussed, form: CommentForm, status: int
) -> HttpResponse:
    context = panel(found, request.user, {}, form)
    context |= {"subject_url": localized(found.subject.record.path)}
    return answer(request, "threads/thread.html", context, status=status)


def status_of(error: DomainError) -> int:
    if isinstance(error, NotAllowed):
        return 403
    return 409 if isinstance(error, Conflict) else 400


def said(error: DomainError) -> str:
    return str(error) or _("Du får inte göra det här.")
