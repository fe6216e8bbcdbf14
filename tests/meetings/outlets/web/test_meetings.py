"""The page of a meeting and the page of an item."""

import datetime

import pytest
from django.test import Client

from portal.core.clock import today
from tests.meetings.outlets.factories import (
    case,
    correct,
    decision,
    document,
    item,
    meeting,
    organization,
    publish,
    withdraw,
)
from tests.meetings.outlets.web.html import main_of, text_of

pytestmark = pytest.mark.django_db
TOMORROW = datetime.timedelta(days=1)


def test_a_meeting_says_state_and_when_before_its_agenda(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished")
    publish(ks, held, item(held, "1", title="Val av justerare"))
    page = text_of(client.get(held.path))
    assert "Sammanträdet hölls onsdag 19 oktober 2016 kl. 10.00." in page
    assert page.index("Sammanträdet hölls") < page.index("Val av justerare")


def test_a_meeting_tomorrow_says_so(client: Client) -> None:
    ks = organization()
    coming = meeting(ks, today() + TOMORROW)
    publish(ks, coming)
    answer = client.get(coming.path)
    assert "Sammanträdet är kallat till i morgon kl." in text_of(answer)
    for page in (answer, client.get("/")):  # the control room may open it any minute
        assert page.headers["Surrogate-Control"] == "max-age=2"


def test_an_expected_meeting_of_the_past_claims_nothing(client: Client) -> None:
    ks = organization()
    passed = meeting(ks, state="planned")
    publish(ks, passed)
    answer = client.get(passed.path)
    assert "Om det hölls: uppgift saknas." in text_of(answer)
    assert "Surrogate-Control" not in answer.headers


def test_a_time_that_is_not_known_is_not_shown(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished", time_known=False)
    publish(ks, held)
    assert "kl. 10.00" not in text_of(client.get(held.path))


def test_items_stand_in_natural_order(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    publish(ks, held, *(item(held, number) for number in ("2.10", "10", "2.2.2", "2.2")))
    page = text_of(client.get(held.path))
    places = [page.index(f"Punkt {number} ") for number in ("2.2", "2.2.2", "2.10", "10")]
    assert places == sorted(places)


def test_sections_of_the_agenda_are_headings(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    publish(ks, held, item(held, "1", section="Formalia"), item(held, "2", section="Beslut"))
    assert main_of(client.get(held.path)).count('<h3 class="row-title">') == 2


def test_papers_and_outcome_stand_with_their_item(client: Client) -> None:
    ks = organization()
    held, paper = meeting(ks), document(17, title="Plan för 2017")
    decided = item(held, documents=[paper], outcome="Kommunstyrelsen sa ja")
    publish(ks, held, paper, decided)
    page = text_of(client.get(held.path))
    assert "Kommunstyrelsen sa ja." in page
    assert "Plan för 2017" in page


def test_a_cancelled_meeting_says_why(client: Client) -> None:
    ks = organization()
    off = meeting(ks)
    publish(ks, off)
    correct(off.model_copy(update={"state": "cancelled"}), reason="För få ärenden.")
    page = text_of(client.get(off.path))
    assert "Sammanträdet är inställt." in page
    assert "För få ärenden." in page


def test_a_moved_meeting_says_from_when(client: Client) -> None:
    ks = organization()
    moved = meeting(ks, moved_from=datetime.date(2016, 10, 12))
    publish(ks, moved)
    page = text_of(client.get(moved.path))
    assert "Sammanträdet är flyttat" in page
    assert "Flyttat från 12 oktober 2016." in page


def test_a_cancelled_meeting_says_the_reason_it_was_published_with(client: Client) -> None:
    ks = organization()
    off = meeting(ks, state="cancelled", state_reason="Salen var upptagen.")
    publish(ks, off)
    page = text_of(client.get(off.path))
    assert "Salen var upptagen." in page
    assert "uppgift saknas" not in page


def test_the_agenda_of_a_running_meeting_is_drawn_as_the_line(client: Client) -> None:
    ks = organization()
    running = meeting(ks, state="ongoing")
    publish(ks, running, item(running, "1", outcome="Ja"), item(running, "2"))
    shown = main_of(client.get(running.path))
    assert shown.count('class="line-stop is-passed') == 1
    assert shown.count('class="line-stop is-future') == 1


def test_a_meeting_without_agenda_says_what_will_come(client: Client) -> None:
    ks = organization()
    coming = meeting(ks)
    publish(ks, coming)
    assert "Dagordningen är inte publicerad än" in text_of(client.get(coming.path))


def test_a_withdrawn_item_keeps_its_row_without_its_title(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    gone = item(held, "3", title="Hemlig rubrik")
    publish(ks, held, gone)
    withdraw(gone, reason="Fel punkt.")
    page = text_of(client.get(held.path))
    assert "Fel punkt." in page
    assert "Hemlig rubrik" not in page


def test_an_item_says_what_was_decided_before_the_proposal(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished")
    decided = item(held, outcome="Kommunstyrelsen sa ja.", proposal="Anta planen.")
    publish(ks, held, decided)
    page = text_of(client.get(decided.path))
    assert page.index("Kommunstyrelsen sa ja.") < page.index("Anta planen.")


def test_an_item_without_outcome_says_that_it_is_not_known(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished")
    handled = item(held)
    publish(ks, held, handled)
    assert "Vad som beslutades: uppgift saknas." in text_of(client.get(handled.path))


def test_the_decision_speaks_before_the_agendas_own_sentence(client: Client) -> None:
    ks = organization()
    held, plan = meeting(ks, state="finished"), case(ks)
    handled = item(held, case=plan, outcome="Enligt förslaget.")
    decided = decision(handled, sentence="Kommunstyrelsen sa ja, 7–6.")
    publish(ks, plan, held, handled, decided)
    for path in (held.path, handled.path, plan.path, "/"):
        shown = text_of(client.get(path))
        assert "Kommunstyrelsen sa ja, 7–6." in shown
        assert "Enligt förslaget." not in shown
    for path in (held.path, handled.path):
        assert f'href="{decided.path}"' in main_of(client.get(path))


def test_an_item_leads_to_its_neighbours_and_its_case(client: Client) -> None:
    ks = organization()
    held, plan = meeting(ks), case(ks, title="Handlingsplanen")
    before, middle, after = item(held, "2.2"), item(held, "2.10", case=plan), item(held, "3")
    publish(ks, plan, held, before, middle, after)
    shown = main_of(client.get(middle.path))
    assert f'rel="prev" href="{before.path}"' in shown
    assert f'rel="next" href="{after.path}"' in shown
    assert f'href="{plan.path}"' in shown


def test_an_item_behind_closed_doors_says_so_and_no_more(client: Client) -> None:
    ks = organization()
    held = meeting(ks)
    closed = item(held, closed=True)
    publish(ks, held, closed)
    assert "Bakom stängda dörrar" in text_of(client.get(closed.path))
    assert "Stängda dörrar" in text_of(client.get(held.path))
