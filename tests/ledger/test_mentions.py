"""What a record has ever named, from which entry on and until which; derived like the heads."""

from typing import ClassVar
from uuid import UUID

import pytest

from portal.core.ids import new_id
from portal.ledger.contents import register_kind
from portal.ledger.models import Mention, Record
from portal.ledger.replay import rebuild_heads
from tests.factories import NoteContent, correct, erase, publish, withdraw

pytestmark = pytest.mark.django_db

FIRST, SECOND = new_id(), new_id()


@register_kind
class ListContent(NoteContent):
    """A note that names others."""

    kind: ClassVar[str] = "list"

    named: tuple[UUID, ...] = ()

    @property
    def links(self) -> tuple[UUID, ...]:
        return self.named


def naming(*targets: UUID) -> ListContent:
    made = new_id()
    return ListContent(id=made, path=f"/listor/{made}/", title="Lista", named=targets)


def mentions(record: UUID) -> set[tuple[UUID, int, int | None]]:
    return set(
        Mention.objects.filter(record=record).values_list("target", "since", "until"),
    )


def test_what_is_named_is_open_from_its_entry() -> None:
    listed = naming(FIRST, SECOND)
    publish(listed)
    assert mentions(listed.id) == {(FIRST, 1, None), (SECOND, 1, None)}


def test_what_is_dropped_is_closed_and_what_is_added_begins() -> None:
    listed = naming(FIRST)
    publish(listed)
    correct(listed.model_copy(update={"named": (SECOND,)}))
    assert mentions(listed.id) == {(FIRST, 1, 2), (SECOND, 2, None)}


def test_named_again_it_is_open_from_where_it_began() -> None:
    listed = naming(FIRST)
    publish(listed)
    correct(listed.model_copy(update={"named": ()}))
    correct(listed)
    assert mentions(listed.id) == {(FIRST, 1, None)}


def test_a_withdrawal_closes_all() -> None:
    listed = naming(FIRST)
    [record] = publish(listed)
    withdraw(record)
    assert mentions(listed.id) == {(FIRST, 1, 2)}


def test_they_are_made_anew_from_the_entries() -> None:
    kept, gone = naming(FIRST), naming(FIRST, SECOND)
    publish(kept, gone)
    correct(kept.model_copy(update={"named": (SECOND,)}))
    erase(Record.objects.get(pk=gone.id))
    before = {listed.id: mentions(listed.id) for listed in (kept, gone)}
    Mention.objects.filter(record=kept.id).delete()
    rebuild_heads()
    assert {listed.id: mentions(listed.id) for listed in (kept, gone)} == before
