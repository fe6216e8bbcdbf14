"""Deciding on the act's page that something is published later."""

import datetime
import re

import pytest

from meetings.models import ScheduledAct
from portal.core.clock import local, now
from portal.ledger.models import Record
from tests.meetings.registry.factories import (
    client_of,
    document,
    keeper,
    meeting,
    organization,
    put_live,
)

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=2)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found
    return found[1]


def schedule_by_form(client, address: str):  # type: ignore[no-untyped-def]
    html = client.get(address).content.decode()
    said = {name: hidden(html, name) for name in ("key", "digest")}
    due = local(now() + LATER).strftime("%Y-%m-%dT%H:%M")
    return client.post(address, {**said, "due": due, "manner": "adds"})


def test_a_meeting_waits_for_the_moment_that_was_typed() -> None:
    ks = organization()
    put_live(ks)
    agenda = meeting(ks)
    client = client_of(keeper(ks))
    answer = schedule_by_form(client, f"/registrator/akt/publicera/meeting/{agenda.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/registrator/akt/schemalagda/")
    assert not Record.objects.filter(pk=agenda.record_id).exists()
    assert str(agenda) in client.get("/registrator/akt/schemalagda/").content.decode()


def test_what_waits_can_be_called_off() -> None:
    ks = organization()
    put_live(ks)
    client = client_of(keeper(ks))
    schedule_by_form(client, f"/registrator/akt/publicera/meeting/{meeting(ks).pk}/")
    act = ScheduledAct.objects.get()
    client.post("/registrator/akt/schemalagda/", {"act": str(act.pk)})
    act.refresh_from_db()
    assert act.state == "cancelled"


def test_another_registry_neither_sees_nor_stops_it() -> None:
    ks, other = organization(), organization("kf", "Kommunfullmäktige")
    put_live(ks, other)
    schedule_by_form(
        client_of(keeper(ks)), f"/registrator/akt/publicera/document/{document(ks).pk}/"
    )
    act = ScheduledAct.objects.get()
    stranger = client_of(keeper(other, username="sekreterare"))
    assert act.title not in stranger.get("/registrator/akt/schemalagda/").content.decode()
    answer = stranger.post("/registrator/akt/schemalagda/", {"act": str(act.pk)})
    act.refresh_from_db()
    assert (answer.status_code, act.state) == (404, "waiting")
