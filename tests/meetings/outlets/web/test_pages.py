"""What the pages of all records have in common."""

import pytest
from django.test import Client

from portal.ledger.contents import Content
from portal.ledger.models import Record
from tests.meetings.outlets.factories import (
    case,
    correct,
    document,
    item,
    meeting,
    membership,
    organization,
    person,
    publish,
    registration,
)
from tests.meetings.outlets.web.html import main_of, records_of, text_of

pytestmark = pytest.mark.django_db

LISTS = ("/", "/moten/", "/arenden/", "/organ/", "/personer/")


@pytest.fixture
def city() -> list[Content]:
    """One record of every kind that has a page here."""
    ks, plan = organization(), None
    plan, someone, held = case(ks), person(title="Ada Demo"), meeting(ks, state="finished")
    paper = document(case=plan)
    handled = item(held, case=plan, documents=[paper], outcome="Ja.")
    line = registration(ks, document=paper.id)
    records = [ks, someone, membership(someone, ks), plan, held, handled, line]
    publish(*records, paper)
    return records


def test_a_page_says_which_record_and_version_it_shows(client: Client, city: list[Content]) -> None:
    for record in city:
        shown = main_of(client.get(record.path))
        tag = shown[: shown.index(">")]
        assert f'data-record="{record.id}" data-version="1" data-sha256="{record.sha256}"' in tag


def test_every_row_says_what_the_ledger_says(client: Client, city: list[Content]) -> None:
    correct(city[0].model_copy(update={"contact": "ks@example.org"}))
    heads = {str(head.pk): (head.version, head.sha256) for head in Record.objects.all()}
    for path in (*LISTS, *(record.path for record in city)):
        shown = records_of(client.get(path))
        assert shown == {pk: heads[pk] for pk in shown}


def test_english_pages_say_that_the_records_words_are_swedish(
    client: Client, city: list[Content]
) -> None:
    """A screen reader would read them as English (WCAG 3.1.2)."""
    [_ks, _person, _membership, plan, held, handled, _line] = city
    said = {path: main_of(client.get(f"/en{path}")) for path in (plan.path, handled.path)}
    assert f'<h1 lang="sv">{plan.title}</h1>' in said[plan.path]
    assert f'<h1 lang="sv">{handled.title}</h1>' in said[handled.path]
    agenda = main_of(client.get(f"/en{held.path}"))
    assert f'<p class="row-title" lang="sv"><a href="/en{handled.path}">' in agenda
    assert 'lang="sv"' not in main_of(client.get(held.path))


@pytest.mark.parametrize(("path", "kinds"), [("/moten/", 1), ("/arenden/", 1), ("/organ/", 1)])
def test_lists_mark_their_rows(client: Client, city: list[Content], path: str, kinds: int) -> None:
    assert len(records_of(client.get(path))) == kinds


def test_a_page_names_its_other_forms(client: Client, city: list[Content]) -> None:
    ks = city[0]
    head = client.get(ks.path).content.decode().partition("</head>")[0]
    assert f'type="application/json" href="/api/v1/records/{ks.id}"' in head
    assert 'href="/organ/ks/atom.xml"' in head
    assert 'href="/organ/ks/kalender.ics"' in head


def test_a_page_can_be_cited(client: Client, city: list[Content]) -> None:
    plan = city[3]
    page = text_of(client.get(plan.path))
    assert f"ärende 1451/14, {plan.title}, version 1, publicerad" in page
    assert f"http://localhost:8000{plan.path} (sha256 {plan.sha256[:12]}…)" in page


def test_what_the_client_has_is_not_sent_again(client: Client, city: list[Content]) -> None:
    for path in (*LISTS, *(record.path for record in city)):
        tag = client.get(path).headers["ETag"]
        again = client.get(path, headers={"If-None-Match": tag})
        assert (path, again.status_code, again.content) == (path, 304, b"")


def test_a_correction_is_a_new_page_with_its_reason(client: Client, city: list[Content]) -> None:
    plan = city[3]
    tag = client.get(plan.path).headers["ETag"]
    correct(plan.model_copy(update={"title": "Ny rubrik"}), reason="Fel rubrik.")
    response = client.get(plan.path, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert "Fel rubrik." in text_of(response)


def test_links_stay_in_english(client: Client, city: list[Content]) -> None:
    for path in (*LISTS, *(record.path for record in city)):
        shown = main_of(client.get(f"/en{path}"))
        links = [each.partition('"')[0] for each in shown.split(' href="')[1:]]
        inside = [each for each in links if each.startswith("/") and not _is_data(each)]
        assert [each for each in inside if not each.startswith("/en/")] == []


def test_a_reader_gets_no_cookie(client: Client, city: list[Content]) -> None:
    for path in (*LISTS, *(record.path for record in city)):
        assert not client.get(path).cookies


def _is_data(path: str) -> bool:
    """Files, feeds and the API are the same in every language."""
    return path.startswith("/api/") or path.endswith((".xml", ".ics", ".pdf"))
