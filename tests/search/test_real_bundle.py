"""Tried as a journalist on the real bundle of 2016, where it is at hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from meetings.models import Case, Document
from meetings.services.intake import take_in
from tests.meetings.outlets.web.html import main_of
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db

SEED = next(Path(__file__).parents[2].parent.glob("shared/data/seeds/002*.txt"), None)
ORGANIZATIONS = {
    "ks": "Kommunstyrelsen",
    "slk": "Stadsledningskontoret",
    "intraservicenamnden": "Nämnden för intraservice",
    "intraservice": "Intraservice",
}
WORDS = ["wifi", "trådlöst", "fritt nätverk", "surfzoner", "1451/14"]


@pytest.mark.skipif(SEED is None, reason="the real bundle is not at hand")
def test_each_word_finds_the_statement_on_free_wifi(
    client: Client, indexed: Callable[[], int]
) -> None:
    assert SEED is not None
    organizations = [make.organization(short, name) for short, name in ORGANIZATIONS.items()]
    with SEED.open("rb") as bundle:
        papers = take_in(stream=bundle, file_name=SEED.name).documents
    make.put_live(*organizations)
    make.put_live(*Case.objects.order_by("pk"), *Document.objects.order_by("pk"))
    indexed()
    statement = next(paper for paper in papers if paper.parties == "M, L, KD")
    pages = {word: main_of(client.get("/sok/", {"q": word}, follow=True)) for word in WORDS}
    found = {word: f"/handlingar/{statement.number}/" in page for word, page in pages.items()}
    assert found == dict.fromkeys(WORDS, True)
