"""What was written while a meeting ran, in the order of its picture."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from portal.ledger.readers import Reader
from portal.ledger.selectors import find_versions, parts_of, parts_of_many
from streaming.threads.contents import ThreadContent
from streaming.threads.models import Comment
from streaming.threads.selectors.comments import Cursor
from streaming.threads.states import CommentState

MOST = 2_000


def discussed_items(meeting: UUID, reader: Reader) -> dict[UUID, str]:
    """Items of the meeting that have a thread, each with its title, as far as the reader may.

    Asks the ledger alone, so a page that asks may be remembered.
    """
    if (found := find_versions([meeting], reader).get(meeting)) is None or found.is_tombstone:
        return {}
    items = {each.record.pk: each for each in parts_of(meeting, "agenda-item", reader)}
    threads = parts_of_many(list(items), ThreadContent.kind, reader, order=["pk"])
    subjects = {each.record.parent for each in threads if each.record.parent in items}
    return {
        pk: each.content.title
        for pk, each in items.items()
        if pk in subjects and not each.is_tombstone and each.content
    }


def said_during(
    items: Sequence[UUID], *, after: Cursor | None = None, most: int = MOST
) -> list[Comment]:
    """Visible comments that remember a second of the picture. `after`: (second, key) of the last
    one that was read."""
    found = Comment.objects.filter(
        thread__subject__in=items, second__isnull=False, state=CommentState.VISIBLE
    )
    if after:
        found = found.filter(Q(second__gt=after.seq) | Q(second=after.seq, pk__gt=after.replies))
    return list(found.select_related("thread", "parent").order_by("second", "pk")[:most])
