"""What the record knows about somebody who logs in (law.md E7)."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.models import (
    BundlePiece,
    Drop,
    MeetingBundle,
    Membership,
    PaperNote,
    Person,
    ReadMark,
    ScheduledAct,
    SummonsReceipt,
)
from portal.core.personal_data import DataSection, Erasure


def data_of(user_id: int) -> Sequence[DataSection]:
    """Answer of `my_data`: the person that the login belongs to, and what was prepared with it."""
    return [
        DataSection(
            "person",
            _("Person i registret"),
            _("Offentligt och diariefört: lagen kräver att det finns kvar."),
            [_person(person) for person in Person.objects.filter(user=user_id)],
        ),
        DataSection(
            "memberships",
            _("Uppdrag"),
            _("Offentligt: vem som har haft vilket uppdrag, och när."),
            [_membership(each) for each in Membership.objects.filter(person__user=user_id)],
        ),
        DataSection(
            "registry",
            _("Arbete i registraturen"),
            _("Visar vem som tog in en bunt eller schemalade en publicering."),
            [
                *(_work(_("Bunt"), each) for each in _bundles(user_id)),
                *(_work(_("Akt"), each) for each in ScheduledAct.objects.filter(user=user_id)),
            ],
        ),
        DataSection(
            "room_notes",
            _("Anteckningar i sammanträdesrummet"),
            _("Bara du ser dem."),
            [_note(note) for note in PaperNote.objects.filter(user=user_id)],
        ),
        DataSection(
            "room_read",
            _("Handlingar du har läst i sammanträdesrummet"),
            _("Så att rummet kan visa vad som är nytt för dig. Bara du ser det."),
            [_read(mark) for mark in ReadMark.objects.filter(user=user_id)],
        ),
        DataSection(
            "summonses",
            _("Kallelser du har öppnat"),
            _("Sekreteraren ser att kallelsen har nått fram."),
            [_receipt(each) for each in SummonsReceipt.objects.filter(user=user_id)],
        ),
    ]


def let_go(user_id: int) -> Sequence[Erasure]:
    """Answer of `erase_my_data`: the ties to the login go, the record stays (article 17.3)."""
    tied = Person.objects.filter(user=user_id).update(user=None)
    tied += Drop.objects.filter(taken_by=user_id).update(taken_by=None)
    tied += MeetingBundle.objects.filter(taken_by=user_id).update(taken_by=None)
    tied += MeetingBundle.objects.filter(placed_by=user_id).update(placed_by=None)
    tied += BundlePiece.objects.filter(mended_by=user_id).update(mended_by=None)
    tied += ScheduledAct.objects.filter(user=user_id).update(user=None)
    own = sum(
        model.objects.filter(user=user_id).delete()[0]
        for model in (PaperNote, ReadMark, SummonsReceipt)
    )
    kept = _("Personer, uppdrag, beslut och handlingar i diariet står kvar: de är arkivhandlingar.")
    return [
        Erasure(_("Koppling till registret"), tied, kept),
        Erasure(_("Anteckningar och läst i sammanträdesrummet"), own, ""),
    ]


def _bundles(user_id: int) -> list[Drop | MeetingBundle]:
    whole = MeetingBundle.objects.filter(Q(taken_by=user_id) | Q(placed_by=user_id))
    return [*Drop.objects.filter(taken_by=user_id), *whole]


def _work(kind: str, what: Drop | MeetingBundle | ScheduledAct) -> dict[str, str]:
    return {_("Slag"): kind, _("Vad"): str(what)}


def _note(note: PaperNote) -> dict[str, str]:
    return {
        _("Handling"): f"/post/{note.record}/",
        _("Skrevs"): note.written_at.isoformat(),
        _("Text"): note.text,
    }


def _read(mark: ReadMark) -> dict[str, str]:
    return {_("Handling"): f"/post/{mark.record}/", _("Version"): str(mark.version)}


def _receipt(receipt: SummonsReceipt) -> dict[str, str]:
    opened = receipt.opened_at.isoformat()
    return {_("Sammanträde"): f"/post/{receipt.meeting}/", _("Öppnad"): opened}


def _person(person: Person) -> dict[str, str]:
    return {
        _("Namn"): person.name,
        _("Parti"): person.party,
        _("Kontakt"): person.contact,
        _("Nummer"): str(person.number),
    }


def _membership(membership: Membership) -> dict[str, str]:
    return {
        _("Uppdrag"): membership.get_role_display(),
        _("Organ"): membership.organization.name,
        _("Från"): membership.valid_from.isoformat(),
        _("Till"): membership.valid_to.isoformat() if membership.valid_to else "–",
    }
