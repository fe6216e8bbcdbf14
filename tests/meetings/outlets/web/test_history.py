"""Every version of a record, and two of them side by side."""

import pytest
from django.test import Client

from tests.meetings.outlets.factories import case, correct, meeting, organization, publish, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def test_versions_stand_with_verb_and_reason_newest_first(client: Client) -> None:
    publish(ks := organization(), matter := case(ks, title="Första rubriken"))
    correct(matter.model_copy(update={"title": "Andra rubriken"}), reason="Rubriken var fel.")
    html = client.get(f"/post/{matter.id}/versioner/").content.decode()
    assert html.index("Version 2, rättad") < html.index("Version 1, publicerad")
    assert "Anledning: Rubriken var fel." in html


def test_the_newest_two_are_compared_unless_others_are_asked_for(client: Client) -> None:
    publish(ks := organization(), matter := case(ks, title="Första rubriken"))
    correct(matter.model_copy(update={"title": "Andra rubriken"}))
    correct(matter.model_copy(update={"title": "Tredje rubriken"}))
    html = client.get(f"/post/{matter.id}/versioner/").content.decode()
    assert "<del>Andra</del>" in html
    assert "<ins>Tredje</ins>" in html
    asked = client.get(f"/post/{matter.id}/versioner/", {"fran": "1", "till": "3"})
    assert "<del>Första</del>" in asked.content.decode()


def test_codes_are_told_in_words(client: Client) -> None:
    publish(ks := organization(), called := meeting(ks))
    correct(called.model_copy(update={"state": "cancelled"}), reason="Inställt.")
    html = client.get(f"/post/{called.id}/versioner/").content.decode()
    assert "Läge: <del>kallat</del>" in html
    assert "Läge: <ins>inställt</ins>" in html


def test_a_withdrawn_version_keeps_its_row_and_loses_its_words(client: Client) -> None:
    publish(ks := organization(), matter := case(ks, title="Hemlig rubrik"))
    withdraw(matter, reason="Personuppgift.")
    publish(matter.model_copy(update={"title": "Ren rubrik"}))
    html = client.get(f"/post/{matter.id}/versioner/").content.decode()
    assert "Hemlig rubrik" not in html
    assert "Anledning: Personuppgift." in html
    assert client.get(f"/post/{matter.id}/versioner/?fran=1&till=3").status_code == 404


def test_versions_of_what_one_may_not_read_are_not_found(client: Client) -> None:
    publish(ks := organization())
    publish(matter := case(ks), audience=f"members:{ks.id}")
    assert client.get(f"/post/{matter.id}/versioner/").status_code == 404
