"""One item of an agenda with its case and papers in one act: a late paper, or a late item.

The rest of the draft stays as it is, unpublished.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from meetings.errors import AgendaConflict, NothingToPublish, WrongEdit
from meetings.models import AgendaItem, Meeting, WorkingRecord
from meetings.selectors.drafts import newest_agenda
from meetings.services.completeness import check_complete, check_part
from meetings.services.publishing import changes_of, part_changes
from meetings.services.settling import settle
from meetings.services.working_rows import replace_part, store_live
from portal.core.clock import now
from portal.ledger.changes import Actor, Change
from portal.ledger.models import Act, Record
from portal.ledger.services import publish_act


@dataclass(frozen=True)
class ItemStates:
    """An item as it is drafted, and those of its case and papers that go with it."""

    meeting: Meeting
    item: AgendaItem
    records: tuple[WorkingRecord, ...]
    left_out: tuple[WorkingRecord, ...] = ()


def item_states(
    meeting: Meeting, item: UUID, kept: Collection[WorkingRecord] | None = None
) -> ItemStates:
    """`kept` are the records that the person may publish; None is all. Raises WrongEdit."""
    _cases, _papers, draft = newest_agenda(meeting)
    found = next((each for each in draft.items.all() if each.record_id == item), None)
    if found is None:
        raise WrongEdit(_("Punkten finns inte längre på dagordningen."))
    papers = [paper.document for paper in found.papers.all()]
    cases = [found.case, *(paper.case for paper in papers)]
    every = list(dict.fromkeys([*(case for case in cases if case), *papers]))
    mine = [each for each in every if kept is None or each in kept]
    others = [each for each in every if each not in mine and not each.live]
    return ItemStates(draft, found, tuple(mine), tuple(others))


def item_changes(states: ItemStates, reason: str = "") -> list[Change]:
    """What publishing the item would do: also the meeting, where nobody knows of it yet.

    Raises ValidationError for what is incomplete.
    """
    check_part(states.item)
    records: list[WorkingRecord] = [*states.records]
    made = changes_of(records, reason)
    if not Record.objects.standing().filter(pk=states.meeting.record_id).exists():
        check_complete(states.meeting)
        made += part_changes([states.meeting], reason)
    return made + part_changes([states.item], reason)


def publish_item(
    *,
    meeting: Meeting,
    item: UUID,
    actor: Actor,
    key: str,
    reason: str = "",
    override: str = "",
    kept: Collection[WorkingRecord] | None = None,
) -> Act:
    """Publish one item. Raises NothingToPublish, WrongEdit, AgendaConflict (its number stands on
    another published item), ValidationError and what `publish_act` raises."""
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    states = item_states(meeting, item, kept)
    changes = item_changes(states, reason)
    if not changes:
        raise NothingToPublish(_("Punkten är redan publicerad så som den står."))
    try:
        act = publish_act(
            actor=actor,
            changes=changes,
            key=key,
            reason=reason,
            override=override,
            apply=lambda: _store(states),
        )
    except IntegrityError as error:
        raise AgendaConflict(
            _("Nummer %(number)s står på en annan publicerad punkt. Publicera hela dagordningen.")
            % {"number": states.item.number}
        ) from error
    meeting.refresh_from_db()
    settle(meeting)
    return act


def _store(states: ItemStates) -> None:
    store_live(states.records, now())
    draft = states.meeting
    if draft.live:
        replace_part(states.item, draft)
        return
    if draft.latest_revision_id is None:
        draft.save_revision(clean=False)
    _begin(draft)


def _begin(draft: Meeting) -> None:
    """The meeting is public; what its other items are stays a draft, in its revision."""
    at = now()
    Meeting.objects.filter(pk=draft.pk).update(
        live=True,
        has_unpublished_changes=True,
        first_published_at=draft.first_published_at or at,
        last_published_at=at,
    )
