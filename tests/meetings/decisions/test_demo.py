"""The demo's invented committee, loaded as `manage.py demo` loads it."""

import pytest

from meetings.demo.committee import INVENTED
from meetings.demo.load.cases import load_cases
from meetings.demo.load.decisions import load_decisions
from meetings.demo.load.meetings import load_meeting
from meetings.demo.load.organizations import load_organizations
from meetings.demo.load.people import load_memberships, load_people
from meetings.models import Ballot, Decision, Vote
from tests.meetings.registry import factories as registry

pytestmark = pytest.mark.django_db


def test_loading_twice_makes_one_of_each_and_all_of_it_can_be_published() -> None:
    organizations, people = load_organizations(), load_people()
    registry.put_live(*organizations.values(), *people.values())
    registry.put_live(*load_memberships(people, organizations))
    cases = load_cases(organizations)
    registry.put_live(*cases.values())
    for each in INVENTED:
        meeting = load_meeting(each, organizations, cases, {})
        registry.put_live(meeting)
        decisions = load_decisions(each, meeting, organizations, people)
        assert load_decisions(each, meeting, organizations, people) == decisions
        registry.put_live(*decisions)
        assert all(decision.sealed for decision in decisions)
    counts = (Decision.objects.count(), Vote.objects.count(), Ballot.objects.count())
    assert counts == (7, 6, 36)
