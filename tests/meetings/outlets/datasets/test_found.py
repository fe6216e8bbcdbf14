"""What search engines read: sitemap, robots.txt, and JSON-LD on the pages."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from meetings.outlets.datasets import sitemap
from portal.ledger.contents import Content
from portal.ledger.readers import members_of
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def addresses(client: Client, path: str) -> list[str]:
    body = b"".join(client.get(path))
    root = ET.fromstring(body)  # noqa: S314  our own words
    return [each.text or "" for each in root.iterfind(".//s:loc", SITEMAP)]


def test_the_sitemap_has_every_page_that_all_may_read(client: Client) -> None:
    ks, slk = make.organization(), make.organization("slk")
    make.publish(ks, slk)
    make.publish(make.document(17, of=ks), audience=members_of(ks.id))
    make.withdraw(slk)
    [part] = addresses(client, "/sitemap.xml")
    assert part == f"{settings.SITE_URL}/sitemap-1.xml"
    assert addresses(client, "/sitemap-1.xml") == [f"{settings.SITE_URL}/organ/ks/"]


def test_a_large_sitemap_has_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "IN_A_PART", 2)
    make.publish(*(make.organization(name) for name in ("a", "b", "c")))
    parts = addresses(client, "/sitemap.xml")
    found = [each for part in parts for each in addresses(client, part[len(settings.SITE_URL) :])]
    assert len(parts) == 2
    assert sorted(found) == [f"{settings.SITE_URL}/organ/{name}/" for name in ("a", "b", "c")]
    assert client.get("/sitemap-3.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_are_led_to_the_sitemap(client: Client) -> None:
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in client.get("/robots.txt").content.decode()


def linked(client: Client, content: Content) -> list[dict[str, object]]:
    page = client.get(content.path).content.decode()
    return [json.loads(each) for each in BLOCK.findall(page)]


def test_a_page_says_what_it_is_for_programs(client: Client) -> None:
    ks = make.organization()
    meeting = make.meeting(ks, state="cancelled")
    make.publish(ks, meeting)
    [said] = linked(client, meeting)
    assert said["@type"] == "Event"
    assert said["startDate"] == "2016-10-19T10:00:00+02:00"
    assert said["eventStatus"] == "https://schema.org/EventCancelled"
    assert said["@id"] == f"{settings.SITE_URL}{meeting.path}"


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "a & b"])
def test_no_title_can_leave_the_block(title: str, client: Client) -> None:
    ks = make.organization()
    matter = make.case(ks, title=title)
    make.publish(ks, matter)
    [said] = linked(client, matter)
    assert said["name"] == title
    assert "<script>alert" not in client.get(matter.path).content.decode()


def test_a_tombstone_says_nothing(client: Client) -> None:
    ks = make.organization()
    make.publish(ks)
    make.withdraw(ks)
    assert linked(client, ks) == []
