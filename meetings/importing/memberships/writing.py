"""Writes what a plan says: drafts, the order of calling, and one act that publishes, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import DraftChanged, NothingToPublish
from meetings.importing.memberships.columns import Mapped, Table
from meetings.importing.memberships.facts import Facts
from meetings.importing.memberships.planning import (
    Keeps,
    PlannedRow,
    membership_fields,
    plain,
    plan_of,
)
from meetings.models import CallingPlace, Membership, Person, WorkingRecord
from meetings.selectors.drafts import newest_of
from meetings.services.drafting import store_draft
from meetings.services.publishing import publish
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.ledger.changes import Actor


@dataclass
class Written:
    """How many rows were written, and the memberships that wait for somebody else's review."""

    rows: int = 0
    waiting: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    records: list[WorkingRecord] = field(default_factory=list)


def write_memberships(
    *,
    table: Table,
    mapped: Mapped,
    keeps: Keeps,
    digest: str,
    actor: Actor,
    user: User | None,
    key: str,
    taken: frozenset[int] = frozenset(),
) -> Written:
    """What the plan with this digest shows, in one transaction; `taken` are doubtful rows.

    Where two persons must see what is published (law.md E2) memberships become drafts. Raises
    DraftChanged when the plan is another now, ValidationError, and what `publish_act` raises.
    """
    with transaction.atomic():
        plan = plan_of(table, mapped, keeps)
        if plan.digest != digest:
            raise changed_meanwhile()
        done = Written()
        for row in plan.written(taken):
            _write(row, user, done)
        if done.records:
            _publish(done.records, actor, key)
    return done


def changed_meanwhile() -> DraftChanged:
    return DraftChanged(_("Något har ändrats under tiden. Se efter igen vad som händer."))


def _publish(records: list[WorkingRecord], actor: Actor, key: str) -> None:
    unique = list({(type(each), each.pk): each for each in records}.values())
    try:
        publish(records=unique, actor=actor, key=key)
    except NothingToPublish:
        return  # the order of calling is the registry's own


def _write(row: PlannedRow, user: User | None, done: Written) -> None:
    assert row.organization is not None
    person = _person(row, user, done)
    membership = row.membership and newest_of(row.membership)
    if membership is None:
        assert row.facts.valid_from is not None
        membership = Membership(
            person=person, organization=row.organization, valid_from=row.facts.valid_from
        )
    assert isinstance(membership, Membership)
    _set(membership, membership_fields(row.facts))
    membership.full_clean()
    store_draft(membership, user)
    _call(membership, row.facts)
    done.rows += 1
    if row.organization.rule_set.review_required:
        done.waiting += 1
    else:
        done.records.append(membership)


def _person(row: PlannedRow, user: User | None, done: Written) -> Person:
    """Somebody new is made once, however many rows name them."""
    facts, known = row.facts, row.person
    name = f"{plain(facts.name)} {facts.party}"
    made = done.people.get(name) if known is None else None
    if made is not None:
        return made
    person = newest_of(known) if known else Person(name=facts.name)
    assert isinstance(person, Person)
    before = (person.party, person.contact)
    _set(person, {"party": facts.party, "contact": facts.contact})
    if known is None or before != (person.party, person.contact):
        person.full_clean()
        store_draft(person, user)
    if known is None or not known.live or before != (person.party, person.contact):
        done.records.append(person)
    if known is None:
        done.people[name] = person
    return person


def _set(row: Person | Membership, said: Mapping[str, object]) -> None:
    for name, value in said.items():
        if value or name == "valid_to":
            setattr(row, name, value)


def _call(membership: Membership, facts: Facts) -> None:
    if facts.role is Role.SUBSTITUTE and (facts.place or facts.parties):
        CallingPlace.objects.update_or_create(
            membership_id=membership.pk, defaults={"place": facts.place, "parties": facts.parties}
        )
