"""`manage.py demo --scale N`: N meetings on top of the demo city, a few in each act."""

import datetime
from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from meetings.contents import DocumentContent
from meetings.demo.load.identity import demo_id
from meetings.demo.scale import plan, rows
from meetings.models import Case, Organization, RuleSet, WorkingPart, WorkingRecord
from meetings.services.publishing import publish
from portal.core.clock import city_zone
from portal.core.errors import DomainError
from portal.ledger.changes import Actor, Change
from portal.ledger.files import store_texts
from portal.ledger.models import Record
from portal.ledger.services import publish_act, reserve_public_numbers
from portal.ledger.states import Verb

ACTOR = Actor(role="registrar")
IN_AN_ACT = 3
"""Meetings; 131 entries each, and an import commits in acts of at most 500 (DESIGN §3)."""

MOST = 10_000
CONTACT = "registrator@example.org"
RULES = "Provstadens regler"
NOON = datetime.time(12)

Progress = Callable[[str, int, int], None]


def load_scale(count: int, *, progress: Progress) -> int:
    """Load and publish the meetings that are not there yet; returns how many were added.

    Each act is whole or absent, so a run that was stopped goes on where it was.
    """
    if not 0 < count <= MOST:
        raise DomainError(_("Ange mellan 1 och %(most)s sammanträden.") % {"most": MOST})
    organizations = _organizations()
    waiting = _missing(count)
    done = count - len(waiting)
    for batch in _batches(waiting):
        _publish(batch, organizations)
        done += len(batch)
        progress(_("sammanträden"), done, count)
    return len(waiting)


def _organizations() -> dict[str, Organization]:
    rules, _is_new = RuleSet.objects.get_or_create(
        name=RULES, defaults={"meetings_public": True, "announce_days": 7}
    )
    made = {each.short_name: _organization(each, rules) for each in plan.ORGANIZATIONS}
    new = [each for each in made.values() if not each.live]
    if new:
        publish(records=new, actor=ACTOR, key=str(demo_id("scale-act", "organizations")))
    return made


def _organization(each: plan.Organization, rules: RuleSet) -> Organization:
    found: Organization
    found, _is_new = Organization.objects.get_or_create(
        record_id=demo_id("scale-organization", each.short_name),
        defaults={
            "name": each.name,
            "short_name": each.short_name,
            "kind": each.kind,
            "rule_set": rules,
            "valid_from": plan.FIRST_DAY,
            "contact": CONTACT,
            "is_invented": True,
        },
    )
    return found


def _missing(count: int) -> list[int]:
    """Numbers of the meetings that the ledger does not hold."""
    by_id = {rows.meeting_id(number): number for number in range(count)}
    held = Record.objects.filter(kind="meeting").values_list("pk", flat=True)
    return sorted(set(by_id.values()) - {by_id[pk] for pk in held.iterator() if pk in by_id})


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), IN_AN_ACT):
        yield numbers[first : first + IN_AN_ACT]


def _publish(batch: Sequence[int], organizations: dict[str, Organization]) -> None:
    files = store_texts([each for number in batch for each in rows.paper_texts(number)])
    numbers = iter(reserve_public_numbers(DocumentContent.kind, len(files)))
    made, known = rows.Rows(), rows.Known(organizations, _older_cases(batch))
    for place, number in enumerate(batch):
        papers = plan.ITEMS * plan.PAPERS
        own = files[place * papers : (place + 1) * papers]
        rows.add_meeting(made, known, number, own, numbers)
    publish_act(
        actor=ACTOR,
        changes=[_change(each) for each in made.records()],
        key=str(demo_id("scale-act", f"{batch[0]}-{batch[-1]}")),
        apply=lambda: rows.write(made),
    )


def _change(record: WorkingRecord | WorkingPart) -> Change:
    """It was public on its own day, at noon."""
    content = record.to_record()
    assert content.date is not None
    return Change(
        record.record_id,
        Verb.PUBLISHED,
        content,
        record.audience(),
        source_time=datetime.datetime.combine(content.date, NOON, tzinfo=city_zone()),
        expected_version=0,
    )


def _older_cases(batch: Sequence[int]) -> dict[plan.PlannedCase, Case]:
    """Cases of earlier meetings that come up at these."""
    wanted = {item.case for number in batch for item in plan.items_of(number)}
    older = {rows.case_id(case): case for case in wanted if case.first not in batch}
    found = Case.objects.filter(record_id__in=older).select_related("organization")
    return {older[case.record_id]: case for case in found}
