"""Bundle intake: one dropped file becomes a draft item with its separate papers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import WrongBundle
from meetings.intake import Bundle, read_bundle
from meetings.models import Case, Document, ItemPaper, Meeting, Organization
from meetings.models import Drop as DropRow
from meetings.selectors.find import agenda_with, find_organization, parse_meeting
from meetings.services.bundle_file import BundleFile, open_bundle, shared_pages
from meetings.services.drafting import store_draft
from meetings.services.intake_papers import Place, Stored, draft_of, store_part
from meetings.services.intake_place import (
    case_of,
    check_place,
    meeting_of,
    place_on_agenda,
    title_of,
    told_day,
    told_organization,
)
from portal.accounts.models import User
from portal.core.clock import local
from portal.ledger.storage import Readable


@dataclass(frozen=True)
class Drop:
    """A bundle that was read, and the meeting that it is for; the meeting need not exist yet."""

    file: BundleFile
    bundle: Bundle
    organization: Organization
    day: datetime.date
    ordinal: int = 1
    meeting: Meeting | None = None
    user: User | None = None


@dataclass(frozen=True)
class Intake:
    """What became of a bundle. `notices` are for the registrar, in plain Swedish.

    `documents` stand in the order of the bundle. `is_repeated`: it had been dropped before and
    nothing new was made; `meeting` is None if its papers have been taken off every agenda.
    """

    bundle: Bundle
    sha256: str
    meeting: Meeting | None
    item: str
    case: Case | None
    documents: tuple[Document, ...]
    notices: tuple[str, ...] = ()
    is_repeated: bool = False

    def to_json(self) -> dict[str, Any]:
        """The contract's `intake --json`, with the ids of the drafts."""
        said = self.bundle.to_json()
        for read, made in zip(said["documents"], self.documents, strict=False):
            read["id"] = str(made.record_id)
        said["meeting"]["id"] = str(self.meeting.record_id) if self.meeting else None
        return {**said, "item": self.item, "warnings": list(self.notices)}


def read_file(*, stream: Readable, file_name: str) -> Bundle:
    """What the intake would make of the file; nothing is kept.

    Raises WrongFile, WrongBundle.
    """
    return _read(open_bundle(stream, file_name))


def take_in(
    *,
    stream: Readable,
    file_name: str,
    meeting: Meeting | None = None,
    meeting_name: str = "",
    user: User | None = None,
) -> Intake:
    """Draft the item and the papers of a dropped bundle; nothing is published.

    `meeting`, or `meeting_name` as in `ks/2016-10-19`, goes before what the bundle says. `user`
    must keep the organization; None is the command line. Dropping the same bytes again makes
    nothing new.

    Raises WrongFile, WrongBundle; then nothing is stored.
    """
    file = open_bundle(stream, file_name)
    drop = replace(_aimed(file, _read(file), meeting, meeting_name), user=user)
    check_place(drop.organization, drop.day, user)
    if _known(drop):
        return _repeated(drop)
    stored = [store_part(file, read) for read in drop.bundle.documents]
    with transaction.atomic():
        _one_at_a_time(drop.organization)
        return _repeated(drop) if _known(drop) else _drafted(drop, stored)


def _read(file: BundleFile) -> Bundle:
    bundle = read_bundle(file.pages)
    if not bundle.documents:
        raise WrongBundle(
            _("”%(name)s” har ingen läsbar text. %(why)s")
            % {"name": file.name, "why": " ".join(each.text for each in bundle.warnings)}
        )
    return bundle


def _aimed(file: BundleFile, bundle: Bundle, meeting: Meeting | None, meeting_name: str) -> Drop:
    if meeting is not None:
        day = local(meeting.start).date()
        return Drop(file, bundle, meeting.organization, day, meeting.ordinal, meeting)
    if not meeting_name:
        return Drop(file, bundle, told_organization(bundle), told_day(bundle))
    try:
        short_name, day, ordinal = parse_meeting(meeting_name)
    except ValueError as error:
        raise WrongBundle(
            _("”%(name)s” är inget sammanträde. Skriv till exempel ks/2016-10-19.")
            % {"name": meeting_name}
        ) from error
    organization = find_organization(short_name, day=day)
    if organization is None:
        raise WrongBundle(_("Organet ”%(name)s” finns inte i registret.") % {"name": short_name})
    return Drop(file, bundle, organization, day, ordinal)


def _one_at_a_time(organization: Organization) -> None:
    """Two drops of one file at once become one: the second waits, and sees the first."""
    Organization.objects.select_for_update().get(pk=organization.pk)


