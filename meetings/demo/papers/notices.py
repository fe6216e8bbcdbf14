"""Short papers for the other real items of the executive board, 2020–2024.

For each a report with number and matter, and an extract of minutes where the outcome is known.
When the real reports were issued is not in the sources; the demo says so and gives no date.
"""

from meetings.demo.cases import case
from meetings.demo.meetings import meeting
from meetings.demo.papers.heads import minutes_extract, official_report
from meetings.demo.papers.paper import Paper

_REPORTED: tuple[tuple[str, str], ...] = (
    ("ks/2020-01-15", "0606/18"),
    ("ks/2020-01-15", "0560/19"),
    ("ks/2020-02-05", "1006/18"),
    ("ks/2020-02-05", "1281/16"),
    ("ks/2020-03-25", "0263/19"),
    ("ks/2020-03-25", "0380/20"),
    ("ks/2020-03-25", "0443/20"),
    ("ks/2021-03-31", "0263/20"),
    ("ks/2021-06-16", "0747/21"),
    ("ks/2021-06-16", "0756/21"),
    ("ks/2021-09-29", "1070/21"),
    ("ks/2021-10-27", "0882/21"),
    ("ks/2024-06-12", "SLK-2023-01047"),
)


def _slug(number: str) -> str:
    return number.lower().replace("/", "-")


def _item_number(key: str, number: str) -> str:
    return next(item.number for item in meeting(key).items if item.case == number)


def _report(key: str, number: str) -> Paper:
    return official_report(
        f"tjansteutlatande-{_slug(number)}",
        number=number,
        title=case(number).title,
        writer="slk",
        issued=None,
        meeting=key,
        item=_item_number(key, number),
    )


def _extract(key: str, number: str) -> Paper:
    return minutes_extract(
        f"protokollsutdrag-{_slug(number)}",
        number=number,
        title=case(number).title,
        meeting=key,
        item=_item_number(key, number),
    )


def _outcome_known(key: str, number: str) -> bool:
    return any(item.case == number and item.outcome is not None for item in meeting(key).items)


REPORTS: tuple[Paper, ...] = tuple(_report(*where) for where in _REPORTED)
EXTRACTS: tuple[Paper, ...] = tuple(_extract(*one) for one in _REPORTED if _outcome_known(*one))
NOTICES: tuple[Paper, ...] = (*REPORTS, *EXTRACTS)
