"""The whole demo city in one value, for the loader."""

from dataclasses import dataclass
from datetime import date

from meetings.demo.agenda import Meeting
from meetings.demo.cases import CASES, Case
from meetings.demo.meetings import MEETINGS
from meetings.demo.organizations import ORGANIZATIONS, RULE_SETS, Organization, RuleSet
from meetings.demo.papers import BUNDLE_2016, SINGLE_PAPERS, Bundle, Paper
from meetings.demo.people import LOGINS, MEMBERSHIPS, PEOPLE, Login, Membership, Person
from meetings.demo.registrations import REGISTRATIONS, Registration
from meetings.demo.upcoming import upcoming


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """Everything the demo loads, in the order in which it can be made.

    `single_papers` become documents one by one; `bundle` goes through the intake.
    """

    rule_sets: tuple[RuleSet, ...]
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    memberships: tuple[Membership, ...]
    logins: tuple[Login, ...]
    cases: tuple[Case, ...]
    meetings: tuple[Meeting, ...]
    single_papers: tuple[Paper, ...]
    bundle: Bundle
    registrations: tuple[Registration, ...]


def demo_city(today: date) -> City:
    """The demo city as it looks on `today`: held meetings first, then the coming ones."""
    return City(
        rule_sets=RULE_SETS,
        organizations=ORGANIZATIONS,
        people=PEOPLE,
        memberships=MEMBERSHIPS,
        logins=LOGINS,
        cases=CASES,
        meetings=(*MEETINGS, *upcoming(today)),
        single_papers=SINGLE_PAPERS,
        bundle=BUNDLE_2016,
        registrations=REGISTRATIONS,
    )
