"""A whole meeting's papers in one file: taken in, accepted, thrown away. A worker does the rest."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meetings.errors import BundleBusy, NotYetWhole, WrongBundle
from meetings.models import BundlePiece, Meeting, MeetingBundle
from meetings.services.bundle_file import checked_pdf
from meetings.states import BUNDLE_STEPS, BundleState
from portal.accounts.models import User
from portal.ledger.files import file_name
from portal.ledger.storage import Readable, keep, received


def take_bundle(
    *, meeting: Meeting, stream: Readable, name: str, user: User, with_ocr: bool = False
) -> tuple[MeetingBundle, bool]:
    """Keep a dropped PDF and let a worker read it; and whether the meeting had it already.

    Raises WrongFile (too large, empty, locked, broken, not what its name says) and WrongBundle for
    what is no PDF or has no pages; then nothing of it is left.
    """
    with received(stream, name) as incoming:
        pages = checked_pdf(incoming.path, name)
        known = MeetingBundle.objects.filter(meeting=meeting, sha256=incoming.sha256).first()
        if known is not None:
            return known, True
        keep(incoming)
    fresh = MeetingBundle(
        meeting=meeting,
        sha256=incoming.sha256,
        name=file_name(name),
        pages=pages,
        with_ocr=with_ocr,
        taken_by=user,
    )
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:  # the same file came twice at once
        return MeetingBundle.objects.get(meeting=meeting, sha256=incoming.sha256), True
    return fresh, False


def accept(*, bundle: MeetingBundle, user: User, belongs_here: bool = False) -> None:
    """Let a worker lay the papers on the agenda, all at once. Accepting again changes nothing.

    `belongs_here`: somebody has said so of a bundle that speaks of another meeting.
    Raises NotYetWhole, BundleBusy.
    """
    with transaction.atomic():
        row = MeetingBundle.objects.select_for_update().get(pk=bundle.pk)
        if row.state in {BundleState.PLACING, BundleState.PLACED}:
            return
        if BundleState.PLACING not in BUNDLE_STEPS[BundleState(row.state)]:
            raise BundleBusy(_("Bunten läses fortfarande. Vänta tills den är uppdelad."))
        _check_whole(row, belongs_here=belongs_here)
        row.pieces.update(file=None)
        row.state, row.done, row.failure, row.tries = BundleState.PLACING, 0, "", 0
        row.placed_by = user
        row.save()


def discard_bundle(*, bundle: MeetingBundle) -> None:
    """Throw the split away. Papers that were laid on an agenda stay drafts."""
    with transaction.atomic():
        row = MeetingBundle.objects.select_for_update().filter(pk=bundle.pk).first()
        if row is not None and row.state == BundleState.PLACING:
            raise BundleBusy(_("Bunten läggs just på dagordningen. Vänta tills det är klart."))
        if row is not None:
            row.delete()


def lacks(piece: BundlePiece) -> str:
    """What keeps a paper from the agenda, in words; nothing where nothing does."""
    if piece.is_left_out:
        return ""
    wanted = {_("rubrik"): piece.title, _("punkt"): piece.item}
    missing = [word for word, value in wanted.items() if not value.strip()]
    return _("Saknar %(what)s.") % {"what": _(" och ").join(missing)} if missing else ""


def _check_whole(bundle: MeetingBundle, *, belongs_here: bool) -> None:
    pieces = list(bundle.pieces.all())
    why = {str(piece.pk): told for piece in pieces if (told := lacks(piece))}
    if why:
        told = _("%(count)s handlingar är inte klara. Se vid var och en, eller lämna dem utanför.")
        raise NotYetWhole(told % {"count": len(why)}, why)
    if all(piece.is_left_out for piece in pieces):
        raise NotYetWhole(_("Alla handlingar är utanför. Ta med minst en."), {})
    if bundle.told and not belongs_here:
        raise WrongBundle(
            _("Bunten ser ut att höra till %(meeting)s. Kryssa i att den hör hit, eller kasta den.")
            % {"meeting": bundle.told}
        )
