"""Hits as entries of a feed."""

from collections.abc import Iterable

from portal.core.atom import Entry
from portal.core.links import encoded
from search.shown.rows import HitRow, ShownExcerpt


def feed_entries(found: Iterable[HitRow]) -> list[Entry]:
    """Records; a text of a stream has no identity that a feed could keep."""
    return [entry for row in found if (entry := _entry(row))]


def _entry(row: HitRow) -> Entry | None:
    if row.record_id is None or row.published is None or row.recorded_at is None:
        return None
    return Entry(
        id=row.record_id,
        title=f"{row.kind}: {row.document.title}",
        url=encoded(row.document.url),
        published=row.published,
        updated=row.recorded_at,
        kind=row.document.kind,
        summary=" … ".join(_text(each) for each in row.excerpts),
        version=row.version,
        sha256=row.sha256,
    )


def _text(excerpt: ShownExcerpt) -> str:
    return "".join(piece.text for piece in excerpt.pieces)
