"""The city's own pages: served by Wagtail, known to the ledger."""

import datetime

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from portal.core.html import plain_text
from portal.ledger.models import Record
from portal.pages.models import InformationPage, NewsIndexPage, NewsPage
from portal.pages.rules import address_of
from search.engines.choice import WHOOSH
from search.index.rebuilding import rebuild

pytestmark = pytest.mark.django_db


def news(title: str = "Nytt om parken", **fields: object) -> NewsPage:
    """A published piece of news."""
    parent = NewsIndexPage.objects.get()
    page = parent.add_child(instance=NewsPage(title=title, live=False, **fields))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_the_foot_of_every_page_leads_to_pages_that_exist(client: Client) -> None:
    for path in ("/tillganglighet/", "/integritet/", "/oppna-data/", "/nyheter/"):
        assert client.get(path).status_code == 200
        assert client.get(f"/en{path}").status_code == 200


def test_news_are_served_and_listed(client: Client) -> None:
    page = news(introduction="Kort sagt.", body="<p>Parken öppnar.</p>")
    shown = client.get("/nyheter/nytt-om-parken/").content.decode()
    assert "Parken öppnar." in shown
    assert f'data-record="{page.record_id}"' in shown
    assert "Nytt om parken" in client.get("/nyheter/").content.decode()
    assert "Nytt om parken" in client.get("/").content.decode()


def test_publishing_news_writes_its_entry_once(client: Client) -> None:
    page = news(body="<p>Ett.</p><p>Två.</p>", date=datetime.date(2016, 10, 19))
    page.save_revision().publish()
    head = Record.objects.get(pk=page.record_id)
    assert (head.kind, head.path, head.version) == ("page", "/nyheter/nytt-om-parken/", 1)
    assert head.date == datetime.date(2016, 10, 19)


def test_a_draft_of_news_is_not_public(client: Client) -> None:
    page = news(body="<p>Först.</p>")
    page.body = "<p>Hemligt utkast.</p>"
    page.save_revision()
    assert "Hemligt utkast" not in client.get("/nyheter/nytt-om-parken/").content.decode()
    assert Record.objects.get(pk=page.record_id).version == 1


def test_scheduled_news_are_not_written_before_their_day(client: Client) -> None:
    parent = NewsIndexPage.objects.get()
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)
    page = parent.add_child(instance=NewsPage(title="Sedan", live=False, go_live_at=later))
    page.save_revision().publish()
    assert not Record.objects.filter(pk=page.record_id).exists()


def test_unpublished_news_leave_a_tombstone(client: Client) -> None:
    page = news()
    page.unpublish()
    response = client.get("/nyheter/nytt-om-parken/")
    assert response.status_code == 410
    assert "Sidan är avpublicerad." in response.content.decode()


def test_a_new_slug_redirects_from_the_old_one(client: Client) -> None:
    page = news()
    page.slug = "parken"
    page.save_revision().publish()
    response = client.get("/nyheter/nytt-om-parken/")
    assert (response.status_code, response.headers["Location"]) == (301, "/nyheter/parken/")


def test_moving_a_page_moves_those_below_it(client: Client) -> None:
    home = Page.objects.get(url_path="/hem/")
    above = home.add_child(instance=InformationPage(title="Om", live=False))
    below = above.add_child(instance=InformationPage(title="Mer", live=False))
    for page in (above, below):
        page.save_revision().publish()
    above.slug = "om-oss"
    above.save_revision().publish()
    assert Record.objects.get(pk=below.record_id).path == "/om-oss/mer/"


def test_a_copy_is_a_record_of_its_own(client: Client) -> None:
    page = news()
    copy = page.copy(update_attrs={"slug": "kopia"}, keep_live=False)
    assert copy.record_id != page.record_id


def test_a_personal_number_is_stopped_where_it_stands(client: Client) -> None:
    parent = NewsIndexPage.objects.get()
    number = "850412-" + "9993"
    page = parent.add_child(instance=NewsPage(title="Fel", live=False))
    page.body = f"<p>Född {number}.</p>"
    with pytest.raises(ValidationError) as stopped:
        page.save_revision().publish()
    assert list(stopped.value.message_dict) == ["body"]
    assert not Record.objects.filter(pk=page.record_id).exists()


def test_an_unknown_address_is_not_found(client: Client) -> None:
    assert client.get("/finns-inte/").status_code == 404
    assert client.get("/nyheter/finns-inte/").status_code == 404


def test_what_the_client_has_is_not_sent_again(client: Client) -> None:
    tag = client.get("/tillganglighet/").headers["ETag"]
    assert client.get("/tillganglighet/", headers={"If-None-Match": tag}).status_code == 304


def test_rich_text_becomes_lines_of_words() -> None:
    assert plain_text("<h2>Ett</h2><p>Två &amp; <b>tre</b><br/>fyra</p>") == "Ett\nTvå & tre\nfyra"


def test_the_roots_own_name_is_no_part_of_an_address() -> None:
    assert address_of("/hem/nyheter/a/") == "/nyheter/a/"


def test_news_are_found_by_their_words_until_they_are_unpublished(
    client: Client, settings: LazySettings
) -> None:
    settings.SEARCH_ENGINE = WHOOSH

    def found() -> list[str]:
        data = client.get("/api/v1/search?q=parkbänk typ:sida").json()["data"]
        return [hit["title"] for hit in data]

    page = news(body="<p>Ny parkbänk.</p>")
    rebuild()
    assert found() == ["Nytt om parken"]
    page.unpublish()
    assert found() == []
