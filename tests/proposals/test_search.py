"""Proposals are found by what they say."""

import pytest
from django.conf import LazySettings
from django.test import Client

from portal.ledger.models import Record
from search.engines.choice import WHOOSH
from search.index.rebuilding import rebuild
from tests.factories import withdraw
from tests.proposals import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engine(settings: LazySettings) -> None:
    settings.SEARCH_ENGINE = WHOOSH


def found(client: Client, question: str) -> list[str]:
    return [hit["url"] for hit in client.get(f"/api/v1/search?{question}").json()["data"]]


def test_a_proposal_is_found_by_its_words_and_kind(client: Client) -> None:
    proposal = make.collecting()
    rebuild()
    head = Record.objects.get(pk=proposal.record_id)
    address = f"http://localhost:8000{head.path}"
    assert found(client, "q=bänk") == found(client, "q=typ:förslag") == [address]
    assert found(client, "q=stenpiren&kind=case") == []
    suggested = client.get("/api/v1/search/suggest?q=bänkar").json()["data"]
    assert suggested[0]["kind"] == "proposal"
    withdraw(head)
    assert found(client, "q=bänk") == []


def test_a_proposal_that_is_no_more_than_submitted_is_not_found(client: Client) -> None:
    make.submitted()
    rebuild()
    assert found(client, "q=bänk") == []
