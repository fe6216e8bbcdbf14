"""Tried as a journalist: the statement on free wifi, by whatever one calls it."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client

from tests.meetings.outlets.web.html import main_of

pytestmark = pytest.mark.django_db

WORDS = ["wifi", "trådlöst", "fritt nätverk", "surfzoner", "dnr:1451/14"]


def finds_it(client: Client, text: str) -> bool:
    """On the first page, told by its parties."""
    page = main_of(client.get("/sok/", {"q": text, "typ": "yttrande"}))
    return '<abbr class="party">M</abbr> <abbr class="party">L</abbr>' in page


@pytest.mark.slow
def test_in_the_demo_city(client: Client, indexed: Callable[[], int]) -> None:
    call_command("demo", verbosity=0)
    indexed()
    assert {text: finds_it(client, text) for text in WORDS} == dict.fromkeys(WORDS, True)
    case = client.get("/sok/?q=1451/14", follow=True)
    assert case.request["PATH_INFO"] == "/arenden/1451-14/"
    assert "fritt wifi" in main_of(case)
