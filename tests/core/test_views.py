"""What the house itself shows."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings


@pytest.fixture
def client() -> Client:
    return Client()


def test_city_stylesheet_is_css_with_an_entity_tag(client: Client) -> None:
    answer = client.get("/stil/stad.css")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/css; charset=utf-8")
    again = client.get("/stil/stad.css", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
def test_style_guide_is_shown_in_the_demo_only(client: Client, settings: Settings) -> None:
    assert client.get("/formsprak/").status_code == 200
    settings.DEMO = False
    assert client.get("/formsprak/").status_code == 404
