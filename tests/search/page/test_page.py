"""The page of search: what is found, how it is shown, and that nothing breaks it."""

import re
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.meetings.outlets import factories as make
from tests.meetings.outlets.web.html import main_of
from tests.search.city import Record, publish_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Record:
    return publish_record()


def ask(client: Client, text: str = "", **more: str) -> HttpResponse:
    return client.get(f"/sok/?{urlencode({'q': text, **more})}")  # type: ignore[return-value]


def found(client: Client, text: str = "", **more: str) -> list[str]:
    """The paths of the hits, in their order."""
    page = main_of(ask(client, text, **more))
    return re.findall(r'<h3 class="row-title"><a href="([^"]+)"', page)


def test_without_a_question_it_tells_how_to_search(client: Client) -> None:
    page = main_of(client.get("/sok/"))
    assert "<h1>Sök</h1>" in page
    assert "Så söker du" in page


def test_words_find_papers_cases_and_people(client: Client, record: Record) -> None:
    expected = {record.statement.path, record.report.path, record.person.path}
    assert set(found(client, "wifi")) == expected
    assert found(client, "e-samhälle") == [record.case.path]


def test_all_words_are_wanted_else_most_of_them(client: Client, record: Record) -> None:
    assert found(client, "fritt wifi") == [record.statement.path]
    page = main_of(ask(client, "fritt wifi yttrande gratis"))
    assert record.statement.path in page
    assert "Inget har alla orden" in page


def test_a_phrase_an_exclusion_and_a_prefix(client: Client, record: Record) -> None:
    assert found(client, '"fritt wifi"') == [record.statement.path]
    assert found(client, '"wifi fritt"') == []
    assert found(client, "wifi -fritt typ:handling") == [record.report.path]
    assert found(client, "surfz*") == [record.statement.path]


@pytest.mark.parametrize(
    "text",
    [
        "wifi typ:yttrande",
        "wifi parti:m",
        "wifi datum:2016-10..2017",
        'wifi organ:"Kommunstyrelsen" parti:L',
        "dnr:1451/14 fritt",
    ],
)
def test_fields_narrow_the_words(client: Client, record: Record, text: str) -> None:
    assert found(client, text) == [record.statement.path]


def test_choices_in_the_address_narrow_too(client: Client, record: Record) -> None:
    assert found(client, "wifi", typ="yttrande") == [record.statement.path]
    assert found(client, "wifi", organ="ks", datum="2016-09") == [record.report.path]
    assert found(client, "wifi typ:yttrande", typ="tjansteutlatande") == []


def test_a_row_says_what_where_and_when(client: Client, record: Record) -> None:
    page = main_of(ask(client, "surfzoner"))
    assert f'data-record="{record.statement.id}" data-version="1"' in page
    assert "<span>Yttrande</span> <span>Kommunstyrelsen</span>" in page
    assert '<abbr class="party">M</abbr>' in page
    assert "<mark>Surfzoner</mark> med trådlöst nätverk." in page
    assert f'href="{record.statement.path}#sida-2">sida 2' in page
    assert '<time datetime="2016-10-19">19 oktober 2016</time>' in page


def test_a_case_number_leads_straight_to_its_case(client: Client, record: Record) -> None:
    assert ask(client, " 1451/14 ").headers["Location"] == record.case.path
    english = client.get("/en/sok/?q=1451/14")
    assert english.headers["Location"] == f"/en{record.case.path}"


def test_a_number_with_choices_is_searched(client: Client, record: Record) -> None:
    assert found(client, "1451/14", typ="yttrande") == [record.statement.path]
    assert ask(client, "1451/14", exakt="1").status_code == 200


def test_a_number_of_no_case_is_searched(client: Client, record: Record) -> None:
    assert found(client, "9999/14") == []


def test_a_withdrawn_case_is_not_led_to(client: Client, record: Record) -> None:
    make.withdraw(record.case)
    assert ask(client, "1451/14").status_code == 200
    assert record.case.path not in found(client, "e-samhälle")


