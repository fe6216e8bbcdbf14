"""Comments as they are found: only what everybody sees, and no name of who wrote."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from portal.core.clock import local
from search.documents import Chunk, SearchDocument
from search.ports import stream_sources
from search.query.ports import KindName, kind_names
from streaming.threads.addresses import comment_path
from streaming.threads.models import Comment
from streaming.threads.services.telling import SOURCE
from streaming.threads.states import CommentState


class CommentSource:
    """Answer of `search.ports.stream_sources`; keys are the comments' own."""

    name = SOURCE

    def documents(self, keys: Sequence[str]) -> Iterable[SearchDocument]:
        wanted = [int(key) for key in keys if key.isdigit()]
        seen = Comment.objects.filter(pk__in=wanted, state=CommentState.VISIBLE)
        return [_document(each) for each in seen.select_related("thread")]


def register_search() -> None:
    stream_sources.fill(CommentSource)
    kind_names.fill(kinds)


def kinds() -> Iterator[KindName]:
    yield KindName(SOURCE, _("Kommentar"), _("Kommentarer"), ("kommentar",))


def _document(comment: Comment) -> SearchDocument:
    thread = comment.thread
    return SearchDocument(
        key=str(comment.pk),
        kind=SOURCE,
        audience="public",
        title=_title(comment.text),
        url=comment_path(thread.number, comment.seq),
        organizations=(str(thread.organization),),
        date=local(comment.created_at).date(),
        chunks=(Chunk(comment.text),),
    )


def _title(text: str) -> str:
    """The first words: a comment has no heading of its own."""
    first = " ".join(text.split())
    return first if len(first) <= 80 else f"{first[:80].rsplit(' ', 1)[0]} …"
