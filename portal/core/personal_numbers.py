"""Finds Swedish personal identity numbers in text (law.md E1: never on the web).

Personnummer and samordningsnummer (day + 60), ten or twelve digits, with a right
check digit (Luhn) and a possible date. Organization numbers have a third digit ≥ 2
in the month's place and so are no dates.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PATTERN = re.compile(
    r"(?<![\d/.-])(?P<century>18|19|20)?(?P<date>\d{6})(?P<sign>\s?[-+\u2010-\u2015]\s?|\s)?(?P<last>\d{4})(?![\d/])"
)


@dataclass(frozen=True)
class PersonalNumber:
    """Where a number stands: `start` and `end` are offsets into the text."""

    text: str
    start: int
    end: int


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every personal number in reading order."""
    for match in PATTERN.finditer(text):
        if _is_personal(match["date"], match["last"]):
            yield PersonalNumber(match.group(), match.start(), match.end())


def _is_personal(birth: str, last: str) -> bool:
    return _is_possible_date(birth) and _has_right_check_digit(birth + last)


def _is_possible_date(birth: str) -> bool:
    year, month, day = int(birth[:2]), int(birth[2:4]), int(birth[4:])
    try:
        # 2000 + yy is a leap year exactly when 1900 + yy is, but for 1900 itself.
        date(2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _has_right_check_digit(ten_digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0
