"""The rows of a meeting's decisions on one screen, and what a sent form says of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.counting import figures
from meetings.models import AgendaItem, Decision, Meeting, ProtocolNote, Vote
from meetings.registry.addresses import edit_url, voting_url
from meetings.rulings import AMENDED, can_be_lines, clauses_of, is_own_sentence, lines_of
from meetings.selectors.publication import Standing, standing_of, with_verb
from meetings.services.ruling import Ruling, decision_drafts
from meetings.states import OWES_PAPERS, DecisionOutcome, NoteKind

OUTCOME, SENTENCE, PARAGRAPH, CLAUSES, SEEN = "o|", "s|", "p|", "c|", "seen|"
MOTIONS, STATEMENTS, RESERVATIONS = "m|", "y|", "r|"


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Lines:
    """What was moved, stated or reserved, a line each; `can_write` is False where it is more than
    lines can hold, and is written in the longer form."""

    text: str
    can_write: bool


@dataclass(frozen=True)
class ItemRow:
    """An item and its decision as it is written."""

    key: str
    pk: int
    number: str
    title: str
    owes: bool
    proposal: str
    outcomes: tuple[Option, ...]
    sentence: str
    paragraph: str
    clauses: str
    motions: Lines
    statements: Lines
    reservations: Lines
    seen: int
    standing: Standing | None
    preliminary: bool
    edit_url: str
    voting_url: str
    votes: str
    fault: str = ""

    @property
    def is_open(self) -> bool:
        """Whether more than the first line has something to show."""
        said = (self.motions, self.statements, self.reservations)
        return bool(self.fault) or any(each.text for each in said)


def item_rows(meeting: Meeting, said: QueryDict | None, faults: dict[UUID, str]) -> list[ItemRow]:
    """In the order of the agenda; an item with a fault shows what was sent."""
    drafts = decision_drafts(meeting)
    found = with_verb(Decision.objects.filter(meeting=meeting))
    verbs = dict(found.values_list("pk", "newest_verb"))
    for draft in drafts.values():
        draft.newest_verb = verbs[draft.pk]
    items = AgendaItem.objects.filter(meeting=meeting)
    return [
        _row(
            item,
            drafts.get(item.record_id),
            said if item.record_id in faults else None,
            faults.get(item.record_id, ""),
        )
        for item in items
    ]


def rulings_in(said: QueryDict) -> Iterator[Ruling]:
    """The rows that somebody has written in; a row without anything is not a decision."""
    for name in said:
        if not name.startswith(SEEN):
            continue
        key = name.removeprefix(SEEN)
        ruling = Ruling(
            item=UUID(key),
            seen=int(str(said[name]) or 0),
            outcome=said.get(OUTCOME + key, ""),
            sentence=said.get(SENTENCE + key, ""),
            paragraph=said.get(PARAGRAPH + key, ""),
            clauses=said.get(CLAUSES + key, ""),
            motions=said.get(MOTIONS + key),
            statements=said.get(STATEMENTS + key),
            reservations=said.get(RESERVATIONS + key),
        )
        if _is_written(ruling):
            yield ruling


def as_proposed(rulings: Iterable[Ruling], rows: Iterable[ItemRow]) -> Iterator[Ruling]:
    """What was written, and yes to every proposal of an item that nothing is written of."""
    known = {each.item: each for each in rulings}
    yield from known.values()
    for row in rows:
        chosen = any(option.is_chosen and option.value for option in row.outcomes)
        if row.owes and row.proposal and not chosen and UUID(row.key) not in known:
            yield Ruling(
                item=UUID(row.key),
                seen=row.seen,
                outcome=DecisionOutcome.APPROVED,
                clauses=row.proposal,
                sentence=row.sentence,
            )


def _is_written(ruling: Ruling) -> bool:
    texts = (ruling.sentence, ruling.paragraph, ruling.motions, ruling.statements)
    return bool(ruling.outcome) or any(
        text and text.strip() for text in (*texts, ruling.reservations)
    )


def _row(item: AgendaItem, draft: Decision | None, said: QueryDict | None, fault: str) -> ItemRow:
    key = str(item.record_id)
    notes = list(draft.notes.all()) if draft else []
    clauses = [clause.text for clause in draft.clauses.all()] if draft else []
    shown = {
        OUTCOME: _outcome(item, draft, clauses),
        SENTENCE: _own(draft),
        PARAGRAPH: draft.paragraph if draft else "",
        CLAUSES: "\n".join(clauses) if draft and draft.outcome else item.proposal,
        MOTIONS: lines_of(note for note in notes if note.kind == NoteKind.MOTION),
        STATEMENTS: lines_of(note for note in notes if note.kind == NoteKind.STATEMENT),
        RESERVATIONS: lines_of(draft.reservations.all()) if draft else "",
    }
    if said is not None:
        shown = {name: said.get(name + key, value) for name, value in shown.items()}
    return ItemRow(
        key=key,
        pk=item.pk,
        number=item.number,
        title=item.title,
        owes=item.kind in OWES_PAPERS,
        proposal=item.proposal,
        outcomes=_options(shown[OUTCOME]),
        sentence=shown[SENTENCE],
        paragraph=shown[PARAGRAPH],
        clauses=shown[CLAUSES],
        motions=Lines(shown[MOTIONS], _can(notes, NoteKind.MOTION)),
        statements=Lines(shown[STATEMENTS], _can(notes, NoteKind.STATEMENT)),
        reservations=Lines(
            shown[RESERVATIONS], draft is None or can_be_lines(draft.reservations.all())
        ),
        seen=(draft.latest_revision_id or 0) if draft else 0,
        standing=standing_of(draft) if draft else None,
        preliminary=draft is not None and draft.preliminary,
        edit_url=edit_url(draft) if draft else "",
        voting_url=voting_url(draft) if draft else "",
        votes=", ".join(_told(vote) for vote in draft.votes.all()) if draft else "",
        fault=fault,
    )


def _can(notes: Iterable[ProtocolNote], kind: NoteKind) -> bool:
    return can_be_lines([note for note in notes if note.kind == kind])


def _own(draft: Decision | None) -> str:
    """A sentence that somebody wrote; the others are made anew from the outcome."""
    if draft is None or not is_own_sentence(draft.meeting.organization.name, draft.sentence):
        return ""
    return draft.sentence


def _outcome(item: AgendaItem, draft: Decision | None, clauses: list[str]) -> str:
    if draft is None:
        return ""
    proposed = clauses_of(item.proposal)
    amended = draft.outcome == DecisionOutcome.APPROVED and proposed and clauses != proposed
    return AMENDED if amended else draft.outcome


def _options(chosen: str) -> tuple[Option, ...]:
    """Yes first, then what is usual; the words of the record where there are no others."""
    words = {
        "": _("– inget beslut än –"),
        DecisionOutcome.APPROVED.value: _("enligt förslaget"),
        AMENDED: _("med ändring"),
    }
    labels = {**words, **{v: str(label) for v, label in DecisionOutcome.choices if v not in words}}
    return tuple(Option(value, label, value == chosen) for value, label in labels.items())


def _told(vote: Vote) -> str:
    return figures(vote) or str(vote)
