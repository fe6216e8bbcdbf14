"""The factories that the outlets' tests stand on."""

import pytest

from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions, parts_of
from tests.meetings.outlets.factories import item, meeting, organization, publish, withdraw

pytestmark = pytest.mark.django_db


def test_what_is_published_is_read_as_it_was_given() -> None:
    ks = organization()
    on_wednesday = meeting(ks)
    first = item(on_wednesday, "2.10")
    publish(ks, on_wednesday, first)
    assert [part.content for part in parts_of(on_wednesday.id, "agenda-item", ANONYMOUS)] == [first]


def test_what_is_withdrawn_leaves_a_tombstone() -> None:
    ks = organization()
    publish(ks)
    withdraw(ks, reason="Fel organ.")
    assert find_versions([ks.id], ANONYMOUS)[ks.id].reason == "Fel organ."
