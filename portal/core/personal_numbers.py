"""Finds Swedish personal identity numbers in text (law.md E1: never on the web).

Personnummer and samordningsnummer (day + 60), ten or twelve digits, with a possible date
and a right check digit (Luhn). An organization number has at least 20 in the month's place
and so holds no date; a case number ends in a slash and a year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

PATTERN = re.compile(
    r"""
    (?<!\d)(?<!\d[/.-])                 # not inside a longer number
    (?:18|19|20)?
    (?:
        \d{6}
        (?:[\s\u200b\u2060\ufeff]{0,3}  # spaces of all kinds, also a line break
           [-+\u00ad\u2010-\u2015\u2212]
        )?
        [\s\u200b\u2060\ufeff]{0,3}
      | (?<=18|19|20)\d\d-\d\d-\d\d-    # 1985-04-12-1234
    )
    \d{4}
    (?!\d)(?!/\d)                       # 850412-1234/16 is a case number
    """,
    re.VERBOSE,
)
POSSIBLE = re.compile(
    r"\d{6}[\s\u200b\u2060\ufeff\u00ad\u2010-\u2015\u2212+-]{0,7}\d{4}|\d\d-\d\d-\d\d-\d{4}"
)
"""Whatever PATTERN finds has this in it: most texts need no closer look."""

OPAQUE = re.compile(
    r"\b(?:[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b",
    re.IGNORECASE,
)
"""Hashes and UUIDs hold runs of digits that nobody wrote: about one in some thousands would do."""

PHONE_BEFORE = re.compile(r"\b(?:tel\w*|tfn|mobil\w*|fax|sms|ring)\W{1,3}$", re.IGNORECASE)
PHONE_CONTEXT = 20
MASK = "██████"


@dataclass(frozen=True)
class PersonalNumber:
    """Where a number stands: `start` and `end` are offsets into the text."""

    start: int
    end: int


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every personal number in reading order."""
    if POSSIBLE.search(text) is None:
        return
    text = OPAQUE.sub(lambda opaque: "x" * len(opaque.group()), text)
    for match in PATTERN.finditer(text):
        if _is_personal(match.group()) and not _is_phone(text, match):
            yield PersonalNumber(match.start(), match.end())


def without_personal_numbers(text: str) -> str:
    """The text with every personal number masked."""
    for number in reversed(list(find_personal_numbers(text))):
        text = text[: number.start] + MASK + text[number.end :]
    return text


def _is_personal(written: str) -> bool:
    ten_digits = [int(char) for char in written if char.isdecimal()][-10:]
    return _holds_date(ten_digits) and _has_right_check_digit(ten_digits)


def _holds_date(ten_digits: list[int]) -> bool:
    year, month, day = (10 * ten_digits[at] + ten_digits[at + 1] for at in (0, 2, 4))
    try:
        # 2000 + yy is a leap year exactly when 1900 + yy is, but for 1900 itself.
        date(2000 + year, month, day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _has_right_check_digit(ten_digits: list[int]) -> bool:
    doubled = (digit * (2 - place % 2) for place, digit in enumerate(ten_digits))
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


def _is_phone(text: str, match: re.Match[str]) -> bool:
    """0701234567 after the word for it; without the word it may be a child born in 2007."""
    before = text[max(0, match.start() - PHONE_CONTEXT) : match.start()]
    return match.group().startswith("0") and PHONE_BEFORE.search(before) is not None
