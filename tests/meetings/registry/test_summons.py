"""The secretary sees who has opened the summons."""

import datetime
import re

import pytest

from meetings.models import Membership, Person
from meetings.services.room import open_summons
from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.meetings.registry.factories import client_of, keeper, meeting, organization

pytestmark = pytest.mark.django_db


def called(name: str, of: object, user: User | None = None, **fields: object) -> None:
    person = Person.objects.create(name=name, user=user, is_invented=True)
    given = {"role": Role.MEMBER, "valid_from": datetime.date(2015, 1, 1), "live": True}
    Membership.objects.create(person=person, organization=of, **{**given, **fields})


def rows(html: str) -> list[tuple[str, str]]:
    table = html.partition('<table class="r-table"')[2]
    cells = re.findall(r'<th scope="row">(.*?)</th>\s*<td>.*?</td>\s*<td>(.*?)</td>', table, re.S)
    return [(name, re.sub("<[^>]+>", "", said).strip()) for name, said in cells]


def test_those_who_have_not_opened_it_stand_first() -> None:
    ks = organization()
    agenda = meeting(ks)
    alva = User.objects.create_user("alva")
    called("Alva Påhittad", ks, alva)
    called("Bo Påhittad", ks, User.objects.create_user("bo"))
    called("Cia Påhittad", ks)
    called("Dan Påhittad", ks, valid_to=datetime.date(2016, 1, 1))
    open_summons(user_id=alva.pk, meeting=agenda.record_id, version=1)
    html = client_of(keeper(ks)).get(f"/registrator/kallelse/{agenda.pk}/").content.decode()
    found = rows(html)
    assert [name for name, _said in found] == ["Bo Påhittad", "Cia Påhittad", "Alva Påhittad"]
    assert found[0][1] == "inte än"
    assert found[1][1] == "har ingen inloggning: kalla på annat sätt"
    assert "1 av 3 har öppnat kallelsen." in html


def test_a_keeper_of_another_organization_does_not_see_it() -> None:
    agenda = meeting(organization())
    other = client_of(keeper(organization("intraservice", "Intraservice"), username="annan"))
    assert other.get(f"/registrator/kallelse/{agenda.pk}/").status_code == 404
