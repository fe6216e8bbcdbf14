"""What stands in the n-th meeting of the large city: pure, the same every time.

Nothing in a meeting depends on how many there are, so a larger city only adds. Meetings go
round the organizations; five cases begin at each and come up again at the four that follow,
so a case wanders through five organizations.
"""

import datetime
from dataclasses import dataclass

from meetings.states import OrganizationKind

ITEMS = 25
PAPERS = 2
"""To an item; 50 to a meeting."""

NEW_CASES = 5
FOLLOWED = ITEMS // NEW_CASES
"""Meetings at which a case comes up, its first included."""

FIRST_DAY = datetime.date(2011, 1, 3)
WORKDAYS = 5
DAYS_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Organization:
    short_name: str
    name: str
    kind: OrganizationKind


ORGANIZATIONS = (
    Organization("provfullmaktige", "Provfullmäktige", OrganizationKind.COUNCIL),
    Organization("provstyrelsen", "Provstyrelsen", OrganizationKind.EXECUTIVE_BOARD),
    Organization("provnamnden-nord", "Provnämnden Nord", OrganizationKind.COMMITTEE),
    Organization("provnamnden-syd", "Provnämnden Syd", OrganizationKind.COMMITTEE),
    Organization("provnamnden-ost", "Provnämnden Öst", OrganizationKind.COMMITTEE),
    Organization("provnamnden-vast", "Provnämnden Väst", OrganizationKind.COMMITTEE),
    Organization("provnamnden-mitt", "Provnämnden Mitt", OrganizationKind.COMMITTEE),
    Organization("provbolaget", "Provbolaget AB", OrganizationKind.COMPANY_BOARD),
)


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """`first` is the meeting at which it begins, `place` its place among the new ones there."""

    first: int
    place: int

    @property
    def serial(self) -> int:
        return self.first * NEW_CASES + self.place

    @property
    def number(self) -> str:
        return f"PROV-{meeting_day(self.first).year}-{self.serial + 1:06}"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """`age` counts the meetings since its case began: it numbers the papers in the diaries."""

    number: str
    case: PlannedCase
    age: int


def organization_of(meeting: int) -> Organization:
    return ORGANIZATIONS[meeting % len(ORGANIZATIONS)]


def meeting_day(meeting: int) -> datetime.date:
    """A workday; no organization meets twice on one."""
    workday = meeting // len(ORGANIZATIONS) * DAYS_BETWEEN
    weeks, day = divmod(workday, WORKDAYS)
    return FIRST_DAY + datetime.timedelta(weeks=weeks, days=day)


def new_cases(meeting: int) -> list[PlannedCase]:
    return [PlannedCase(meeting, place) for place in range(NEW_CASES)]


def items_of(meeting: int) -> list[PlannedItem]:
    """The first meetings of all have no older cases: their own come up again."""
    return [
        PlannedItem(
            number=str(index + 1),
            case=PlannedCase(meeting - age if age <= meeting else meeting, place),
            age=age,
        )
        for index, (age, place) in enumerate(_ages())
    ]


def _ages() -> list[tuple[int, int]]:
    return [(age, place) for age in range(FOLLOWED) for place in range(NEW_CASES)]
