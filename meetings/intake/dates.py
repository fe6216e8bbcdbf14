"""Dates as Swedish authorities write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    "januari": 1, "februari": 2, "mars": 3, "april": 4, "maj": 5, "juni": 6, "juli": 7,
    "augusti": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
    "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?P<{}>(?:19|20)\d{{2}})"
_FORMS = (
    # 2016-10-19, 2016.11.23, 2016/10/19
    rf"(?<![\d/:.-]){_YEAR.format('y1')}(?P<sep>[-./])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})"
    r"(?![\d/:])",
    # 19 oktober 2016, den 5 september 2016, 5 sept. 2016
    rf"(?<![\d.])(?P<d2>\d{{1,2}})(?::?e)?\s+(?P<m2>{_MONTH})\.?,?\s+{_YEAR.format('y2')}(?!\d)",
    # 19/10 2016, 19/10-2016
    rf"(?<![\d/:.-])(?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})[\s-]{{1,2}}{_YEAR.format('y3')}(?![\d/:-])",
)
_DATE = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)


@dataclass(frozen=True)
class DateMention:
    """A date and where it stands: `text[start:end]` is how it was written."""

    value: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[DateMention]:
    """Yield every real calendar date in `text`, in order; impossible ones are passed over."""
    for match in _DATE.finditer(text):
        value = _date_of(match)
        if value is not None:
            yield DateMention(value, match.start(), match.end())


def parse_date(text: str) -> date | None:
    """Return the first date written in `text`, or None when there is none."""
    return next((mention.value for mention in find_dates(text)), None)


def _date_of(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    for form in "123":
        year, month, day = (groups[part + form] for part in "ymd")
        if year is not None and month is not None and day is not None:
            return _calendar_date(int(year), _month_number(month), int(day))
    return None


def _month_number(written: str) -> int:
    return int(written) if written.isdecimal() else MONTHS[written.lower()]


def _calendar_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
