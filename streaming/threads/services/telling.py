"""Telling readers what happened in a thread, in the transaction in which it happened.

    head    {"last": 17, "shown": 15, "state": "open", "slow": 0}
    c17     a comment: what is needed to show it; or {"n": 17, "gone": "hidden"}

The newest comments stay in a snapshot, so that it is as small for a long thread as for a short
one. `c3: null` says that it left the snapshot, not that it left the thread.
"""

from typing import Any

from portal.core.clock import local_iso
from portal.core.html import stored_html
from search.services import text_changed
from streaming.hub.services import begin_anew, open_stream, post
from streaming.threads.models import PURPOSE, Comment, Thread
from streaming.threads.states import CommentState

SOURCE = "comment"
"""What the search index calls comments."""
ERASED = frozenset({CommentState.REMOVED, CommentState.RETRACTED})
WINDOW = 20
REST_MS = 1_000
"""Comments of one second travel together."""


def open_thread_stream(thread: Thread) -> None:
    open_stream(subject=thread.record_id, purpose=PURPOSE, rest_ms=REST_MS)
    tell_thread(thread)


def tell_thread(thread: Thread) -> None:
    """It was opened, locked or slowed."""
    post(stream=thread.stream, kind="thread", sections={"head": head_of(thread)})


def tell_comment(thread: Thread, comment: Comment, *, is_new: bool) -> None:
    """It can be seen: a new one, one that was approved, or one with other words."""
    name = section_of(comment)
    sections: dict[str, Any] = {"head": head_of(thread), name: shown_comment(comment)}
    if is_new and comment.seq > WINDOW:
        sections[f"c{comment.seq - WINDOW}"] = None
    post(
        stream=thread.stream,
        kind="comment" if is_new else "edit",
        sections=sections,
        forget=() if is_new else (name,),
    )
    _tell_search(thread, comment)


def tell_gone(thread: Thread, comment: Comment) -> None:
    """Its words are taken out of everything that was told before."""
    name = section_of(comment)
    gone = {"n": comment.seq, "p": parent_of(comment), "gone": comment.state}
    sections = {"head": head_of(thread), name: gone}
    post(stream=thread.stream, kind="gone", sections=sections, forget=(name,))
    _tell_search(thread, comment, is_erased=comment.state in ERASED)


def tell_anew(thread: Thread) -> None:
    """Everything that was told before is dropped: a name that was in it is nobody's any more."""
    newest = Comment.objects.filter(thread=thread, state=CommentState.VISIBLE)
    shown = newest.select_related("parent").order_by("-seq")[:WINDOW]
    comments = {section_of(each): shown_comment(each) for each in shown}
    begin_anew(stream=thread.stream, sections={"head": head_of(thread), **comments})


def _tell_search(thread: Thread, comment: Comment, *, is_erased: bool = False) -> None:
    """From this commit on nothing is found by what it said before. Last: it holds a row."""
    text_changed(source=SOURCE, texts={str(comment.pk): thread.subject}, is_erased=is_erased)


def head_of(thread: Thread) -> dict[str, Any]:
    return {
        "last": thread.last_seq,
        "shown": thread.shown,
        "state": thread.state,
        "slow": thread.slow_seconds or 0,
    }


def section_of(comment: Comment) -> str:
    return f"c{comment.seq}"


def shown_comment(comment: Comment) -> dict[str, Any]:
    """What a page needs to show it; an empty name is an account that is gone."""
    return {
        "n": comment.seq,
        "p": parent_of(comment),
        "name": comment.author_name,
        "mark": comment.mark,
        "stance": comment.stance,
        "html": stored_html(comment.html),
        "at": local_iso(comment.created_at),
        "edited": comment.edited_at is not None,
    }


def parent_of(comment: Comment) -> int | None:
    return comment.parent.seq if comment.parent else None
