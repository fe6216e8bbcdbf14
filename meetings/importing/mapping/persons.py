"""OParl's Person with the memberships inside it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from meetings.importing.fields import WITHHELD
from meetings.importing.mapping.context import Context, Made, time_of, was_edited
from meetings.importing.rules import Rule
from meetings.importing.stated import Stated
from meetings.models import ImportedObject, Membership, Person
from portal.accounts.roles import ELECTED, Role
from portal.ledger.services import reserve_public_numbers

ROLES: tuple[tuple[str, Role], ...] = (
    (r"(?:stellv\w*|vize|vice)\W.*(?:vorsitz|bürgermeister|chair|ordförande)|vice ordförande",
     Role.VICE_CHAIR),
    (r"vorsitz|bürgermeister|vorsteher|ordförande|chair", Role.CHAIR),
    (r"stellv|vertreter|ersättare|substitute|deputy", Role.SUBSTITUTE),
    (r"schriftführ|sekreterare|secretary", Role.SECRETARY),
)  # fmt: skip


def person_rows(pairs: Sequence[tuple[ImportedObject, Stated]], context: Context) -> Iterator[Made]:
    """Persons and memberships; a grant is never given by an import, whoever logs in as whom."""
    known = _by_record(Person, [context.id_of(stated) for _of, stated in pairs])
    inside = [list(stated.inside("membership", "Membership")) for _of, stated in pairs]
    memberships = _by_record(Membership, [context.id_of(e) for group in inside for e in group])
    new = sum(context.id_of(stated) not in known for _of, stated in pairs)
    numbers = iter(reserve_public_numbers("person", new)) if new else iter(())
    for (of, stated), group in zip(pairs, inside, strict=True):
        person = known.get(context.id_of(stated)) or Person(
            record_id=context.id_of(stated), number=next(numbers)
        )
        made = Made(of, [], time_of(stated))
        if person.is_protected:
            # law.md C14: the source still says the name, and nothing of it comes in again.
            stated.deviation(Rule.EDITED_HERE)
            yield Made(of)
            continue
        if not was_edited(person if person.pk else None, stated):
            _fill(person, stated, context)
            made.rows.append(person)
        made.rows += _memberships(person, group, memberships, context)
        yield made


def _by_record(model: Any, ids: Sequence[UUID]) -> dict[UUID, Any]:
    return {row.record_id: row for row in model.objects.filter(record_id__in=ids)}


def _fill(person: Person, stated: Stated, context: Context) -> None:
    given, family = stated.text("givenName"), stated.text("familyName")
    name = f"{given} {family}" if given and family else stated.text("name") or family or given
    if not name:
        stated.deviation(Rule.MISSING_FIELD, "name")
        name = stated.key.rsplit("/", 1)[-1]
    person.name = name[:200]
    stated.keep("givenName", "familyName")
    for withheld in sorted(WITHHELD & stated.raw.keys()):
        stated.deviation(Rule.WITHHELD, withheld)
    # Where somebody lives is a reference here, an object elsewhere; neither comes along.
    person.source = context.source_of(stated, without=WITHHELD | {"location", "body"})


def _memberships(
    person: Person, group: Sequence[Stated], known: dict[UUID, Membership], context: Context
) -> Iterator[Membership]:
    begun: set[tuple[UUID, object]] = set()
    for stated in group:
        row = known.get(context.id_of(stated)) or Membership(record_id=context.id_of(stated))
        if was_edited(row if row.pk else None, stated) or not _placed(row, person, stated, context):
            continue
        if (row.organization.record_id, row.valid_from) in begun:
            stated.deviation(Rule.DUPLICATE_MEMBERSHIP)
            continue
        begun.add((row.organization.record_id, row.valid_from))
        row.source = context.source_of(stated, without=frozenset({"person"}))
        yield row


def _placed(row: Membership, person: Person, stated: Stated, context: Context) -> bool:
    """Fill the row; False where there is no organization to be a member of."""
    organization = context.organization(stated.reference("organization"), stated, "organization")
    if organization is None:
        stated.deviation(Rule.MISSING_FIELD, "organization")
        return False
    row.person, row.organization = person, organization
    row.role = _role(stated)
    row.valid_from = stated.date("startDate") or organization.valid_from
    if "startDate" not in stated.taken:
        stated.deviation(Rule.MISSING_FIELD, "startDate")
    row.valid_to = stated.date("endDate")
    if row.valid_to and row.valid_to <= row.valid_from:
        stated.deviation(Rule.ENDS_BEFORE_START)
        stated.keep("endDate")
        row.valid_to = None
    return True


def _role(stated: Stated) -> Role:
    """The nearest of our roles; what the source calls it is kept and shown."""
    own = stated.raw.get("radslag:role")
    if own in ELECTED:
        return Role(own)
    said = str(stated.raw.get("role") or "").lower()
    return next((role for pattern, role in ROLES if re.search(pattern, said)), Role.MEMBER)
