"""The city's list of words that mean the same, kept in the registry."""

import pytest
from django.core.exceptions import ValidationError

from portal.accounts.roles import Role
from portal.ledger.readers import ANONYMOUS
from search.index.rebuilding import rebuild
from search.models import SynonymGroup
from search.plans import QueryPlan, Word
from search.selectors import answer, excerpts_in
from search.synonyms import synonyms
from tests.meetings.registry.factories import client_of, keeper, organization
from tests.search.city import publish_record

pytestmark = pytest.mark.django_db
ADDRESS = "/registrator/synonymer/"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    synonyms.forget()


def test_the_city_begins_with_a_list() -> None:
    assert synonyms["ks"] == ["kommunstyrelsen"]
    assert "okänt" not in synonyms


def test_what_the_city_adds_counts_at_once_and_is_marked(engine_name: str) -> None:
    publish_record()
    rebuild()
    plan = QueryPlan(wanted=(Word("gratisnät"),))
    assert answer(plan, ANONYMOUS).total == 0
    SynonymGroup.objects.create(words=" Gratisnät ,  surfzoner ")
    synonyms.forget()
    found = answer(plan, ANONYMOUS).found
    [snippets] = excerpts_in(found, plan)
    marked = [piece.text for piece in snippets.excerpts[0].pieces if piece.is_marked]
    assert marked == ["Surfzoner"]


@pytest.mark.parametrize(
    "words", ["", "ensam", "ensam,", ", ,", "a," + "x" * 61, ",".join("ab" * 20)]
)
def test_a_group_is_two_to_twenty_words(words: str) -> None:
    with pytest.raises(ValidationError):
        SynonymGroup.objects.create(words=words)


def test_words_are_kept_tidy() -> None:
    assert str(SynonymGroup.objects.create(words=" SLK ,stadsledningskontoret ")) == (
        "SLK, stadsledningskontoret"
    )


def test_the_registry_keeps_the_list() -> None:
    client = client_of(keeper(organization()))
    assert "KS, kommunstyrelsen" in client.get(ADDRESS).content.decode()
    said = client.post(f"{ADDRESS}add/", {"words": "ensam"}, follow=True).content.decode()
    assert "Skriv mellan två och tjugo ord" in said
    client.post(f"{ADDRESS}add/", {"words": "GS, Göteborgs Stad"})
    synonyms.forget()
    assert synonyms["gs"] == ["göteborgs stad"]


def test_nobody_else_does() -> None:
    member = client_of(keeper(organization(), username="ledamot", role=Role.MEMBER))
    for address in (ADDRESS, f"{ADDRESS}add/"):
        assert member.get(address).status_code == 302
