"""Readers report, and those whom a measure befell read it and answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.permissions import Permission, may
from portal.core.client_address import client_address, household_of
from portal.core.errors import DomainError
from streaming.threads.forms import AnswerForm, ReportForm
from streaming.threads.models import Comment, Measure
from streaming.threads.selectors.moderation import measures_against
from streaming.threads.selectors.policies import terms_of
from streaming.threads.services.reporting import answer_measure, report_comment
from streaming.threads.shown import comment_row
from streaming.threads.views.common import answer, found_comment, user_of
from streaming.threads.views.writing import said, status_of
from streaming.threads.words import appeal_words, rule_of


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """Anybody may, also without an account."""
    found, comment = found_comment(request, number, seq)
    terms = terms_of(found.thread.organization)
    form = ReportForm(terms, request.POST if request.method == "POST" else None)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            _report(request, comment, form)
        except DomainError as error:
            form.add_error(None, said(error))
            status = status_of(error)
        else:
            messages.success(request, _("Tack. En moderator läser din anmälan."))
            return HttpResponseRedirect(comment.url)
    context = {
        "found": found,
        "row": comment_row(comment, request.user, terms),
        "form": form,
        "terms": terms,
    }
    return answer(request, "threads/report.html", context, status=status)


def _report(request: HttpRequest, comment: Comment, form: ReportForm) -> None:
    reporter = user_of(request) if request.user.is_authenticated else None
    sender = household_of(client_address(request))
    report_comment(
        comment=comment,
        rule=form.cleaned_data["rule"],
        reason=form.cleaned_data["reason"],
        reporter=reporter,
        who=f"user {reporter.pk}" if reporter else f"from {sender}",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def measure_page(request: HttpRequest, measure: int) -> HttpResponse:
    """A measure with its rule, reason and way to appeal: for whom it befell, and moderators."""
    found = Measure.objects.select_related("comment__thread", "policy", "thread")
    it = found.filter(pk=measure).first()
    user = user_of(request)
    if it is None or not (it.against == user.pk or may(user, Permission.MODERATE, it.organization)):
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            answer_measure(measure=it, by=user, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error("text", said(error))
            status = status_of(error)
        else:
            messages.success(request, _("Svaret är sparat."))
            return HttpResponseRedirect(it.url)
    terms = it.policy.known_terms
    context = {
        "measure": it,
        "rule": rule_of(terms, it.rule) if it.rule else "",
        "law": known.law if (known := terms.rule(it.rule)) else "",
        "appeal": appeal_words(terms),
        "answers": it.answers.all(),
        "comment": it.comment,
        "form": form,
        "is_own": it.against == user.pk,
    }
    return answer(request, "threads/measure.html", context, status=status)


@login_required
@require_safe
def own_comments(request: HttpRequest) -> HttpResponse:
    """What one has written, and what was done about it."""
    user = user_of(request)
    written = Comment.objects.filter(author=user).select_related("thread", "parent")
    comments = list(written.order_by("-created_at")[:200])
    rules = {each.thread.organization: each for each in comments}
    terms = {pk: terms_of(pk) for pk in rules}
    context = {
        "rows": [
            (comment_row(each, user, terms[each.thread.organization]), each.get_state_display())
            for each in comments
        ],
        "measures": [
            (each, rule_of(each.policy.known_terms, each.rule) if each.rule else "")
            for each in measures_against(user)
        ],
    }
    return answer(request, "threads/own.html", context)
