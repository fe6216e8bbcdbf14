"""The web as an outlet that can be asked what it shows."""

import pytest
from django.test import Client

from portal.core.ids import new_id
from portal.ledger.models import Record
from portal.ledger.outlets import OUTLETS, Shown
from portal.ledger.readers import ANONYMOUS, members_of, reader_in
from portal.ledger.reconciliation import reconcile
from tests.meetings.outlets.factories import item, meeting, organization, publish, withdraw
from tests.meetings.outlets.web.html import text_of

pytestmark = pytest.mark.django_db


def test_the_web_shows_what_the_ledger_holds() -> None:
    ks = organization()
    held = meeting(ks)
    publish(ks, held, item(held))
    withdraw(held)
    assert [each for each in reconcile() if each.promise == "web"] == []


def test_the_web_shows_members_what_is_theirs() -> None:
    ks = organization()
    publish(ks)
    held = meeting(ks)
    publish(held, audience=members_of(ks.id))
    head = Record.objects.get(pk=held.id)
    web = OUTLETS["web"]
    assert web.shown(head, ANONYMOUS) is None
    assert web.shown(head, reader_in(head.audience)) == Shown(1, held.sha256)


def test_the_proof_of_a_record_names_every_outlet(client: Client) -> None:
    ks = organization()
    publish(ks)
    page = text_of(client.get(f"/post/{ks.id}/bevis/"))
    assert ks.sha256 in page
    assert "Webben 1" in page
    assert "samma som liggaren" in page


def test_there_is_no_proof_of_what_may_not_be_read(client: Client) -> None:
    ks = organization()
    publish(ks, audience=members_of(ks.id))
    assert client.get(f"/post/{ks.id}/bevis/").status_code == 404
    assert client.get(f"/post/{new_id()}/bevis/").status_code == 404
