"""How an authority writes the numbers of a diary: `####/ÅÅ`, `SLK-ÅÅÅÅ-#####`.

`#` stands for the running number, padded with zeros; ÅÅ and ÅÅÅÅ for the year. law.md finding 6:
there is no national form, so the form is data of each authority.
"""

import re

RUN = re.compile("#+")
USUAL = "####/ÅÅ"


def is_form(text: str) -> bool:
    """One run of # and at least one year: without it the numbers of two years would meet."""
    return len(RUN.findall(text)) == 1 and "ÅÅ" in text


def written(form: str, year: int, running: int) -> str:
    """The running number of a year as the form writes it; a long one is not cut."""
    return RUN.sub(lambda place: str(running).zfill(len(place.group())), _dated(form, year))


def running_of(form: str, year: int, number: str) -> int | None:
    """The running number that a number of that year carries; None for one of another form."""
    before, after = RUN.split(_dated(form, year))
    match = re.fullmatch(rf"{re.escape(before)}(\d+){re.escape(after)}", number)
    return int(match[1]) if match and written(form, year, int(match[1])) == number else None


def _dated(form: str, year: int) -> str:
    return form.replace("ÅÅÅÅ", f"{year:04}").replace("ÅÅ", f"{year % 100:02}")
