"""Mending the split of a bundle: a field at a time, the last writer wins and both are told.

Every change names its paper by an id that stays, so two people may mend one bundle at once. A
change that cannot be made is refused, with why, and the others are made.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import BundleBusy, WrongEdit
from meetings.models import BundlePiece, MeetingBundle
from meetings.selectors.bundles import last_of
from meetings.services.agenda_edits import MOST, Clash, Edited, FieldEdit, Refusal
from meetings.services.bundle_fields import value_of, write
from meetings.states import BundleState
from portal.accounts.models import User


def mend(*, bundle: MeetingBundle, edits: Sequence[FieldEdit], user: User) -> Edited:
    """Make the edits that can be made, in order. Harmless to repeat.

    Raises BundleBusy when the bundle is not there to be mended, WrongEdit for more than 500.
    """
    if len(edits) > MOST:
        raise WrongEdit(_("Mer än %(most)s ändringar på en gång.") % {"most": MOST})
    done = Edited()
    with _mending(bundle):
        for edit in edits:
            try:
                _make(bundle, edit, user, done)
            except WrongEdit as error:
                done.refused.append(Refusal(edit, str(error)))
    return done


def part(*, bundle: MeetingBundle, piece: UUID, page: int, user: User) -> None:
    """A new paper begins on `page` of this one. It takes over the item, the case and the kind."""
    with _mending(bundle):
        old = _piece(bundle, piece)
        if not old.first < page <= last_of(bundle, old):
            raise WrongEdit(_("Sidan %(page)s går inte att börja på.") % {"page": page})
        if bundle.pieces.filter(first=page).exists():
            return
        BundlePiece.objects.create(
            bundle=bundle,
            first=page,
            kind=old.kind,
            item=old.item,
            case=old.case,
            is_left_out=old.is_left_out,
            mended_by=user,
        )


def join(*, bundle: MeetingBundle, piece: UUID) -> None:
    """Let the paper before have these pages."""
    with _mending(bundle):
        gone = _piece(bundle, piece)
        if gone.first == 1:
            raise WrongEdit(_("Den första handlingen har ingen före sig."))
        gone.delete()


@contextmanager
def _mending(bundle: MeetingBundle) -> Iterator[None]:
    with transaction.atomic():
        row = MeetingBundle.objects.select_for_update().filter(pk=bundle.pk).first()
        if row is None or row.state != BundleState.READY:
            raise BundleBusy(_("Bunten går inte att ändra nu: någon har lagt in eller kastat den."))
        yield


def _make(bundle: MeetingBundle, edit: FieldEdit, user: User, done: Edited) -> None:
    piece = _piece(bundle, edit.item)
    before, value = value_of(piece, edit.field), edit.value.strip()
    if before != value:
        write(piece, edit.field, value)
        if edit.base is not None and edit.base.strip() != before:
            done.clashes.append(Clash(edit, before, _writer(piece)))
        piece.confidence.pop(edit.field, None)
        piece.mended_by = user
        piece.save()
    done.saved.append(edit)


def _piece(bundle: MeetingBundle, key: UUID | str) -> BundlePiece:
    try:
        found = bundle.pieces.filter(pk=UUID(str(key))).select_related("mended_by").first()
    except ValueError:
        found = None
    if found is None:
        raise WrongEdit(_("Handlingen finns inte längre: någon har lagt ihop den med den före."))
    found.bundle = bundle
    return found


def _writer(piece: BundlePiece) -> str:
    who = piece.mended_by
    return (who.get_full_name() or who.username) if who else _("Någon annan")
