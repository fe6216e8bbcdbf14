"""Decisions of a whole meeting written in one go, from the att-satser that were proposed.

What comes of it are the same drafts as the longer form keeps; nothing is published here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import WrongEdit
from meetings.models import AgendaItem, Clause, Decision, Meeting, ProtocolNote, Reservation
from meetings.rulings import (
    AMENDED,
    TAKES_PROPOSAL,
    NobodySaid,
    Said,
    clauses_of,
    is_own_sentence,
    said_of,
    sentence_of,
)
from meetings.selectors.drafts import newest
from meetings.services.decisions import begun, members_of
from meetings.services.drafting import store_draft
from meetings.states import DecisionOutcome, NoteKind
from portal.accounts.models import User

WRITTEN_NOTES = (NoteKind.MOTION, NoteKind.STATEMENT)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What was written at one item. `outcome` is one of the record's, or AMENDED; empty: nothing.

    `seen` is the revision that the writer saw, 0 where there was none. `motions`, `statements` and
    `reservations` are lines as `meetings.rulings.said_of` reads them; None leaves them as they are.
    """

    item: UUID
    seen: int
    outcome: str
    sentence: str = ""
    paragraph: str = ""
    clauses: str = ""
    motions: str | None = None
    statements: str | None = None
    reservations: str | None = None


@dataclass(frozen=True)
class Unwritten:
    """A ruling that was not kept, and why."""

    ruling: Ruling
    why: str


@dataclass
class Ruled:
    """What came of it: the decisions that were written or changed, and what was refused."""

    written: list[Decision] = field(default_factory=list)
    refused: list[Unwritten] = field(default_factory=list)


def write_rulings(*, meeting: Meeting, rulings: Sequence[Ruling], user: User) -> Ruled:
    """Keep each as the item's decision; what contradicts itself is refused and the rest kept.

    A decision that somebody else has saved since it was shown is refused. Harmless to repeat.
    """
    done = Ruled()
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        items = {each.record_id: each for each in AgendaItem.objects.filter(meeting=meeting)}
        drafts = decision_drafts(meeting)
        members = members_of(meeting)
        for ruling in rulings:
            item, known = items.get(ruling.item), drafts.get(ruling.item)
            try:
                _check_seen(item, known, ruling)
                assert item is not None
                draft = known or begun(meeting, item, members)
                if _write(draft, item, ruling) or known is None:
                    store_draft(draft, user)
                    done.written.append(draft)
            except WrongEdit as error:
                done.refused.append(Unwritten(ruling, str(error)))
    return done


def end_preliminary(*, meeting: Meeting, user: User) -> list[Decision]:
    """The minutes are verified: no decision of the meeting is preliminary any more, in draft."""
    with transaction.atomic():
        Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        open_ones = [each for each in decision_drafts(meeting).values() if each.preliminary]
        for draft in open_ones:
            draft.preliminary = False
            store_draft(draft, user)
    return open_ones


def decision_drafts(meeting: Meeting) -> dict[UUID, Decision]:
    """The newest draft of each item's decision; of several on an item, the first."""
    keys = Decision.objects.filter(meeting=meeting).order_by("pk").values_list("pk", flat=True)
    found: dict[UUID, Decision] = {}
    for draft in newest(Decision, keys):
        found.setdefault(draft.item, draft)
    return found


def _check_seen(item: AgendaItem | None, known: Decision | None, ruling: Ruling) -> None:
    if item is None:
        raise WrongEdit(_("Punkten finns inte längre på dagordningen."))
    if known is not None and (known.latest_revision_id or 0) != ruling.seen:
        raise WrongEdit(
            _(
                "Någon annan har sparat det här beslutet sedan du öppnade sidan. "
                "Jämför och spara om."
            )
        )


def _write(draft: Decision, item: AgendaItem, ruling: Ruling) -> bool:
    """Put it into the draft; whether anything changed. Raises WrongEdit."""
    clauses = _clauses(item, ruling)
    outcome = DecisionOutcome.APPROVED if ruling.outcome == AMENDED else ruling.outcome
    if outcome not in DecisionOutcome.values:
        raise WrongEdit(_("Välj hur det gick."))
    fields = {
        "outcome": outcome,
        "sentence": _sentence(draft, item, ruling, clauses),
        "paragraph": ruling.paragraph.strip()[:20],
    }
    changed = any(getattr(draft, name) != value for name, value in fields.items())
    for name, value in fields.items():
        setattr(draft, name, value)
    changed |= _replace_clauses(draft, clauses)
    changed |= _replace_notes(draft, ruling)
    return changed | _replace_reservations(draft, ruling)


def _clauses(item: AgendaItem, ruling: Ruling) -> list[str]:
    proposed, written = clauses_of(item.proposal), clauses_of(ruling.clauses)
    if ruling.outcome == AMENDED and written == proposed:
        raise WrongEdit(_("Skriv hur beslutet ändrades: texten är den som föreslogs."))
    if written == proposed and ruling.outcome not in TAKES_PROPOSAL:
        return []
    return written


def _sentence(draft: Decision, item: AgendaItem, ruling: Ruling, clauses: list[str]) -> str:
    """As it was written; where nobody wrote one it follows the outcome."""
    who = draft.meeting.organization.name
    if is_own_sentence(who, ruling.sentence):
        return ruling.sentence.strip()[:300]
    changed = bool(clauses) and clauses != clauses_of(item.proposal) and bool(item.proposal.strip())
    approves = ruling.outcome in {AMENDED, DecisionOutcome.APPROVED}
    made = sentence_of(who, AMENDED if approves and changed else ruling.outcome)
    if not made:
        raise WrongEdit(_("Skriv beslutet i en mening: vem eller vad valdes?"))
    return made


def _replace_clauses(draft: Decision, clauses: list[str]) -> bool:
    if [each.text for each in draft.clauses.all()] == clauses:
        return False
    draft.clauses.set([Clause(text=text) for text in clauses])
    return True


def _replace_notes(draft: Decision, ruling: Ruling) -> bool:
    """Motions first, then statements, then the notes that this form does not write."""
    held = list(draft.notes.all())
    said = dict(zip(WRITTEN_NOTES, (ruling.motions, ruling.statements), strict=True))
    kept, changed = list[ProtocolNote](), False
    for kind in (*WRITTEN_NOTES, NoteKind.NOTE):
        lines, now = said.get(kind), [note for note in held if note.kind == kind]
        if lines is not None and _told(now) != _read(lines):
            now = [ProtocolNote(kind=kind, **_fields(each)) for each in _read(lines)]
            changed = True
        kept += now
    if changed:
        draft.notes.set(kept)
    return changed


def _replace_reservations(draft: Decision, ruling: Ruling) -> bool:
    held = list(draft.reservations.all())
    if ruling.reservations is None or _told(held) == _read(ruling.reservations):
        return False
    draft.reservations.set([Reservation(**_fields(each)) for each in _read(ruling.reservations)])
    return True


def _read(lines: str) -> list[Said]:
    try:
        return said_of(lines)
    except NobodySaid as error:
        raise WrongEdit(
            _("Skriv först vem det är, som i ”S, V: …”: ”%(line)s”") % {"line": error}
        ) from error


def _told(rows: Iterable[ProtocolNote | Reservation]) -> list[Said]:
    return [Said(row.parties, row.names, row.text) for row in rows]


def _fields(said: Said) -> dict[str, str]:
    return {"parties": said.parties[:100], "names": said.names[:300], "text": said.text}
