"""The city reorganises: names, memberships and cases follow, and no link dies."""

import datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from meetings.demo.load.city import load_city
from meetings.errors import WrongReorganisation
from meetings.models import Case, Membership, Organization, Person, Succession
from meetings.services.drafting import store_draft
from meetings.services.publishing import publish
from meetings.services.reorganisation import Reorganisation, reorganise
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.selectors import organizations_of
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.models import Address, Record
from tests.meetings.registry.factories import case, organization, put_live

pytestmark = pytest.mark.django_db
REGISTRAR = Actor(role="registrar")
DAY = datetime.date(2023, 1, 1)


def carry_out(*old: Organization, to: list[Organization], heir: Organization | None = None) -> None:
    change = Reorganisation(old, tuple(to), heir or to[0], DAY)
    reorganise(change=change, actor=REGISTRAR, key=str(new_id()))


def committee(short_name: str, name: str) -> Organization:
    made = organization(short_name, name)
    put_live(made)
    return made


def new_committee(short_name: str, name: str) -> Organization:
    """Made in the registry, not yet published."""
    return organization(short_name, name, valid_from=DAY)


def page(path: str) -> str:
    answer = Client().get(path)
    assert (path, answer.status_code) == (path, 200)
    return answer.content.decode()


def test_after_a_merger_old_and_new_name_each_other() -> None:
    traffic, parks = committee("tn", "Trafiknämnden"), committee("pn", "Parknämnden")
    street = new_committee("sn", "Stadsmiljönämnden")
    carry_out(traffic, parks, to=[street])
    assert "Arbetet togs över av Stadsmiljönämnden" in page("/organ/tn/")
    new = page("/organ/sn/")
    assert ("Trafiknämnden" in new, "Parknämnden" in new) == (True, True)


def test_a_case_shows_who_opened_it_and_who_answers_for_it_now() -> None:
    traffic = committee("tn", "Trafiknämnden")
    matter = case(traffic, "1/22")
    put_live(matter)
    street, homes = new_committee("sn", "Stadsmiljönämnden"), new_committee("bn", "Bonämnden")
    carry_out(traffic, to=[street, homes], heir=homes)
    html = page("/arenden/1-22/")
    assert "Bonämnden" in html
    assert "Trafiknämnden" in html


def test_a_closed_case_stays_where_it_was() -> None:
    traffic = committee("tn", "Trafiknämnden")
    matter = case(traffic, "1/22", closed=datetime.date(2022, 6, 1))
    put_live(matter)
    carry_out(traffic, to=[new_committee("sn", "Stadsmiljönämnden")])
    assert Case.objects.get(pk=matter.pk).inherited_by is None


def test_a_case_is_inherited_again_when_the_heir_ceases() -> None:
    first, second = committee("a", "Första"), committee("b", "Andra")
    put_live(matter := case(first, "1/22"))
    carry_out(first, to=[second])
    last = organization("c", "Tredje", valid_from=DAY)
    later = datetime.date(2025, 1, 1)
    change = Reorganisation((Organization.objects.get(pk=second.pk),), (last,), last, later)
    reorganise(change=change, actor=REGISTRAR, key=str(new_id()))
    assert Case.objects.get(pk=matter.pk).inherited_by == last


def test_a_membership_ends_and_its_role_with_it() -> None:
    traffic = committee("tn", "Trafiknämnden")
    user = User.objects.create_user("ledamot")
    person = Person.objects.create(name="Demo Ledamot", user=user)
    membership = Membership.objects.create(
        person=person, organization=traffic, role="member", valid_from=datetime.date(2019, 1, 1)
    )
    put_live(person, membership)
    carry_out(traffic, to=[new_committee("sn", "Stadsmiljönämnden")])
    membership.refresh_from_db()
    assert membership.valid_to == datetime.date(2022, 12, 31)
    assert organizations_of(user, {Role.MEMBER}) == frozenset()


@pytest.mark.parametrize("text", ["gå upp i sig självt"])
def test_nobody_is_merged_into_itself(text: str) -> None:
    traffic = committee("tn", "Trafiknämnden")
    with pytest.raises(WrongReorganisation, match=text):
        carry_out(traffic, to=[traffic])


def test_succession_never_goes_in_a_circle() -> None:
    first, second, third = committee("a", "A"), committee("b", "B"), committee("c", "C")
    Succession.objects.create(predecessor=first, successor=second, date=DAY)
    Succession.objects.create(predecessor=second, successor=third, date=DAY)
    with pytest.raises(WrongReorganisation, match="cirkel"):
        carry_out(third, to=[first])


def test_what_has_ceased_cannot_cease_again() -> None:
    gone = organization("tn", "Trafiknämnden", valid_to=datetime.date(2020, 1, 1))
    put_live(gone)
    with pytest.raises(WrongReorganisation, match="upphörde redan"):
        carry_out(gone, to=[committee("sn", "Stadsmiljönämnden")])


def test_waiting_drafts_are_not_published_with_the_rest() -> None:
    traffic = committee("tn", "Trafiknämnden")
    traffic.name = "Hemligt nytt namn"
    store_draft(traffic, None)
    with pytest.raises(WrongReorganisation, match="opublicerade utkast"):
        carry_out(
            Organization.objects.get(pk=traffic.pk),
            to=[new_committee("sn", "Stadsmiljönämnden")],
        )
    assert Succession.objects.count() == 0


def test_a_new_short_name_redirects_from_the_old_one() -> None:
    traffic = committee("tn", "Trafiknämnden")
    traffic.short_name, traffic.name = "mobilitet", "Mobilitetsnämnden"
    store_draft(traffic, None)
    publish(records=[traffic], actor=REGISTRAR, key=str(new_id()))
    answer = Client().get("/organ/tn/")
    assert (answer.status_code, answer["Location"]) == (301, "/organ/mobilitet/")


def test_the_command_names_organizations_that_do_not_exist() -> None:
    with pytest.raises(CommandError, match="som inte finns: nej"):
        call_command("reorganise", "--from=nej", "--to=nej", "--date=2023-01-01", "--as=x")


def test_the_reorganised_demo_city_answers_at_every_old_link() -> None:
    load_city(today=datetime.date(2026, 11, 22), progress=lambda *_: None)
    paths = sorted(Address.objects.values_list("path", flat=True))
    rules = Organization.objects.get(short_name="demonamnden").rule_set
    today = datetime.date(2026, 11, 23)
    new = Organization.objects.create(
        name="Nya Demonämnden",
        short_name="nya-demonamnden",
        kind="committee",
        rule_set=rules,
        valid_from=today,
        is_invented=True,
    )
    old = Organization.objects.filter(short_name__in=["demonamnden", "intraservicenamnden"])
    change = Reorganisation(tuple(old), (new,), new, today)
    reorganise(change=change, actor=REGISTRAR, key=str(new_id()))
    readable = set(Record.objects.readable_by(frozenset()).values_list("path", flat=True))
    client = Client()
    dead = [
        path
        for path in paths
        if path in readable and client.get(path, follow=True).status_code != 200
    ]
    assert dead == []
    assert len(paths) > 200
