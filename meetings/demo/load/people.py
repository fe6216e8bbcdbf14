"""The demo's invented people, their memberships, and the logins to try the portal with."""

import datetime
from collections.abc import Iterable

from meetings.demo import people as source
from meetings.demo.load.identity import demo_id, known
from meetings.models import Membership, Organization, Person
from portal.accounts.models import Grant, User
from portal.accounts.roles import Role
from portal.accounts.services import give_role, vouch_for_address
from portal.core.clock import city_zone

PASSWORD = "demo"  # the demo's own, printed for everyone
OWN_SECRETARY = "demonamnden"


def load_people() -> dict[str, Person]:
    """Every person by key, with the users behind them."""
    users = {login.person: _user(login) for login in source.LOGINS}
    return {each.key: _person(each, users.get(each.key)) for each in source.PEOPLE}


def _user(login: source.Login) -> User:
    user = User.objects.filter(username=login.username).first()
    if user is None:
        user = User(username=login.username, email=f"{login.username}@example.org")
        user.set_password(PASSWORD)
        user.is_superuser = user.is_staff = login.username == "admin"
        user.save()
    vouch_for_address(user=user)
    return user


def _person(each: source.Person, user: User | None) -> Person:
    person = known(Person, "person", each.key)
    if person is None:
        person = Person(
            record_id=demo_id("person", each.key),
            name=each.name,
            party=each.party,
            user=user,
            is_invented=True,
        )
        person.full_clean()
        person.save()
    return person


def load_memberships(
    people: dict[str, Person], organizations: dict[str, Organization]
) -> list[Membership]:
    return [
        _membership(each, people[each.person], organizations[each.organization])
        for each in source.MEMBERSHIPS
    ]


def _membership(each: source.Membership, person: Person, where: Organization) -> Membership:
    key = f"{each.person}:{each.organization}:{each.role}:{each.valid_from}"
    membership = known(Membership, "membership", key)
    if membership is None:
        membership = Membership(
            record_id=demo_id("membership", key),
            person=person,
            organization=where,
            role=each.role,
            party=person.party,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
        membership.full_clean()
        membership.save()
    return membership


def load_grants(organizations: dict[str, Organization]) -> None:
    """Roles that follow from no membership: the registry's, the moderator's, the clerk's."""
    real = [each for name, each in organizations.items() if name != OWN_SECRETARY]
    _grant("registrator", Role.REGISTRAR, real)
    _grant("sekreterare", Role.SECRETARY, [organizations[OWN_SECRETARY]])
    _grant("handlaggare", Role.CLERK, [organizations["slk"]])
    _grant("moderator", Role.MODERATOR, organizations.values())
    _grant("revisor", Role.AUDITOR, organizations.values())
    _grant("admin", Role.ADMINISTRATOR, organizations.values())


def _grant(username: str, role: Role, where: Iterable[Organization]) -> None:
    user = User.objects.get(username=username)
    held = set(Grant.objects.filter(user=user, role=role).values_list("organization", flat=True))
    for organization in where:
        if organization.record_id not in held:
            give_role(
                user=user,
                role=role,
                organization=organization.record_id,
                valid_from=datetime.datetime(2011, 1, 1, tzinfo=city_zone()),
            )
