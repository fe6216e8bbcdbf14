"""Items come, go and move; each verb is kept at once and can be undone."""

import json
from uuid import UUID

from django.utils.translation import gettext as _

from meetings import agenda_order as order
from meetings.errors import WrongEdit
from meetings.models import AgendaEdit, AgendaItem, Case, Document, ItemPaper, Meeting
from meetings.selectors.tabled import tabled_before
from meetings.services.agenda_drafts import changing, item_in, remember
from portal.accounts.models import User
from portal.core.ids import new_id

REMOVED, ADDED, MOVED = "removed", "added", "moved"


def add_item(
    *, meeting: Meeting, section: str, title: str, user: User, item: UUID | None = None
) -> UUID:
    """A new item, the last of its section; `item` makes a repeated request harmless."""
    key = item or new_id()
    with changing(meeting, user) as draft:
        if not any(each.record_id == key for each in draft.items.all()):
            made = AgendaItem(record_id=key, section=section[:200], title=title[:300])
            _insert(draft, made)
            remember(draft, user, key, ADDED, "", made.number)
    return key


def remove_item(*, meeting: Meeting, item: UUID, user: User) -> AgendaEdit:
    """Take an item off the agenda; the edit that is returned can be undone."""
    with changing(meeting, user) as draft:
        gone = item_in(draft, item)
        kept = json.dumps(gone.serializable_data(), default=str)
        draft.items.remove(gone)
        return remember(draft, user, item, REMOVED, kept, "")


def restore_item(*, meeting: Meeting, edit: int, user: User) -> UUID:
    """Put a removed item back, with its papers and, where it is still free, its number."""
    removed = AgendaEdit.objects.filter(pk=edit, meeting=meeting, field=REMOVED).first()
    if removed is None or removed.item is None:
        raise WrongEdit(_("Det som togs bort finns inte kvar att lägga tillbaka."))
    with changing(meeting, user) as draft:
        if not any(each.record_id == removed.item for each in draft.items.all()):
            back = _rebuilt(json.loads(removed.before))
            taken = {each.number for each in draft.items.all()}
            if back.number in taken:
                _insert(draft, back)
            else:
                draft.items.add(back)
            remember(draft, user, removed.item, ADDED, "", back.number)
    return removed.item


def move_item(*, meeting: Meeting, item: UUID, to: str, user: User) -> None:
    """`to` is `up`, `down`, or the item whose place it takes; nothing: to the end."""
    with changing(meeting, user) as draft:
        item_in(draft, item)
        key, rows = str(item), _rows(draft)
        steps = {"up": order.up, "down": order.down}
        moved = steps[to](rows, key) if to in steps else order.placed(rows, key, to)
        _renumber(draft, moved)
        remember(draft, user, item, MOVED, "", to)


def renumber(*, meeting: Meeting, user: User) -> None:
    """From 1 without gaps."""
    with changing(meeting, user) as draft:
        _renumber(draft, order.renumbered(_rows(draft)))
        remember(draft, user, None, MOVED, "", "")


def carry_over(*, meeting: Meeting, item: UUID, user: User) -> UUID:
    """Take up an item that was tabled at the meeting before (law.md B10), papers and all."""
    with changing(meeting, user) as draft:
        found = [each for each in tabled_before(draft) if each.record_id == item]
        if not found:
            raise WrongEdit(_("Punkten är redan upptagen, eller är inte bordlagd."))
        old = found[0]
        made = AgendaItem(
            record_id=new_id(),
            section=old.section,
            title=old.title,
            kind=old.kind,
            case=old.case,
            proposal=old.proposal,
            closed=old.closed,
            carried_from=old.record_id,
        )
        made.papers.add(*(ItemPaper(document=each.document) for each in old.papers.all()))
        _insert(draft, made)
        remember(draft, user, made.record_id, ADDED, "", made.number)
        return made.record_id


def _insert(draft: Meeting, item: AgendaItem) -> None:
    placed = order.added(_rows(draft), str(item.record_id), item.section)
    draft.items.add(item)
    _renumber(draft, placed)


def _rows(draft: Meeting) -> list[order.Row]:
    return [order.Row(str(item.record_id), item.number, item.section) for item in draft.items.all()]


def _renumber(draft: Meeting, rows: list[order.Row]) -> None:
    by_key = {row.key: row for row in rows}
    for item in draft.items.all():
        row = by_key[str(item.record_id)]
        item.number, item.section = row.number, row.section


def _rebuilt(kept: dict[str, object]) -> AgendaItem:
    """What its case and papers were, as far as they still exist."""
    papers = kept.pop("papers", [])
    assert isinstance(papers, list)
    case = Case.objects.filter(pk=kept.get("case") or 0).first()
    back: AgendaItem = AgendaItem.from_serializable_data({**kept, "pk": None, "case": None})
    back.case = case
    documents = Document.objects.in_bulk([paper["document"] for paper in papers])
    back.papers.add(
        *(
            ItemPaper(document=documents[paper["document"]], arrival=paper["arrival"])
            for paper in papers
            if paper["document"] in documents
        )
    )
    return back
