"""Threads and comments to read. Each page is whole without a script."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.http import reader_of_request
from portal.core.addresses import localized
from streaming.threads.addresses import anchor, comment_path
from streaming.threads.models import Comment
from streaming.threads.selectors.comments import (
    Cursor,
    comment_at,
    comments_by_second,
    history_of,
    replies_to,
)
from streaming.threads.selectors.moderation import newest_measure
from streaming.threads.selectors.policies import terms_of
from streaming.threads.selectors.threads import Discussed, newest_threads
from streaming.threads.shown import comment_row, panel, rows, subject_words
from streaming.threads.views.common import answer, found_comment, found_thread, is_moderator
from streaming.threads.views.drafts import keep_text, kept_form
from streaming.threads.views.writing import write
from streaming.threads.words import appeal_words, rule_of


@require_safe
def thread_list(request: HttpRequest) -> HttpResponse:
    """Where people talk now."""
    found = newest_threads(reader_of_request(request))
    listed = [(each, subject_words(each.subject)) for each in found]
    return answer(request, "threads/list.html", {"threads": listed})


@require_http_methods(["GET", "HEAD", "POST"])
def thread_page(request: HttpRequest, number: int) -> HttpResponse:
    """The thread with the form; what was written is posted back to the same address."""
    found = found_thread(request, number)
    if request.method == "POST":
        return write(request, found) if request.user.is_authenticated else keep_text(request, found)
    context = panel(found, request.user, request.GET, kept_form(request, found))
    return answer(request, "threads/thread.html", {**context, **_round(request, found)})


@require_safe
def thread_panel(request: HttpRequest, number: int) -> HttpResponse:
    """The same without the page round it, for a record's own page."""
    found = found_thread(request, number)
    context = panel(found, request.user, request.GET, kept_form(request, found))
    return answer(request, "threads/panel.html", {**context, **_round(request, found)})


@require_safe
def comment_page(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """The permanent link: a comment with its replies, or why it is not there any more."""
    found, comment = found_comment(request, number, seq)
    if comment.parent is not None:
        return redirect(_in_context(number, comment.parent.seq, seq))
    terms = terms_of(found.thread.organization)
    page = replies_to(comment, Cursor.read(request.GET.get("efter", "")))
    measure = newest_measure(comment) if comment.state_rule else None
    context = {
        **panel(found, request.user, {"svara": str(seq)}),
        **_round(request, found),
        "row": comment_row(comment, request.user, terms),
        "comments": rows(page.comments, request.user, terms),
        "next_url": f"{comment.url}?efter={page.after}" if page.after else "",
        "first_url": comment.url if request.GET.get("efter") else "",
        "measure": measure,
        "measure_rule": rule_of(terms, measure.rule) if measure else "",
        "appeal": appeal_words(terms),
    }
    return answer(request, "threads/comment_page.html", context)


@require_safe
def replies(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """Twenty replies, to be put below the comment."""
    found, comment = found_comment(request, number, seq)
    terms = terms_of(found.thread.organization)
    page = replies_to(comment, Cursor.read(request.GET.get("efter", "")))
    path = localized(f"{comment_path(number, seq)}svar/")
    context = {
        "comments": rows(page.comments, request.user, terms),
        "next_url": f"{path}?efter={page.after}" if page.after else "",
    }
    return answer(request, "threads/replies.html", context)


@require_safe
def history(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """How a comment read before it was changed."""
    found, comment = found_comment(request, number, seq)
    row = comment_row(comment, request.user, terms_of(found.thread.organization))
    context = {"found": found, "row": row, "former": history_of(comment)}
    return answer(request, "threads/history.html", context)


@require_safe
def replay(request: HttpRequest, number: int) -> HttpResponse:
    """Comments of an item with the second of the picture at which each was written."""
    found = found_thread(request, number)
    said = [
        {
            "n": each.seq,
            "p": each.parent.seq if each.parent else None,
            "item": str(each.item) if each.item else None,
            "second": each.second,
            "name": each.author_name,
            "mark": each.mark,
            "stance": each.stance,
            "html": each.html,
            "url": each.url,
        }
        for each in comments_by_second(found.thread)[:2_000]
    ]
    response = JsonResponse({"data": said})
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _in_context(number: int, parent: int, seq: int) -> str:
    """A reply stands below what it answers, on the page of replies that begins with it."""
    after = f"?efter={seq - 1}" if seq - parent > 20 else ""
    return f"{localized(comment_path(number, parent))}{after}#{anchor(seq)}"


def _round(request: HttpRequest, found: Discussed) -> dict[str, object]:
    return {
        "subject_word": subject_words(found.subject),
        "subject_url": localized(found.subject.record.path),
        "moderates": is_moderator(request, found),
        "moderate_url": localized(f"/samtal/granskning/{found.thread.number}/"),
        "written": _written(request, found),
    }


def _written(request: HttpRequest, found: Discussed) -> Comment | None:
    """What the reader wrote just now: the script may let go of its draft."""
    seq = request.GET.get("skrivet", "")
    if not (seq.isascii() and seq.isdigit() and len(seq) < 9 and request.user.is_authenticated):
        return None
    comment = comment_at(found.thread, int(seq))
    return comment if comment and comment.author_id == request.user.pk else None
