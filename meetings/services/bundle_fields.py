"""The fields of a bundle's papers, as text: how each is written, and what it refuses."""

from collections.abc import Callable

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from meetings.errors import WrongEdit
from meetings.models import BundlePiece
from meetings.states import DocumentKind

TICKS = {"out": "is_left_out", "shares": "shares"}
"""Fields that are on or off. One that `shares` begins on the page where the one before ends."""


def value_of(piece: BundlePiece, name: str) -> str:
    """A field as the page writes it. Raises WrongEdit for what is no field of a paper."""
    if name not in WRITERS:
        raise WrongEdit(_("Fältet finns inte."))
    if name in TICKS:
        return "1" if getattr(piece, TICKS[name]) else ""
    return piece.day if name == "date" else str(getattr(piece, name))


def write(piece: BundlePiece, name: str, value: str) -> None:
    """Give the unsaved paper another value. Raises WrongEdit for one that it cannot have."""
    WRITERS[name](piece, value)


def _text(name: str, longest: int) -> Callable[[BundlePiece, str], None]:
    def write(piece: BundlePiece, value: str) -> None:
        if len(value) > longest:
            raise WrongEdit(
                _("Texten är %(length)s tecken; högst %(most)s får plats.")
                % {"length": len(value), "most": longest}
            )
        setattr(piece, name, " ".join(value.split()))

    return write


def _tick(name: str) -> Callable[[BundlePiece, str], None]:
    def write(piece: BundlePiece, value: str) -> None:
        setattr(piece, TICKS[name], value == "1")

    return write


def _kind(piece: BundlePiece, value: str) -> None:
    if value not in DocumentKind.values:
        raise WrongEdit(_("Det slaget finns inte."))
    piece.kind = value


def _date(piece: BundlePiece, value: str) -> None:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    if value and day is None:
        raise WrongEdit(_("”%(text)s” är inget datum. Skriv som 2016-10-19.") % {"text": value})
    piece.date = day


def _first(piece: BundlePiece, value: str) -> None:
    """Move the boundary between this paper and the one before."""
    others = piece.bundle.pieces.exclude(pk=piece.pk)
    before = others.filter(first__lt=piece.first).order_by("-first").first()
    after = others.filter(first__gt=piece.first).order_by("first").first()
    if before is None:
        raise WrongEdit(_("Den första handlingen börjar på sidan 1. Dela den, och lämna en del."))
    last = after.first - 1 if after else piece.bundle.pages
    page = int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 0
    if not before.first < page <= last:
        raise WrongEdit(
            _("Handlingen kan börja på sidan %(from)s till %(to)s.")
            % {"from": before.first + 1, "to": last}
        )
    piece.first = page


WRITERS: dict[str, Callable[[BundlePiece, str], None]] = {
    "title": _text("title", 300),
    "kind": _kind,
    "date": _date,
    "item": _text("item", 30),
    "case": _text("case", 60),
    "out": _tick("out"),
    "shares": _tick("shares"),
    "first": _first,
}
