"""The whole demo city, loaded and published; a second time changes nothing."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from meetings.demo.city import City, demo_city
from meetings.demo.load.bundle import load_bundle
from meetings.demo.load.cases import load_cases
from meetings.demo.load.decisions import load_decisions
from meetings.demo.load.meetings import load_meeting, was_public
from meetings.demo.load.organizations import load_organizations
from meetings.demo.load.papers import load_paper
from meetings.demo.load.people import load_grants, load_memberships, load_people
from meetings.demo.organizations import BEFORE_THE_DEMO
from meetings.errors import NothingToPublish
from meetings.models import Case, Document, Organization, Person, WorkingRecord
from meetings.services.publishing import agenda_records, publish
from portal.core.clock import city_zone
from portal.core.ids import new_id
from portal.ledger.changes import Actor

R = TypeVar("R", bound=WorkingRecord)
ACTOR = Actor(role="registrar")
Progress = Callable[[str, int, int], None]


def load_city(*, today: datetime.date, progress: Progress, with_bundle: bool = True) -> None:
    """Load what is not there yet and publish it, one act a meeting.

    `progress(step, done, all)` is told after each step. Without the bundle item 2.2.2 is
    left out, ready for somebody to drop its papers.
    """
    city = demo_city(today)
    organizations = load_organizations()
    _publish_since(organizations.values(), lambda each: each.valid_from)
    progress("organ", 1, 4)
    people = load_people()
    _publish_since(people.values(), lambda _each: BEFORE_THE_DEMO)
    _publish_since(load_memberships(people, organizations), lambda each: each.valid_from)
    load_grants(organizations)
    progress("personer", 2, 4)
    cases = load_cases(organizations)
    _publish_since(cases.values(), lambda each: each.opened)
    progress("ärenden", 3, 4)
    documents = {paper.key: load_paper(paper, organizations, cases) for paper in city.single_papers}
    progress("handlingar", 4, 4)
    _load_meetings(city, progress, organizations, cases, documents, people)
    if with_bundle:
        held = next(each for each in city.meetings if each.key == city.bundle.meeting)
        load_bundle(city.bundle, organizations, cases, ACTOR, was_public(held))
        progress("punkt 2.2.2 genom intaget", 1, 1)


def _load_meetings(
    city: City,
    progress: Progress,
    organizations: dict[str, Organization],
    cases: dict[str, Case],
    documents: dict[str, Document],
    people: dict[str, Person],
) -> None:
    for count, each in enumerate(city.meetings, 1):
        left_out = city.bundle.item if each.key == city.bundle.meeting else ""
        meeting = load_meeting(each, organizations, cases, documents, left_out)
        _publish(agenda_records(meeting), was_public(each))
        _publish(load_decisions(each, meeting, organizations, people), was_public(each))
        progress(f"sammanträde {each.key}", count, len(city.meetings))


def _publish_since(records: Iterable[R], since: Callable[[R], datetime.date]) -> None:
    """What has been public since long before it came here: one act for each first day."""
    by_day: dict[datetime.date, list[R]] = defaultdict(list)
    for record in records:
        by_day[since(record)].append(record)
    for day, same_day in sorted(by_day.items()):
        _publish(same_day, datetime.datetime.combine(day, datetime.time.min, tzinfo=city_zone()))


def _publish(
    records: Iterable[WorkingRecord], source_time: datetime.datetime | None = None
) -> None:
    try:
        publish(records=records, actor=ACTOR, key=str(new_id()), source_time=source_time)
    except NothingToPublish:
        return
