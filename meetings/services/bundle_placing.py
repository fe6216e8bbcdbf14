"""The papers of a bundle as drafts on their items, in one transaction."""

import datetime
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby

from django.utils.translation import gettext as _

from meetings.errors import WrongBundle
from meetings.intake import Document as ReadDocument
from meetings.intake import DocumentKind as ReadKind
from meetings.models import (
    AgendaItem,
    BundlePiece,
    Case,
    ItemPaper,
    Meeting,
    MeetingBundle,
    RecognisedPage,
)
from meetings.selectors.bundles import last_of
from meetings.selectors.find import find_organization
from meetings.selectors.keepers import keeps
from meetings.services.agenda_drafts import changing, remember
from meetings.services.agenda_items import ADDED
from meetings.services.bundle_file import part_stem
from meetings.services.dropped_files import PAPERS
from meetings.services.intake_papers import Place, Stored, draft_of
from meetings.services.intake_place import case_numbered
from meetings.states import DocumentKind
from portal.accounts.models import User
from portal.core.clock import local
from portal.core.ids import natural_key, new_id
from portal.core.pdf import extract_pages
from portal.ledger.files import store_file
from portal.ledger.models import FilePage
from portal.ledger.storage import object_path


def keep_part(bundle: MeetingBundle, piece: BundlePiece) -> None:
    """A paper's own pages as a file; what was recognised in them is known of it too.

    So the gate reads it before it becomes public (law.md E1).
    """
    last = last_of(bundle, piece)
    data = extract_pages(object_path(bundle.sha256), range(piece.first, last + 1))
    file = store_file(BytesIO(data), f"{part_stem(piece.date, piece.title)}.pdf")
    _recognised_too(bundle, piece, file.pk)
    piece.file = file
    piece.save(update_fields=["file"])


def lay_on_agenda(bundle: MeetingBundle) -> list[str]:
    """Drafts of all papers, on their items; new items and cases where there are none.

    Returns what could not be placed, in words. Runs in the caller's transaction.
    Raises AgendaLocked, WrongBundle for somebody who keeps this agenda no longer.
    """
    user = bundle.placed_by
    if user is None or not keeps(user, bundle.meeting):
        raise WrongBundle(_("Den som lade in bunten sköter inte längre sammanträdet."))
    pieces = list(bundle.pieces.filter(is_left_out=False).select_related("file"))
    with changing(bundle.meeting, user) as draft:
        placing = _Placing(bundle, draft, user)
        ordered = sorted(pieces, key=lambda piece: (natural_key(piece.item), piece.first))
        for number, group in groupby(ordered, key=lambda piece: piece.item):
            placing.lay(number, list(group))
        remember(draft, user, None, PAPERS, "", str(len(pieces)))
    return placing.notices


class _Placing:
    """One bundle on its way to one agenda."""

    def __init__(self, bundle: MeetingBundle, draft: Meeting, user: User) -> None:
        self.bundle, self.draft, self.user = bundle, draft, user
        self.notices: list[str] = []
        self.day = local(draft.start).date()

    def lay(self, number: str, pieces: Sequence[BundlePiece]) -> None:
        cases = {piece.pk: self._case(piece, pieces) for piece in pieces}
        item = self._item(number, pieces, next((case for case in cases.values() if case), None))
        for piece in pieces:
            place = Place(self.draft.organization, self.day, cases[piece.pk], self.bundle.sha256)
            made, told = draft_of(_as_read(piece), _stored(piece), place, self.user)
            self.notices += told
            item.papers.add(ItemPaper(document=made))
            piece.document = made
            piece.save(update_fields=["document"])

    def _item(self, number: str, pieces: Sequence[BundlePiece], case: Case | None) -> AgendaItem:
        items: Iterable[AgendaItem] = self.draft.items.all()
        found = next((item for item in items if item.number == number), None)
        if found is not None:
            found.case = found.case or case
            return found
        title = case.title if case else _main(pieces).title
        made = AgendaItem(record_id=new_id(), number=number, title=title[:300], case=case)
        self.draft.items.add(made)
        remember(self.draft, self.user, made.record_id, ADDED, "", number)
        return made

    def _case(self, piece: BundlePiece, pieces: Sequence[BundlePiece]) -> Case | None:
        if not piece.case:
            return None
        main = _main([each for each in pieces if each.case == piece.case])
        case, is_new = case_numbered(
            piece.case,
            issuer=find_organization(name=main.read.get("organization") or "", day=main.date),
            organization=self.draft.organization,
            title=main.title,
            opened=main.date or self.day,
            user=self.user,
        )
        if case is not None and is_new:
            told = _("Ärende %(number)s är nytt: kontrollera rubrik, myndighet och datum.")
            self.notices.append(told % {"number": case.number})
        return case


def _main(pieces: Sequence[BundlePiece]) -> BundlePiece:
    """The paper that an item is about: the officers' report, else the first."""
    reports = (piece for piece in pieces if piece.kind == DocumentKind.OFFICIAL_REPORT)
    return next(reports, pieces[0])


def _stored(piece: BundlePiece) -> Stored:
    assert piece.file is not None
    return Stored(piece.file, f"{part_stem(piece.date, piece.title)}.pdf")


def _as_read(piece: BundlePiece) -> ReadDocument:
    """The paper as the intake would have read it, had it read what people mended."""
    read = piece.read
    day = read.get("version_date")
    return ReadDocument(
        kind=ReadKind(piece.kind),
        title=piece.title,
        pages=(piece.first, piece.first),
        span=(0, 0),
        date=piece.date,
        parties=tuple(read.get("parties") or ()),
        references=tuple(read.get("references") or ()),
        own_reference=read.get("own_reference"),
        organization=read.get("organization"),
        paragraph=read.get("paragraph"),
        appendix=read.get("appendix"),
        version=read.get("version"),
        version_date=datetime.date.fromisoformat(day) if day else None,
        confidence=piece.confidence,
    )


def _recognised_too(bundle: MeetingBundle, piece: BundlePiece, part: str) -> None:
    known = RecognisedPage.objects.filter(file=bundle.sha256, number__gte=piece.first)
    words = {page.number - piece.first + 1: page.text for page in known if page.text}
    pages = list(FilePage.objects.filter(file=part, number__in=words, is_scan=True))
    for page in pages:
        page.text = page.text if page.text.strip() else words[page.number]
    FilePage.objects.bulk_update(pages, ["text"])