def test_facets_count_and_choose(client: Client, record: Record) -> None:
    page = main_of(ask(client, "wifi"))
    assert 'href="/sok/?q=wifi&amp;typ=yttrande"><span>Yttranden</span>' in page
    assert 'href="/sok/?q=wifi&amp;datum=2016"' not in page  # all that has a date is of 2016
    chosen = main_of(ask(client, "wifi", typ="yttrande"))
    assert "<h1>1 träff</h1>" in chosen
    assert "Tjänsteutlåtanden" in chosen  # the other choices are still offered
    assert 'href="/sok/?q=wifi"' in chosen  # the way back


def test_hits_are_sorted_by_day(client: Client, record: Record) -> None:
    both = {"typ": "handling"}
    newest = found(client, "wifi", sortering="nyast", **both)
    assert newest == [record.statement.path, record.report.path]
    assert found(client, "wifi", sortering="aldst", **both) == newest[::-1]


def test_pages_follow_each_other(client: Client) -> None:
    ks = make.organization()
    papers = [make.document(number, of=ks, title=f"Wifi {number}") for number in range(1, 26)]
    make.publish(ks, *papers)
    first, third = ask(client, "wifi"), ask(client, "wifi", sida="3")
    assert "<h1>25 träffar</h1>" in main_of(first)
    assert 'rel="next" href="/sok/?q=wifi&amp;sida=2"' in main_of(first)
    assert "Sida 3 av 3" in main_of(third)
    assert 'rel="next"' not in main_of(third)
    paths = {path for page in "123" for path in found(client, "wifi", sida=page)}
    assert paths == {paper.path for paper in papers}


def test_an_empty_result_helps(client: Client, record: Record) -> None:
    page = main_of(ask(client, "kvantdator"))
    assert "<h1>Inga träffar</h1>" in page
    assert 'href="/arenden/"' in page
    narrowed = main_of(ask(client, "wifi", datum="1999"))
    assert 'href="/sok/?q=wifi">Sök utan dem</a>' in narrowed


def test_in_english_too(client: Client, record: Record) -> None:
    page = main_of(client.get("/en/sok/?q=wifi"))
    assert f'href="/en{record.statement.path}"' in page
    assert "<span>Statement</span>" in page
    assert 'lang="sv"' in page


def test_the_past_is_not_searched(client: Client, record: Record) -> None:
    response = client.get("/sok/?q=wifi&per=2016-10-19")
    assert (response.status_code, response.headers["Location"]) == (302, "/sok/?q=wifi")


def test_no_cache_keeps_it(client: Client, record: Record) -> None:
    assert "private" in ask(client, "wifi").headers["Cache-Control"]


HOSTILE = [
    "x" * 10_000,
    "ord " * 2_500,
    " ".join(f"a{number}*" for number in range(500)),
    '"a "b" "c" d"' * 50,
    "\0wifi\0",
    "🙂🙂",
    "\u202ewifi",
    "شبكة مجانية",
    "<script>alert(1)</script>",
    "%' OR 1=1 --",
    "typ:" + "x" * 900,
    "organ:\0 datum:9999-99",
    "-" * 500,
    "((((((((",
    "[a-z]{99}+ \\",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_it(client: Client, record: Record, text: str) -> None:
    response = ask(client, text)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=wifi&sida=0",
        "q=wifi&sida=-1",
        "q=wifi&sida=9999999999",
        "q=wifi&sida=x",
        "q=wifi&sortering=x",
        "q=wifi&typ=x&organ=x&parti=x&dnr=x",
        "q=wifi&datum=x",
        "q=wifi&" + "&".join(f"typ=t{number}" for number in range(300)),
        "okand=1",
        "q=%FF%FE",
        "typ=%00",
    ],
)
def test_no_address_breaks_it(client: Client, record: Record, query: str) -> None:
    assert client.get(f"/sok/?{query}").status_code == 200


def test_what_was_not_understood_is_said(client: Client, record: Record) -> None:
    page = main_of(ask(client, "wifi datum:2016-13 organ:finnsinte typ:dikt"))
    assert "”2016-13” är inget datum" in page
    assert "inget organ som heter ”finnsinte”" in page
    assert "inget slag som heter ”dikt”" in page
    assert record.statement.path in page


def test_the_text_in_the_field_is_kept(client: Client) -> None:
    assert 'value="a &quot;b"' in main_of(ask(client, 'a "b'))
