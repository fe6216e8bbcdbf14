"""One field of an agenda at a time: the last writer wins, and both are told.

Nothing that was written is lost: what is overwritten comes back with the answer, and what is
refused stays with its writer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings.errors import WrongEdit
from meetings.models import AgendaEdit, AgendaItem, Case, ItemPaper, Meeting
from meetings.selectors.find import cases_like
from meetings.selectors.keepers import choosable
from meetings.services.agenda_drafts import changing, item_in, remember
from meetings.states import ItemKind, PaperArrival
from portal.accounts.models import User

MOST = 500
"""Edits in one request: an agenda that was written all day without a network."""


@dataclass(frozen=True)
class FieldEdit:
    """`base` is what the writer saw before; None does not ask. `field` may name a paper:
    `arrival:17`, `place:17`."""

    item: str
    field: str
    value: str
    base: str | None = None


@dataclass(frozen=True)
class Clash:
    """Somebody wrote in the same field meanwhile: what they wrote, which was overwritten."""

    edit: FieldEdit
    theirs: str
    who: str


@dataclass(frozen=True)
class Refusal:
    """A change that cannot be made, and why."""

    edit: FieldEdit
    why: str


@dataclass
class Edited:
    """What came of a number of edits; `last` is the newest one that others may see."""

    last: int = 0
    saved: list[FieldEdit] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def edit_agenda(*, meeting: Meeting, edits: Sequence[FieldEdit], user: User) -> Edited:
    """Make the edits that can be made, in order. Harmless to repeat.

    Raises AgendaLocked, and WrongEdit for more than 500 at once.
    """
    if len(edits) > MOST:
        raise WrongEdit(_("Mer än %(most)s ändringar på en gång.") % {"most": MOST})
    done = Edited()
    with changing(meeting, user) as draft:
        for edit in edits:
            try:
                _make(draft, edit, user, done)
            except WrongEdit as error:
                done.refused.append(Refusal(edit, str(error)))
        newest = AgendaEdit.objects.filter(meeting=meeting).order_by("-pk").first()
        done.last = newest.pk if newest else 0
    return done


def value_of(item: AgendaItem, name: str) -> str:
    """A field as the workbench writes it. Raises WrongEdit for what is no field of an item."""
    if name == "case":
        return item.case.number if item.case else ""
    if name == "closed":
        return "1" if item.closed else ""
    kind, _colon, document = name.partition(":")
    if kind == "arrival":
        return _paper(item, document).arrival
    if kind == "place":
        return item.number
    if name not in WRITERS:
        raise WrongEdit(_("Fältet finns inte."))
    return str(getattr(item, name))


def _make(draft: Meeting, edit: FieldEdit, user: User, done: Edited) -> None:
    item = item_in(draft, edit.item)
    before = value_of(item, edit.field)
    value = edit.value.replace("\r\n", "\n").strip()
    if before == value:
        done.saved.append(edit)
        return
    name, _colon, document = edit.field.partition(":")
    if document:
        PAPER_WRITERS[name](draft, item, document, value)
    else:
        WRITERS[name](draft, item, value, user)
    done.saved.append(edit)
    if edit.base is not None and edit.base.replace("\r\n", "\n").strip() != before:
        done.clashes.append(Clash(edit, before, _last_writer(draft, edit, user)))
    remember(draft, user, item.record_id, edit.field, before, value)


def _last_writer(draft: Meeting, edit: FieldEdit, user: User) -> str:
    made = AgendaEdit.objects.filter(meeting=draft, item=edit.item, field=edit.field)
    latest = made.exclude(user=user).select_related("user").last()
    who = latest.user if latest else None
    return (who.get_full_name() or who.username) if who else _("Någon annan")


def _text(name: str, longest: int, *, needed: str = "") -> Callable[..., None]:
    def write(_draft: Meeting, item: AgendaItem, value: str, _user: User) -> None:
        if needed and not value:
            raise WrongEdit(needed)
        if len(value) > longest:
            raise WrongEdit(
                _("Texten är %(length)s tecken; högst %(most)s får plats.")
                % {"length": len(value), "most": longest}
            )
        setattr(item, name, value)

    return write


def _write_number(draft: Meeting, item: AgendaItem, value: str, user: User) -> None:
    """Two items with one number: the error names the other one."""
    same = [each for each in draft.items.all() if each.number == value and each is not item]
    if same:
        raise WrongEdit(
            _("Nummer %(number)s står redan på ”%(title)s”.")
            % {"number": value, "title": same[0].title}
        )
    _text("number", 30, needed=_("Skriv ett nummer."))(draft, item, value, user)


def _write_kind(_draft: Meeting, item: AgendaItem, value: str, _user: User) -> None:
    if value not in ItemKind.values:
        raise WrongEdit(_("Det slaget finns inte."))
    item.kind = value


def _write_case(draft: Meeting, item: AgendaItem, value: str, user: User) -> None:
    """By its number, or by words that only one case has."""
    if not value:
        item.case = None
        return
    found = cases_like(value, draft.organization, choosable(Case, user))
    if len(found) != 1:
        raise WrongEdit(
            _("Flera ärenden passar ”%(text)s”: skriv numret.") % {"text": value}
            if found
            else _("Inget ärende har numret eller orden ”%(text)s”.") % {"text": value}
        )
    item.case = found[0]


def _write_closed(_draft: Meeting, item: AgendaItem, value: str, _user: User) -> None:
    item.closed = value == "1"


def _write_arrival(_draft: Meeting, item: AgendaItem, document: str, value: str) -> None:
    if value not in PaperArrival.values:
        raise WrongEdit(_("Märkningen finns inte."))
    papers = list(item.papers.all())
    _paper(item, document).arrival = value
    item.papers.set(papers)


def _write_place(draft: Meeting, item: AgendaItem, document: str, value: str) -> None:
    """Move a paper to the item of that number; empty takes it off the agenda."""
    paper = _paper(item, document)
    target = next((each for each in draft.items.all() if each.number == value), None)
    if value and target is None:
        raise WrongEdit(_("Ingen punkt har nummer %(number)s.") % {"number": value})
    item.papers.remove(paper)
    if target is None or any(p.document_id == paper.document_id for p in target.papers.all()):
        return
    moved = ItemPaper(document=paper.document, arrival=paper.arrival)
    target.papers.add(moved)


def _paper(item: AgendaItem, document: str) -> ItemPaper:
    for paper in item.papers.all():
        if str(paper.document_id) == document:
            return paper
    raise WrongEdit(_("Handlingen ligger inte på punkten längre."))


WRITERS: dict[str, Callable[..., None]] = {
    "number": _write_number,
    "section": _text("section", 200),
    "title": _text("title", 300, needed=_("Skriv en rubrik.")),
    "kind": _write_kind,
    "case": _write_case,
    "proposal": _text("proposal", 20_000),
    "closed": _write_closed,
}
PAPER_WRITERS: dict[str, Callable[..., None]] = {"arrival": _write_arrival, "place": _write_place}
