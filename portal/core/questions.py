"""Questions in an address: values that are known, days and whole numbers, read or refused.

A question that cannot be read is answered with what was wrong and what may be asked; it is
never answered with something else.
"""

import calendar
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class WrongQuestion(Exception):
    """A parameter that is unknown, or has a value that cannot be read."""

    def __init__(self, text: str, known: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.known = list(known)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: datetime.date | None
    last: datetime.date | None


def known_values(
    given: QueryDict, known: tuple[str, ...], *, repeated: tuple[str, ...] = ()
) -> dict[str, str]:
    """The parameters by name, without space around them; those of `repeated` may stand again.

    Raises WrongQuestion for an unknown one, and for one that stands twice.
    """
    for name, values in given.lists():
        if name not in known:
            text = _("Parametern ”%(name)s” finns inte.") % {"name": name}
            raise WrongQuestion(text, known)
        if len(values) > 1 and name not in repeated:
            text = _("Parametern ”%(name)s” står flera gånger. Ange den en gång.") % {"name": name}
            raise WrongQuestion(text)
    return {name: value.strip() for name, value in given.items() if isinstance(value, str)}


def whole_number(name: str, value: str, most: int) -> int:
    """A number from 1 to `most`. Raises WrongQuestion."""
    if not re.fullmatch(r"[0-9]{1,9}", value) or not 1 <= int(value) <= most:
        text = _("%(name)s ska vara ett heltal från 1 och uppåt, inte ”%(value)s”.")
        raise WrongQuestion(text % {"name": name, "value": value})
    return int(value)


def period_of(text: str) -> Period:
    """`2016`, `2016-10`, `2016-10-19`, or two of them: `2016-10..2017`, `..2017`, `2016..`.

    Raises WrongQuestion.
    """
    start, dots, end = text.partition("..")
    first = _days(start).first if start else None
    last = _days(end if dots else start).last if end or not dots else None
    if (first, last) == (None, None) or (first and last and first > last):
        raise _wrong_date(text)
    return Period(first, last)


def _days(text: str) -> Period:
    """The first and last day of a year, a month or a day."""
    found = DAY.fullmatch(text)
    if found is None:
        raise _wrong_date(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise _wrong_date(text) from None
    return Period(first, _last_day(first, month, day))


def _last_day(first: datetime.date, month: int, day: int) -> datetime.date:
    if day:
        return first
    last_month = month or 12
    return first.replace(month=last_month, day=calendar.monthrange(first.year, last_month)[1])


def _wrong_date(text: str) -> WrongQuestion:
    return WrongQuestion(
        _(
            "”%(text)s” är inget datum. "
            "Skriv till exempel 2016, 2016-10, 2016-10-19 eller 2016-10..2017."
        )
        % {"text": text}
    )
