"""What the one who writes does: write, change, take back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import F

from portal.accounts.models import User
from portal.core.clock import now
from portal.core.errors import DomainError
from portal.core.html import html_of_words
from portal.core.plain import plain_words
from streaming.threads.errors import NoReplyHere, NotNow, NotYours, ThreadLocked
from streaming.threads.models import Comment, CommentEdit, Thread
from streaming.threads.rules import (
    check_length,
    check_words,
    first_state,
    is_free_edit,
    may_be_changed,
)
from streaming.threads.selectors.policies import terms_of
from streaming.threads.services.sitting import moment_here
from streaming.threads.services.standing import (
    check_may_speak,
    check_may_write,
    check_pace,
    mark_of,
    name_of,
)
from streaming.threads.services.telling import tell_comment, tell_gone
from streaming.threads.states import CommentState
from streaming.threads.terms import Terms

NEXT = (
    "UPDATE threads_thread SET last_seq = last_seq + 1, shown = shown + %s, last_at = %s "
    "WHERE id = %s AND state = 'open' RETURNING last_seq, shown"
)


def write_comment(
    *,
    thread: Thread,
    author: User,
    text: str,
    key: UUID,
    stance: str = "",
    reply_to: int | None = None,
    at: datetime | None = None,
) -> Comment:
    """The new comment; the one that `key` made already where the form was sent twice.

    `reply_to` is the number of the comment that is answered, `at` another moment than now (a demo,
    an import). A hot path: the database's own
    promises stand in for `full_clean`. Raises EmptyComment, TooLong, HoldsPersonalNumber,
    NoReplyHere, HeldBack, and what `check_may_write` raises.
    """
    try:
        return _written(thread, author, text, key, stance, reply_to, at or now())
    except (DomainError, IntegrityError):
        if (sent := _sent(author, key)) is not None:
            return sent  # asked only now: hardly any form is sent twice
        raise


def _written(
    thread: Thread,
    author: User,
    text: str,
    key: UUID,
    stance: str,
    reply_to: int | None,
    at: datetime,
) -> Comment:
    terms = terms_of(thread.organization)
    words = _checked(text, terms)
    check_may_write(thread, author, terms)
    moment = moment_here(thread)
    comment = Comment(
        thread=thread,
        author=author,
        author_name=name_of(author),
        mark=mark_of(thread, author),
        stance=stance,
        text=words,
        html=html_of_words(words),
        state=first_state(thread.review or terms.review),
        created_at=at,
        key=key,
        item=moment.item,
        second=moment.second,
    )
    return _stored(comment, reply_to)


def edit_comment(*, comment: Comment, by: User, text: str, stance: str = "") -> Comment:
    """Other words. Soon after it was written without a mark; later marked, with the old ones kept.

    Where comments are read before they are seen, other words are read anew. Raises NotYours,
    NotNow, and what writing raises.
    """
    terms = terms_of(comment.thread.organization)
    words = _checked(text, terms)
    check_may_speak(comment.thread, by, terms)
    moment_here(comment.thread)
    check_pace(comment.thread, by, terms.model_copy(update={"slow_seconds": 0}))
    with transaction.atomic():
        thread, row = locked(comment, by)
        if not thread.is_open:
            raise ThreadLocked
        if not may_be_changed(row):
            raise NotNow(str(CommentState(row.state).label))
        if (words, stance) == (row.text, row.stance):
            return row
        _keep_former(row, terms)
        row.text, row.html, row.stance = words, html_of_words(words), stance
        _show_again(thread, row, first_state(thread.review or terms.review))
    return row


def retract_comment(*, comment: Comment, by: User) -> Comment:
    """Take one's own words back; replies stay. Also in a locked thread. Raises NotYours."""
    with transaction.atomic():
        thread, row = locked(comment, by)
        if row.state not in {CommentState.PENDING, CommentState.VISIBLE}:
            raise NotNow(str(CommentState(row.state).label))
        was_seen = row.state == CommentState.VISIBLE
        row.state, row.text, row.html = CommentState.RETRACTED, "", ""
        row.save(update_fields=["state", "text", "html"])
        row.former.all().delete()
        count_shown(thread, row, -1 if was_seen else 0)
        tell_gone(thread, row)
    return row


