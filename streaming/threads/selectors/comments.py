"""Comments of a thread, a page at a time, by key: as fast with ten thousand as with ten."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from streaming.threads.models import Comment, CommentEdit, Thread
from streaming.threads.states import CommentState, Sort

PER_PAGE = 20


@dataclass(frozen=True)
class Cursor:
    """The last comment of the page before: its number, and its replies where they order."""

    seq: int
    replies: int = 0

    def __str__(self) -> str:
        return f"{self.seq}-{self.replies}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None for anything that is no cursor: then the first page is shown."""
        seq, _dash, replies = text.partition("-")
        if not (seq.isascii() and seq.isdigit() and len(seq) < 10):
            return None
        known = replies.isascii() and replies.isdigit() and len(replies) < 10
        return cls(int(seq), int(replies) if known else 0)


@dataclass(frozen=True)
class CommentPage:
    comments: Sequence[Comment]
    after: Cursor | None
    """Where the next page begins; None where this is the last."""


def top_comments(thread: Thread, sort: Sort, after: Cursor | None) -> CommentPage:
    """Comments that are no replies. Two queries less than one would think: authors are names."""
    found = _standing(Comment.objects.filter(thread=thread, parent__isnull=True))
    return _page(_sorted(found, sort, after), thread)


def replies_to(comment: Comment, after: Cursor | None) -> CommentPage:
    """From the oldest on, as a conversation is read."""
    found = _standing(Comment.objects.filter(parent=comment))
    return _page(_sorted(found, Sort.OLDEST, after), comment.thread)


def comment_at(thread: Thread, seq: int) -> Comment | None:
    found = Comment.objects.filter(thread=thread, seq=seq).select_related("parent").first()
    return _in(thread, [found])[0] if found else None


def own_waiting(thread: Thread, author: User) -> list[Comment]:
    """The author's comments that wait for a moderator: seen by nobody else."""
    found = Comment.objects.filter(thread=thread, author=author, state=CommentState.PENDING)
    return _in(thread, list(found.order_by("-seq")[:PER_PAGE]))


def waiting_in(thread: Thread) -> int:
    return Comment.objects.filter(thread=thread, state=CommentState.PENDING).count()


def history_of(comment: Comment) -> list[CommentEdit]:
    """Former words, oldest first; none of a comment that is not seen."""
    return list(comment.former.all()) if comment.state == CommentState.VISIBLE else []


def comments_by_second(thread: Thread) -> QuerySet[Comment]:
    """Visible comments that remember a second of the picture, in the order of the picture."""
    found = Comment.objects.filter(thread=thread, second__isnull=False, state=CommentState.VISIBLE)
    return found.select_related("thread", "parent").order_by("second", "seq")


def _standing(found: QuerySet[Comment]) -> QuerySet[Comment]:
    """One that waits is not seen; one that waits again after an edit keeps its replies."""
    return found.exclude(Q(state=CommentState.PENDING) & Q(replies=0))


def _sorted(found: QuerySet[Comment], sort: Sort, after: Cursor | None) -> QuerySet[Comment]:
    if sort == Sort.OLDEST:
        return (found.filter(seq__gt=after.seq) if after else found).order_by("seq")
    if sort == Sort.NEWEST:
        return (found.filter(seq__lt=after.seq) if after else found).order_by("-seq")
    if after:
        fewer = Q(replies__lt=after.replies) | Q(replies=after.replies, seq__lt=after.seq)
        found = found.filter(fewer, replies__lte=after.replies)
    return found.order_by("-replies", "-seq")


def _page(found: QuerySet[Comment], thread: Thread) -> CommentPage:
    comments = _in(thread, list(found[: PER_PAGE + 1]))
    shown = comments[:PER_PAGE]
    more = len(comments) > PER_PAGE
    return CommentPage(shown, Cursor(shown[-1].seq, shown[-1].replies) if more else None)


def _in(thread: Thread, comments: list[Comment]) -> list[Comment]:
    """They know their thread without asking for it."""
    for comment in comments:
        comment.thread = thread
    return comments
