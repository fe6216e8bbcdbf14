"""What a reader may not read is in no hit, count, facet, feed, snippet or suggestion.

On each engine, and before the index has heard of the change: the ledger alone decides.
"""

from collections.abc import Callable
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client

from meetings.contents import DocumentContent
from portal.ledger.changes import Change
from portal.ledger.readers import members_of
from portal.ledger.services import publish_act
from portal.ledger.states import Verb
from tests.meetings.outlets import factories as make
from tests.search.city import Record, publish_record

pytestmark = pytest.mark.django_db

RARE = "kvittensbok"
"""A word that stands in one paper alone."""

PLACES = (
    "/sok/?q={}",
    "/en/sok/?q={}",
    "/sok/?q={}*",
    "/sok/?q=hemlig+{}",
    "/sok/?q={}&exakt=1",
    "/sok/atom.xml?q={}",
    "/api/v1/search?q={}",
    "/api/v1/search?q={}&exact=1",
    "/api/v1/search/suggest?q={}",
)


@pytest.fixture
def record(indexed: Callable[[], int]) -> Record:
    """A record with one more paper, all of it in the index."""
    record = publish_record()
    make.publish(paper(record))
    indexed()
    return record


def paper(record: Record) -> DocumentContent:
    return make.document(77, id=UUID(int=77), of=record.ks, title=f"Om en {RARE}", parties=("ZZ",))


def told(client: Client, word: str = RARE) -> list[str]:
    """The places that say anything of the paper: its address, or the rest of a begun word."""
    places = [place.format(quote(word)) for place in PLACES]
    said = {place: client.get(place).content.decode() for place in places}
    begun = client.get(f"/api/v1/search/suggest?q={word[:6]}").content.decode()
    misspelt = f"/sok/?q={word[:-2]}{word[-1]}{word[-2]}"
    said[misspelt] = client.get(misspelt).content.decode()
    found = [place for place, body in said.items() if "/handlingar/77/" in body]
    found += [place for place, body in said.items() if place == misspelt and word in body]
    return found + (["suggest"] if word in begun else [])


def counts(client: Client) -> tuple[int, list[str]]:
    said = client.get("/api/v1/search?organization=ks").json()
    return said["total"], [each["value"] for each in said["facets"]["party"]]


def test_it_is_told_while_it_stands(client: Client, record: Record) -> None:
    assert {"/sok/?q=kvittensbok", "/sok/atom.xml?q=kvittensbok", "suggest"} <= set(told(client))
    total, parties = counts(client)
    assert "ZZ" in parties
    make.withdraw(paper(record))
    assert counts(client) == (total - 1, [party for party in parties if party != "ZZ"])


def test_withdrawn(client: Client, record: Record) -> None:
    make.withdraw(paper(record))
    assert told(client) == []


def test_withdrawn_and_indexed(client: Client, record: Record, indexed: Callable[[], int]) -> None:
    make.withdraw(paper(record))
    indexed()
    assert told(client) == []


def test_narrowed(client: Client, record: Record) -> None:
    make.withdraw(paper(record))
    make.publish(paper(record), audience=members_of(record.ks.id))
    assert told(client) == []


def test_narrowed_and_indexed(client: Client, record: Record, indexed: Callable[[], int]) -> None:
    make.withdraw(paper(record))
    make.publish(paper(record), audience=members_of(record.ks.id))
    indexed()
    assert told(client) == []
    client.force_login(make.user_in(record.ks))
    assert "/sok/?q=kvittensbok" in told(client)


def test_erased(client: Client, record: Record) -> None:
    changes = [Change(paper(record).id, Verb.ERASED)]
    publish_act(actor=make.REGISTRAR, changes=changes, key="erase", reason="Gallras enligt beslut.")
    assert told(client) == []


def test_corrected_to_other_words(client: Client, record: Record) -> None:
    make.correct(paper(record).model_copy(update={"title": "Om något annat"}))
    assert told(client) == []


def test_a_members_paper_is_theirs(client: Client, record: Record) -> None:
    def says(who: Client) -> bool:
        body = who.get("/sok/?q=kodnyckeln").content.decode()
        offered = who.get("/api/v1/search/suggest?q=kodnyc").content.decode()
        return record.secret.path in body or "kodnyckel" in offered

    assert not says(client)
    other = make.organization("kf")
    make.publish(other)
    stranger = Client()
    stranger.force_login(make.user_in(other, username="annan"))
    assert not says(stranger)
    client.force_login(make.user_in(record.ks))
    assert says(client)


def test_a_misspelt_word_of_members_is_not_put_right_for_others(
    client: Client, record: Record
) -> None:
    assert "kodnyckeln" not in client.get("/sok/?q=kodnyckenl").content.decode()


def test_a_bare_number_does_not_tell_of_a_hidden_case(client: Client, record: Record) -> None:
    hidden = make.case(record.ks, "9001/14")
    make.publish(hidden, audience=members_of(record.ks.id))
    assert client.get("/sok/?q=9001/14").status_code == 200
    client.force_login(make.user_in(record.ks))
    assert client.get("/sok/?q=9001/14").status_code == 302