def _drafted(drop: Drop, stored: Sequence[Stored]) -> Intake:
    bundle, user = drop.bundle, drop.user
    meeting = drop.meeting or meeting_of(drop.organization, drop.day, drop.ordinal, user)
    case, is_new = case_of(bundle, drop.organization, user)
    papers, unplaced = _papers(drop, stored, case)
    agenda, item = place_on_agenda(meeting, bundle.item, title_of(bundle, case, is_new), case)
    item.papers.add(*(ItemPaper(document=paper) for paper in papers))
    store_draft(agenda, user)
    notices = [
        *(warning.text for warning in bundle.warnings),
        *_disagreement(drop),
        *_case_notices(case, is_new),
        *unplaced,
        *_item_notices(drop, item.number),
        *_page_notices(drop),
    ]
    done = Intake(
        bundle, drop.file.sha256, agenda, item.number, case, tuple(papers), tuple(notices)
    )
    _remember(drop, done)
    return done


def _remember(drop: Drop, done: Intake) -> None:
    """For the page that shows what became of the bundle, now and later."""
    shown = {
        "file_name": drop.file.name,
        "meeting_id": done.meeting.pk if done.meeting else None,
        "item": done.item,
        "notices": [notice for notice in done.notices if notice not in _of_missing(drop)],
        "missing": [appendix.label for appendix in drop.bundle.missing],
        "taken_by": drop.user,
    }
    DropRow.objects.update_or_create(sha256=done.sha256, owner=drop.organization, defaults=shown)


def _papers(
    drop: Drop, stored: Sequence[Stored], case: Case | None
) -> tuple[list[Document], list[str]]:
    place = Place(drop.organization, drop.day, case, drop.file.sha256)
    pairs = zip(drop.bundle.documents, stored, strict=True)
    made = [draft_of(read, each, place, drop.user) for read, each in pairs]
    return [paper for paper, _said in made], [notice for _paper, said in made for notice in said]


def _of_missing(drop: Drop) -> set[str]:
    """Notices that say what the list of missing papers says."""
    return {each.text for each in drop.bundle.warnings if each.code == "appendix-missing"}


def _disagreement(drop: Drop) -> list[str]:
    said = drop.bundle.meeting
    same_day = said.date in (None, drop.day)
    if same_day and said.organization in (None, drop.organization.short_name):
        return []
    return [
        _("Bunten säger %(said)s %(day)s, men lades på %(organization)s %(chosen)s.")
        % {
            "said": said.name or _("(inget organ)"),
            "day": said.date or "",
            "organization": drop.organization,
            "chosen": drop.day,
        }
    ]


def _case_notices(case: Case | None, is_new: bool) -> list[str]:
    if case is None:
        return [_("Inget ärendenummer gick att läsa. Välj ärende på punkten och handlingarna.")]
    notices = []
    if is_new:
        notices.append(
            _("Ärende %(number)s är nytt: kontrollera rubrik, myndighet och datum.")
            % {"number": case.number}
        )
    if not case.has_usual_number():
        notices.append(
            _(
                "Ärendenummer %(number)s har inte den form som %(organization)s brukar använda. "
                "Rätta numret, eller ange skälet innan du publicerar."
            )
            % {"number": case.number, "organization": case.organization}
        )
    return notices


def _item_notices(drop: Drop, number: str) -> list[str]:
    if drop.bundle.item is not None:
        return []
    return [
        _("Punktens nummer gick inte att läsa; den fick %(number)s. Rätta det om det är fel.")
        % {"number": number}
    ]


def _page_notices(drop: Drop) -> list[str]:
    shared = shared_pages(drop.bundle.documents) if drop.file.is_pdf else []
    return [
        _("Sidan %(page)s delas av två handlingar och ligger i båda filerna.") % {"page": page}
        for page in shared
    ]


def _known(drop: Drop) -> list[Document]:
    """The papers of an earlier drop of the same bytes."""
    earlier = Document.objects.filter(bundle=drop.file.sha256, owner=drop.organization)
    return list(earlier.order_by("number"))


def _repeated(drop: Drop) -> Intake:
    """The drafts of the first drop, wherever they now lie."""
    known = _known(drop)
    placed = agenda_with(known[0])
    return Intake(
        bundle=drop.bundle,
        sha256=drop.file.sha256,
        meeting=placed[0] if placed else None,
        item=placed[1].number if placed else "",
        case=known[0].case,
        documents=tuple(known),
        notices=(_("Bunten har redan tagits in. Inget nytt gjordes."),),
        is_repeated=True,
    )
