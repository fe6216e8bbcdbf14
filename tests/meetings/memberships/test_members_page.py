"""The secretary's screen: who sits, in which order substitutes are called, and for whom."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.calling import calling_order
from meetings.models import CallingPlace, Membership, Organization, Person
from meetings.selectors.members import members_on
from portal.accounts.roles import Role
from portal.core.clock import today
from tests.meetings.registry.factories import client_of, keeper, organization

pytestmark = pytest.mark.django_db


def seat(name: str, of: Organization, party: str = "S", **fields: Any) -> Membership:
    protected = fields.pop("is_protected", False)
    who = Person.objects.create(name=name, party=party, is_protected=protected)
    given = {"role": Role.MEMBER, "valid_from": datetime.date(2015, 1, 1), "live": True}
    return Membership.objects.create(person=who, organization=of, **{**given, **fields})


def substitute(name: str, of: Organization, party: str, place: int | None, parties: str) -> None:
    held = seat(name, of, party, role=Role.SUBSTITUTE)
    CallingPlace.objects.create(membership=held, place=place, parties=parties)


def page(of: Organization) -> str:
    return f"/registrator/ledamoter/{of.pk}/"


def test_those_of_the_party_come_first_then_those_who_serve_for_it_in_second_place() -> None:
    ks = organization()
    seat("Alva", ks)
    substitute("Bo", ks, "V", 1, "V, S")
    substitute("Cia", ks, "S", 3, "")
    substitute("Dan", ks, "S", 2, "S, V")
    substitutes = members_on(ks, today()).substitutes
    assert [each.name for each in substitutes] == ["Bo", "Dan", "Cia"]
    assert [each.name for each in calling_order("S", substitutes)] == ["Dan", "Cia", "Bo"]
    assert [each.name for each in calling_order("V", substitutes)] == ["Bo", "Dan"]
    assert calling_order("M", substitutes) == []


def test_the_page_tells_who_is_called_who_is_protected_and_what_is_no_more() -> None:
    ks = organization()
    seat("Alva", ks, is_protected=True)
    seat("Bo", ks, valid_to=datetime.date(2016, 1, 1))
    seat("Cia", ks, live=False)
    html = client_of(keeper(ks)).get(page(ks)).content.decode()
    assert "skyddad identitet" in html
    assert ">Bo<" not in html
    assert "Cia" in html.partition("Inte publicerade")[2]
    then = client_of(keeper(ks, username="annan")).get(f"{page(ks)}?dag=2015-06-01")
    assert ">Bo<" in then.content.decode()


def test_an_order_is_saved_and_a_bad_one_says_what_to_do() -> None:
    ks, other = organization(), organization("kf", "Kommunfullmäktige")
    held = seat("Alva", ks, role=Role.SUBSTITUTE)
    foreign = seat("Bo", other, role=Role.SUBSTITUTE)
    client = client_of(keeper(ks))
    bad = client.post(page(ks), {f"plats-{held.pk}": "sist"})
    assert (bad.status_code, CallingPlace.objects.count()) == (422, 0)
    assert "ska vara ett tal från 1" in bad.content.decode()
    said = {f"plats-{held.pk}": "2", f"for-{held.pk}": "s och v", f"plats-{foreign.pk}": "1"}
    assert client.post(page(ks), said).status_code == 302
    assert [(each.place, each.parties) for each in CallingPlace.objects.all()] == [(2, "S, V")]


def test_another_office_does_not_see_it_and_a_resident_is_not_let_in() -> None:
    ks = organization()
    other = client_of(keeper(organization("kf", "Kommunfullmäktige"), username="annan"))
    assert other.get(page(ks)).status_code == 404
    assert other.post(page(ks), {}).status_code == 404
    for address in ("/registrator/ledamoter/", "/registrator/ledamoter/inlasning/"):
        assert client_of(keeper(username=f"ingen{len(address)}")).get(address).status_code == 302


def test_sixty_members_cost_as_many_queries_as_three() -> None:
    ks = organization()
    client, counts, html = client_of(keeper(ks)), [], ""
    client.get(page(ks))
    for size in (3, 60):
        for at in range(size):
            seat(f"{size} {at}", ks, role=Role.SUBSTITUTE if at % 2 else Role.MEMBER)
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page(ks)).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(re.findall(r'name="plats-', html)) == 31