def locked_thread(pk: int) -> Thread:
    """The thread's row for this transaction alone: writers and moderators wait for each other."""
    return Thread.objects.select_for_update().get(pk=pk)


def locked(comment: Comment, by: User | None = None) -> tuple[Thread, Comment]:
    """Thread and comment, in this order. Raises NotYours where it is not `by` who wrote it."""
    thread = locked_thread(comment.thread_id)
    row = Comment.objects.select_related("parent").get(pk=comment.pk)
    row.thread = thread
    if by is not None and row.author_id != by.pk:
        raise NotYours
    return thread, row


def count_shown(thread: Thread, comment: Comment, step: int) -> None:
    """One more or less is seen, in the thread and under the comment that it answers."""
    if step == 0:
        return
    Thread.objects.filter(pk=thread.pk).update(shown=F("shown") + step)
    thread.shown += step
    if comment.parent_id is not None:
        Comment.objects.filter(pk=comment.parent_id).update(replies=F("replies") + step)


def _checked(text: str, terms: Terms) -> str:
    check_length(text.replace("\r\n", "\n"), terms)  # a form sends two for each line's end
    words = plain_words(text)
    check_words(words, terms)
    return words


def _sent(author: User, key: UUID) -> Comment | None:
    return Comment.objects.filter(author=author, key=key).select_related("thread").first()


def _stored(comment: Comment, reply_to: int | None) -> Comment:
    thread, seen = comment.thread, comment.state == CommentState.VISIBLE
    with transaction.atomic():
        comment.seq, thread.shown = _next_number(thread, 1 if seen else 0, comment.created_at)
        thread.last_seq = comment.seq
        comment.parent = _parent(thread, reply_to)
        comment.save(force_insert=True)
        if seen:
            if comment.parent_id is not None:
                Comment.objects.filter(pk=comment.parent_id).update(replies=F("replies") + 1)
            tell_comment(thread, comment, is_new=True)
    return comment


def _next_number(thread: Thread, step: int, at: Any) -> tuple[int, int]:
    """One statement takes the number, counts, and holds the thread until the end."""
    moment = Thread._meta.get_field("last_at").get_db_prep_value(at, connection)
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [step, moment, thread.pk])
        row = cursor.fetchone()
    if row is None:
        raise ThreadLocked
    return int(row[0]), int(row[1])


def _parent(thread: Thread, reply_to: int | None) -> Comment | None:
    if reply_to is None:
        return None
    found = Comment.objects.filter(thread=thread, seq=reply_to).first()
    if found is None or found.parent_id is not None or found.state != CommentState.VISIBLE:
        raise NoReplyHere
    return found


def _keep_former(row: Comment, terms: Terms) -> None:
    at = now()
    if is_free_edit(row, terms, at) and row.replies == 0:
        return
    row.edits += 1
    CommentEdit.objects.create(
        comment=row,
        number=row.edits,
        text=row.text,
        html=row.html,
        written_at=row.edited_at or row.created_at,
        replaced_at=at,
    )
    row.edited_at = at


def _show_again(thread: Thread, row: Comment, state: CommentState) -> None:
    was_seen, row.state = row.state == CommentState.VISIBLE, state
    row.save(update_fields=["text", "html", "stance", "state", "edits", "edited_at"])
    is_seen = state == CommentState.VISIBLE
    count_shown(thread, row, int(is_seen) - int(was_seen))
    if is_seen:
        tell_comment(thread, row, is_new=not was_seen)
    elif was_seen:
        tell_gone(thread, row)
