"""A bundle as the page shows it: its papers, their pages, what is doubtful, how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import BundlePiece, MeetingBundle
from meetings.registry.drops import DOUBTFUL
from meetings.selectors.bundles import lasts_of
from meetings.services.bundle_work import scans_of
from meetings.services.bundles import lacks
from meetings.states import BundleState, DocumentKind

SHOWN_PAGES = 6
"""Pages of a paper that are shown at once; the others are a press away."""


@dataclass(frozen=True)
class PieceField:
    """A value, and how sure it is in per cent where that is too little."""

    value: str
    doubt: int | None

    @property
    def is_doubtful(self) -> bool:
        return self.doubt is not None


@dataclass(frozen=True)
class PageShown:
    """A page of a paper. A new paper may begin on any but the first."""

    number: int
    is_first: bool
    is_shared: bool


@dataclass(frozen=True)
class PieceRow:
    """One paper of the bundle."""

    key: str
    place: int
    first: int
    last: int
    shares: bool
    is_out: bool
    kind: str
    title: PieceField
    kind_field: PieceField
    date: PieceField
    item: PieceField
    case: PieceField
    border: PieceField
    item_title: str
    pages: tuple[PageShown, ...]
    lacks: str

    @property
    def shown_pages(self) -> tuple[PageShown, ...]:
        return self.pages[:SHOWN_PAGES]

    @property
    def more_pages(self) -> tuple[PageShown, ...]:
        return self.pages[SHOWN_PAGES:]

    @property
    def doubts(self) -> int:
        fields = (self.title, self.kind_field, self.date, self.item, self.case, self.border)
        return sum(field.is_doubtful for field in fields)


def piece_rows(
    bundle: MeetingBundle, pieces: Sequence[BundlePiece], agenda: Mapping[str, str]
) -> list[PieceRow]:
    """`agenda` has the titles of its items by number."""
    lasts = lasts_of(pieces, bundle.pages)
    return [
        _row(place, piece, last, agenda)
        for place, (piece, last) in enumerate(zip(pieces, lasts, strict=True), 1)
    ]


def _row(place: int, piece: BundlePiece, last: int, agenda: Mapping[str, str]) -> PieceRow:
    return PieceRow(
        key=str(piece.pk),
        place=place,
        first=piece.first,
        last=last,
        shares=piece.shares,
        is_out=piece.is_left_out,
        kind=piece.kind,
        title=_field(piece, "title", piece.title),
        kind_field=_field(piece, "kind", str(DocumentKind(piece.kind).label)),
        date=_field(piece, "date", piece.day),
        item=_field(piece, "item", piece.item),
        case=_field(piece, "case", piece.case),
        border=_field(piece, "first", str(piece.first)),
        item_title=agenda.get(piece.item, _("ny punkt") if piece.item else ""),
        pages=tuple(
            PageShown(number, number == piece.first, number == piece.first and piece.shares)
            for number in range(piece.first, last + 1)
        ),
        lacks=lacks(piece),
    )


def _field(piece: BundlePiece, name: str, value: str) -> PieceField:
    sure = piece.confidence.get(name)
    doubtful = sure is not None and sure < DOUBTFUL and not piece.is_left_out
    return PieceField(value, round(sure * 100) if doubtful else None)


def total_of(bundle: MeetingBundle) -> int:
    """How much the present state has to do; `bundle.done` counts towards it."""
    if bundle.state == BundleState.RECOGNISING:
        return len(scans_of(bundle.sha256))
    if bundle.state == BundleState.PLACING:
        return bundle.pieces.filter(is_left_out=False).count()
    return bundle.pages


def progress_words(bundle: MeetingBundle, total: int) -> str:
    """How far it is, in a sentence."""
    words = {
        BundleState.WAITING: _("Filen väntar på att läsas: %(total)s sidor."),
        BundleState.RECOGNISING: _("Inskannade sidor tolkas: %(done)s av %(total)s."),
        BundleState.PICTURING: _("Sidorna avbildas och delas upp: %(done)s av %(total)s."),
        BundleState.PLACING: _("Handlingarna läggs på dagordningen: %(done)s av %(total)s."),
    }
    told = words.get(BundleState(bundle.state), "")
    return told % {"done": bundle.done, "total": total} if told else ""


def count_words(rows: Sequence[PieceRow], pages: int) -> str:
    papers = ngettext("%(n)s handling", "%(n)s handlingar", len(rows)) % {"n": len(rows)}
    return _("%(papers)s på %(pages)s sidor") % {"papers": papers, "pages": pages}
