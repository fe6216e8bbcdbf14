"""The page of a case: where it stands, and its path as the line."""

import datetime

import pytest
from django.test import Client

from meetings.contents import CaseContent, Step
from meetings.outlets.web.case_events import Event, Weight, events_of
from meetings.outlets.web.case_line import case_line
from meetings.outlets.web.known import Known
from meetings.outlets.web.outcomes import UNDECIDED
from portal.core.clock import today
from portal.core.ids import new_id
from portal.core.line import StopState
from tests.meetings.outlets.factories import (
    DAY,
    case,
    document,
    item,
    meeting,
    organization,
    publish,
    secret_registration,
)
from tests.meetings.outlets.web.html import main_of, text_of

pytestmark = pytest.mark.django_db
NOBODY = Known({})


def step(year: int, text: str, organization: CaseContent | None = None) -> Step:
    return Step(date=datetime.date(year, 1, 1), text=text)


def test_the_lead_is_the_newest_outcome(client: Client) -> None:
    ks = organization()
    plan, held = case(ks), meeting(ks, state="finished")
    publish(ks, plan, held, item(held, case=plan, outcome="Kommunstyrelsen sa ja"))
    assert "19 oktober 2016: Kommunstyrelsen sa ja." in text_of(client.get(plan.path))


def test_the_lead_is_the_next_date_when_there_is_one(client: Client) -> None:
    ks = organization()
    plan, coming = case(ks), meeting(ks, today() + datetime.timedelta(days=3))
    publish(ks, plan, coming, item(coming, case=plan))
    assert "Kommunstyrelsen behandlar ärendet" in text_of(client.get(plan.path))


def test_the_path_runs_through_steps_items_and_papers(client: Client) -> None:
    ks, slk = organization(), organization("slk", title="Stadsledningskontoret")
    plan = case(slk, steps=(Step(date=datetime.date(2015, 11, 10), text="Planen skrivs."),))
    held = meeting(ks, state="finished")
    paper = document(of=slk, case=plan, date=datetime.date(2016, 9, 5))
    publish(ks, slk, plan, held, paper, item(held, case=plan, outcome="Ja."))
    shown = main_of(client.get(plan.path))
    places = [shown.index(word) for word in ("Planen skrivs", "Tjänsteutlåtande", "Ja<")]
    assert places == sorted(places)
    assert shown.count('class="line-stop ') == 3


def test_what_happens_at_one_place_on_one_day_is_one_stop(client: Client) -> None:
    ks = organization()
    handled = Step(date=DAY, organization=ks.id, text="Kommunstyrelsen behandlar planen.")
    plan = case(ks, steps=(handled,))
    held, statement = meeting(ks, state="finished"), document(case=plan, date=DAY, parties=("M",))
    decided = item(held, case=plan, documents=[statement], outcome="Ja.")
    publish(ks, plan, held, statement, decided)
    shown = main_of(client.get(plan.path))
    assert shown.count('class="line-stop ') == 1
    assert f'<a href="{decided.path}">Kommunstyrelsen behandlar planen</a>' in shown


def test_a_coming_item_is_a_coming_stop_and_a_cancelled_one_a_cross(client: Client) -> None:
    ks = organization()
    plan, day = case(ks), today()
    coming = meeting(ks, day + datetime.timedelta(days=3))
    off = meeting(ks, day + datetime.timedelta(days=2), state="cancelled")
    publish(ks, plan, coming, off, item(coming, case=plan), item(off, case=plan))
    shown = main_of(client.get(plan.path))
    assert 'class="line-stop is-future' in shown
    assert 'class="line-stop is-cancelled' in shown


def test_related_cases_run_beside_and_bear_their_number(client: Client) -> None:
    slk = organization("slk")
    older = case(slk, "1198/13", steps=(step(2014, "Programmet antas."),))
    plan = case(slk, steps=(step(2015, "Planen skrivs."),), related=(older.id,))
    publish(slk, older, plan)
    shown = main_of(client.get(plan.path))
    assert "line-tracks-2" in shown
    assert "ärende 1198/13" in shown


def test_another_authoritys_case_under_the_same_number_stays_apart(client: Client) -> None:
    slk, other = organization("slk"), organization("intraservice")
    mine = case(slk, "0435/15")
    theirs = case(other, "0435/15", path="/arenden/0435-15-intraservice/")
    held = meeting(other, state="finished")
    publish(slk, other, mine, theirs, held, item(held, case=theirs, outcome="Bara deras."))
    assert "Bara deras." not in text_of(client.get(mine.path))
    assert "Bara deras." in text_of(client.get(theirs.path))


def test_a_secret_registration_is_a_stop_without_words(client: Client) -> None:
    slk = organization("slk")
    plan, line = case(slk, "0606/18"), secret_registration(slk)
    publish(slk, plan, line)
    assert "Handling med sekretess registrerad" in text_of(client.get(plan.path))


def test_an_open_case_goes_on_and_a_closed_one_ends() -> None:
    slk = organization("slk")
    for closed, continues in ((None, True), (DAY, False)):
        plan = case(slk, closed=closed, steps=(step(2015, "Skrivs."),))
        line = case_line(plan, [], events_of(plan, [], NOBODY, UNDECIDED, today()), NOBODY)
        assert line.continues is continues


def test_two_related_cases_share_a_track_unless_they_overlap() -> None:
    slk = organization("slk")
    main, first, later, between = (case(slk, number) for number in ("1/16", "1/13", "1/15", "2/13"))
    years = {first.id: (2013, 2014), later.id: (2015, 2016), between.id: (2013, 2015)}
    events = [
        Event(pk, datetime.date(year, 1, 1), new_id(), Weight.STEP, "Steg")
        for pk, both in years.items()
        for year in both
    ]
    stops = case_line(main, [first, later, between], events, NOBODY).stops
    assert {stop.track for stop in stops} == {1, 2}
    assert all(stop.state == StopState.PASSED for stop in stops)
