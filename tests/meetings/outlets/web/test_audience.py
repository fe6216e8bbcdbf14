"""Who sees what: papers for members, secret registrations, tombstones, former addresses."""

import pytest
from django.test import Client

from portal.ledger.readers import members_of
from tests.meetings.outlets.factories import (
    DAY,
    correct,
    document,
    item,
    meeting,
    organization,
    publish,
    registration,
    secret_registration,
    user_in,
    withdraw,
)
from tests.meetings.outlets.web.html import text_of

pytestmark = pytest.mark.django_db


def test_a_paper_for_members_is_absent_for_everybody_else(client: Client) -> None:
    ks = organization()
    held, paper = meeting(ks), document(title="Säkerhetsanalys")
    handled = item(held, documents=[paper])
    publish(ks, held, handled)
    publish(paper, audience=members_of(ks.id))
    for path in (held.path, handled.path):
        assert "Säkerhetsanalys" not in text_of(client.get(path))
    assert "1 punkt" in text_of(client.get(held.path))
    assert "1 handling" not in text_of(client.get(held.path))


def test_a_member_sees_it_marked(client: Client) -> None:
    ks = organization()
    held, paper = meeting(ks), document(title="Säkerhetsanalys")
    publish(ks, held, item(held, documents=[paper]))
    publish(paper, audience=members_of(ks.id))
    client.force_login(user_in(ks))
    response = client.get(held.path)
    assert "Säkerhetsanalys" in text_of(response)
    assert "Endast ledamöter" in text_of(response)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_what_may_not_be_read_does_not_exist(client: Client) -> None:
    ks, other = organization(), organization("sn")
    closed = meeting(other)
    publish(ks, other)
    publish(closed, audience=members_of(other.id))
    assert client.get(closed.path).status_code == 404
    client.force_login(user_in(ks))
    assert client.get(closed.path).status_code == 404
    client.force_login(user_in(other, username="annan"))
    assert client.get(closed.path).status_code == 200


def test_a_secret_registration_tells_number_and_date(client: Client) -> None:
    ks = organization(contact="registrator@example.org")
    line = secret_registration(ks)
    publish(ks, line)
    page = text_of(client.get(line.path))
    assert "0606/18" in page
    assert "5 september 2016" in page
    assert "Uppgifterna omfattas av sekretess." in page
    assert "registrator@example.org" in page
    assert "Motpart" not in page


def test_a_public_registration_tells_all(client: Client) -> None:
    ks, paper = organization(), document(title="Yttrandet")
    line = registration(ks, document=paper.id, counterpart="Intraservice", matter="Yttrande")
    publish(ks, paper, line)
    page = text_of(client.get(line.path))
    for word in ("1451/14", "Intraservice", "inkommen", "Yttrandet"):
        assert word in page


def test_a_withdrawn_record_answers_410_with_its_reason(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    gone = item(held, title="Hemlig rubrik")
    publish(ks, held, gone)
    withdraw(gone, reason="Uppgiften var fel.", ground="OSL 21:7")
    response = client.get(gone.path)
    assert response.status_code == 410
    page = text_of(response)
    assert "Uppgiften var fel." in page
    assert "OSL 21:7" in page
    assert gone.path in page
    assert "Hemlig rubrik" not in page


def test_a_former_address_leads_to_the_new_one(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    publish(ks, held)
    moved = meeting(ks, DAY.replace(day=26), id=held.id, moved_from=DAY)
    correct(moved, reason="Flyttat en vecka.")
    response = client.get(held.path)
    assert (response.status_code, response.headers["Location"]) == (301, moved.path)
    english = client.get(f"/en{held.path}")
    assert (english.status_code, english.headers["Location"]) == (301, f"/en{moved.path}")
