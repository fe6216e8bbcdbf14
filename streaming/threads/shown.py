"""Comments as a page shows them: plain rows, no question left to the template."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import User
from portal.core.addresses import localized
from portal.core.clock import local
from portal.ledger.versions import Version
from streaming.hub.selectors import positions
from streaming.threads.addresses import anchor, comment_path, thread_path
from streaming.threads.forms import CommentForm
from streaming.threads.models import Comment, Thread
from streaming.threads.selectors.comments import (
    CommentPage,
    Cursor,
    own_waiting,
    top_comments,
    waiting_in,
)
from streaming.threads.selectors.policies import terms_of
from streaming.threads.selectors.threads import Discussed
from streaming.threads.services.standing import ban_of
from streaming.threads.states import CommentState, Mark, Sort, Stance
from streaming.threads.terms import Terms
from streaming.threads.words import gone_words, rule_of, words_of_script

Visitor = User | AnonymousUser
SORTS = {"nyast": Sort.NEWEST, "aldst": Sort.OLDEST, "svar": Sort.ANSWERED}


@dataclass(frozen=True)
class CommentRow:
    """One comment as this reader sees it; `gone` says why its words are not here."""

    seq: int
    anchor: str
    url: str
    name: str
    mark: str
    stance: str
    stance_code: str
    html: SafeString
    at: datetime
    edited: bool
    gone: str
    rule: str
    replies: int
    is_reply: bool
    is_own: bool
    may_reply: bool
    may_report: bool
    history_url: str
    edit_url: str
    report_url: str
    replies_url: str


def comment_row(comment: Comment, visitor: Visitor, terms: Terms) -> CommentRow:
    path = comment_path(comment.thread.number, comment.seq)
    is_seen = comment.state == CommentState.VISIBLE
    is_own = comment.author_id is not None and comment.author_id == visitor.pk
    reads_words = is_seen or (is_own and comment.state == CommentState.PENDING)
    is_open, is_top = comment.thread.is_open, comment.parent_id is None
    return CommentRow(
        seq=comment.seq,
        anchor=anchor(comment.seq),
        url=localized(path),
        name=comment.name if is_seen or is_own else "",
        mark=str(Mark(comment.mark).label) if comment.mark and is_seen else "",
        stance=str(Stance(comment.stance).label) if comment.stance and is_seen else "",
        stance_code=comment.stance if is_seen else "",
        html=comment.own_html if reads_words else comment.shown_html,
        at=local(comment.created_at),
        edited=comment.edited_at is not None and is_seen,
        gone="" if reads_words else gone_words(comment),
        rule=rule_of(terms, comment.state_rule) if comment.state_rule else "",
        replies=comment.replies,
        is_reply=not is_top,
        is_own=is_own,
        may_reply=is_open and is_top and is_seen,
        may_report=is_seen and not is_own,
        history_url=localized(f"{path}historik/"),
        edit_url=localized(f"{path}andra/") if is_own else "",
        report_url=localized(f"{path}anmal/"),
        replies_url=localized(f"{path}svar/"),
    )


def rows(found: Sequence[Comment], visitor: Visitor, terms: Terms) -> list[CommentRow]:
    return [comment_row(each, visitor, terms) for each in found]


@dataclass(frozen=True)
class SortLink:
    word: str
    url: str
    is_current: bool


def sort_links(thread: Thread, current: Sort) -> list[SortLink]:
    path = localized(thread_path(thread.number))
    return [
        SortLink(str(sort.label), f"{path}?ordning={name}#samtal", sort == current)
        for name, sort in SORTS.items()
    ]


def sort_of(name: str) -> Sort:
    return SORTS.get(name, Sort.NEWEST)


def panel(
    found: Discussed, visitor: Visitor, asked: Any, form: CommentForm | None = None
) -> dict[str, Any]:
    """Everything that `threads/panel.html` shows. As many questions for a long thread as a short.

    `asked` are the parameters of the address.
    """
    thread, terms = found.thread, terms_of(found.thread.organization)
    position = positions([thread.stream])[thread.stream]
    sort = sort_of(asked.get("ordning", ""))
    page = top_comments(thread, sort, Cursor.read(asked.get("efter", "")))
    ban = ban_of(thread, visitor) if isinstance(visitor, User) and thread.is_open else None
    mine = own_waiting(thread, visitor) if isinstance(visitor, User) else []
    reply = asked.get("svara", "")
    start = {"reply": int(reply)} if reply.isascii() and reply.isdigit() and len(reply) < 9 else {}
    return {
        "found": found,
        "thread": thread,
        "terms": terms,
        "comments": rows(page.comments, visitor, terms),
        "waiting": rows(mine, visitor, terms),
        "unseen": waiting_in(thread),
        "sorts": sort_links(thread, sort),
        "sort": sort,
        "next_url": next_url(thread, sort, page),
        "first_url": thread.url if asked.get("efter") else "",
        "form": form or CommentForm(initial=start),
        "ban": ban,
        "is_banned_until": local(ban.ends) if ban else None,
        "login_url": f"{localized('/logga-in/')}?next={thread.url}%23skriv",
        "factor_url": _factor_url(thread, visitor),
        "stream_url": f"/api/v1/streams/{thread.stream}/",
        "position": position,
        "words": json.dumps(words_of_script(), ensure_ascii=False),
        "review_before": (thread.review or terms.review) == "before",
        "slow": terms.slow_seconds if thread.slow_seconds is None else thread.slow_seconds,
        "rules_url": localized(f"/samtal/regler/?organ={thread.organization}"),
    }


def _factor_url(thread: Thread, visitor: Visitor) -> str:
    """Where a role that is held is shown to be one's own; empty for who holds none, or has."""
    if not (isinstance(visitor, User) and thread.is_open and visitor.lacks_second_factor):
        return ""
    return f"{localized('/logga-in/andra-faktor/')}?next={thread.url}%23skriv"


def next_url(thread: Thread, sort: Sort, page: CommentPage) -> str:
    if page.after is None:
        return ""
    name = next(each for each, value in SORTS.items() if value == sort)
    return f"{thread.url}?ordning={name}&efter={page.after}#samtal"


SUBJECTS = {
    "agenda-item": gettext_lazy("Samtal om en punkt på dagordningen"),
    "case": gettext_lazy("Samtal om ett ärende"),
    "proposal": gettext_lazy("Samtal om ett förslag"),
    "page": gettext_lazy("Samtal om en nyhet"),
}


def subject_words(subject: Version) -> str:
    """What the thread is about, in a few words."""
    return str(SUBJECTS.get(subject.record.kind, _("Samtal")))
