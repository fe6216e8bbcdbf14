"""The papers of a bundle and their pages."""

from collections.abc import Sequence

from meetings.models import BundlePiece, MeetingBundle


def lasts_of(pieces: Sequence[BundlePiece], pages: int) -> list[int]:
    """The last page of each paper, in order: the one before the next begins, or that one too."""
    after = [piece.first - (not piece.shares) for piece in pieces[1:]]
    return [*after, pages] if pieces else []


def last_of(bundle: MeetingBundle, piece: BundlePiece) -> int:
    """The last page of one paper."""
    after = bundle.pieces.filter(first__gt=piece.first).order_by("first").first()
    return after.first - (not after.shares) if after else bundle.pages
