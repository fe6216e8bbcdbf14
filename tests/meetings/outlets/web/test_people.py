"""Organizations, people and their memberships, over time."""

import datetime

import pytest
from django.test import Client

from tests.meetings.outlets.factories import (
    meeting,
    membership,
    organization,
    person,
    publish,
)
from tests.meetings.outlets.web.html import main_of, text_of

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime.date(2023, 1, 1)
LAST_DAY = datetime.date(2022, 12, 31)


def test_an_organization_shows_members_now_and_earlier(client: Client) -> None:
    ks, ada, bo = organization(), person(1, title="Ada Demo"), person(2, title="Bo Demo")
    seats = [membership(ada, ks, role="chair"), membership(bo, ks, valid_to=LAST_DAY)]
    publish(ks, ada, bo, *seats)
    page = text_of(client.get(ks.path))
    assert page.index("Ada Demo") < page.index("Tidigare ledamöter") < page.index("Bo Demo")
    assert "1 januari 2015 – 31 december 2022" in page


def test_members_stand_by_role_then_by_name(client: Client) -> None:
    ks = organization()
    people = [person(number, title=name) for number, name in enumerate(("Bo", "Ada", "Cia"), 1)]
    roles = ("member", "member", "chair")
    seats = [membership(who, ks, role=role) for who, role in zip(people, roles, strict=True)]
    publish(ks, *people, *seats)
    page = text_of(client.get(ks.path))
    places = [page.index(name) for name in ("Cia", "Ada", "Bo")]
    assert places == sorted(places)


def test_an_organization_that_has_ceased_names_its_heirs(client: Client) -> None:
    heir = organization("stadsmiljonamnden", title="Stadsmiljönämnden", valid_from=NEW_YEAR)
    old = organization("trafiknamnden", valid_to=LAST_DAY, successors=(heir.id,))
    publish(heir.model_copy(update={"predecessors": (old.id,)}), old)
    page = text_of(client.get(old.path))
    assert "Upphörde 31 december 2022. Arbetet togs över av Stadsmiljönämnden." in page
    assert "Trafiknamnden" in text_of(client.get(heir.path))
    listed = text_of(client.get("/organ/"))
    assert listed.index("Stadsmiljönämnden") < listed.index("Har upphört")
    assert listed.index("Har upphört") < listed.index("Trafiknamnden")


def test_an_organization_without_contact_says_so(client: Client) -> None:
    ks = organization()
    publish(ks)
    assert "uppgift saknas" in text_of(client.get(ks.path))


def test_an_organization_shows_its_meetings(client: Client) -> None:
    ks = organization()
    held = meeting(ks, state="finished")
    publish(ks, held)
    assert f'href="{held.path}"' in main_of(client.get(ks.path))


def test_a_person_shows_roles_over_time(client: Client) -> None:
    ks, kf, ada = organization(), organization("kf", title="Kommunfullmäktige"), person()
    now, then = membership(ada, ks, role="chair"), membership(ada, kf, valid_to=LAST_DAY)
    publish(ks, kf, ada, now, then)
    page = text_of(client.get(ada.path))
    assert "Ordförande i Kommunstyrelsen." in page
    assert page.index("Tidigare uppdrag") < page.index("Kommunfullmäktige")
    assert "Påhittad person" in page


def test_a_membership_names_person_organization_and_time(client: Client) -> None:
    ks, ada = organization(), person(title="Ada Demo")
    seat = membership(ada, ks)
    publish(ks, ada, seat)
    page = text_of(client.get(seat.path))
    assert "Ledamot från 1 januari 2015." in page
    for word in ("Ada Demo", "Kommunstyrelsen", "tills vidare"):
        assert word in page
