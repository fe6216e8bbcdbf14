"""Any search can be followed as a feed."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from portal.core.atom import ATOM, RECORD
from tests.meetings.outlets import factories as make
from tests.search.city import Record, publish_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    return publish_record()


def feed(client: Client, query: str) -> ElementTree.Element:
    response = client.get(f"/sok/atom.xml?{query}")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314  # our own


def ids(root: ElementTree.Element) -> list[str]:
    entries = root.findall(f"{{{ATOM}}}entry")
    return [each.findtext(f"{{{ATOM}}}id", "").removeprefix("urn:uuid:") for each in entries]


def test_what_was_published_last_comes_first(client: Client, record: Record) -> None:
    new = make.document(40, of=record.ks, title="Nytt om wifi", date=make.DAY.replace(year=2001))
    make.publish(new)
    found = ids(feed(client, "q=wifi"))
    assert found[0] == str(new.id)
    assert str(record.secret.id) not in found


def test_entries_name_their_version(client: Client, record: Record) -> None:
    entry = feed(client, "q=fritt+wifi").find(f"{{{ATOM}}}entry")
    assert entry is not None
    version = entry.find(f"{{{RECORD}}}version")
    assert version is not None
    assert version.attrib["version"] == "1"
    assert entry.findtext(f"{{{ATOM}}}title") == "Yttrande: Yttrande om fritt wifi"


def test_it_follows_its_page(client: Client, record: Record) -> None:
    links = feed(client, "q=wifi&typ=yttrande").findall(f"{{{ATOM}}}link")
    assert [each.attrib["href"].partition("/sok/")[2] for each in links] == [
        "atom.xml?q=wifi&typ=yttrande",
        "?q=wifi&typ=yttrande",
    ]


def test_two_searches_are_two_feeds_and_one_stays_itself(client: Client, record: Record) -> None:
    def identity(query: str) -> str | None:
        return feed(client, query).findtext(f"{{{ATOM}}}id")

    assert identity("q=wifi") == identity("q=wifi") != identity("q=fritt")


def test_what_was_withdrawn_is_in_no_feed(client: Client, record: Record) -> None:
    make.withdraw(record.statement)
    assert str(record.statement.id) not in ids(feed(client, "q=wifi"))


@pytest.mark.parametrize("query", ["", "q=", "q=%00", "q=%F0%9F%99%82", "sida=x&datum=x"])
def test_a_feed_of_nothing_is_a_feed(client: Client, query: str) -> None:
    assert ids(feed(client, query)) == []
