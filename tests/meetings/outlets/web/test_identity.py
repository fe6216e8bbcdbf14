"""The address that follows a record wherever it moves."""

import pytest
from django.test import Client

from tests.meetings.outlets.factories import item, meeting, organization, publish, withdraw

pytestmark = pytest.mark.django_db


def test_it_leads_to_where_the_record_is() -> None:
    publish(ks := organization())
    answer = Client().get(f"/post/{ks.id}/")
    assert (answer.status_code, answer["Location"]) == (302, "/organ/ks/")


def test_a_tombstone_whose_address_was_taken_lives_there() -> None:
    publish(ks := organization(), held := meeting(ks), first := item(held, number="1"))
    withdraw(first, reason="Punkten utgick.")
    publish(item(held, number="1", title="En annan punkt"))
    answer = Client().get(f"/post/{first.id}/")
    assert answer.status_code == 410
    assert "Punkten utgick." in answer.content.decode()
