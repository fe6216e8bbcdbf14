"""What may be asked of the list of records, and what a wrong question is told."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.core.questions import Period, WrongQuestion, known_values, period_of, whole_number
from portal.ledger.contents import KINDS

__all__ = [
    "Period",
    "Question",
    "WrongQuestion",
    "period_of",
    "question_of",
    "version_of_question",
]

LIST_PARAMETERS = ("kind", "organization", "date", "reference", "page")
RECORD_PARAMETERS = ("version",)
LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class Question:
    """The parameters of the list, read. `page` counts from 1."""

    kind: str = ""
    organization: str = ""
    period: Period | None = None
    reference: str = ""
    page: int = 1


def question_of(given: QueryDict) -> Question:
    """Raises WrongQuestion."""
    values = known_values(given, LIST_PARAMETERS)
    return Question(
        kind=_kind(values.get("kind", "")),
        organization=values.get("organization", ""),
        period=period_of(values["date"]) if values.get("date") else None,
        reference=values.get("reference", ""),
        page=whole_number("page", values.get("page", "1"), LAST_PAGE),
    )


def version_of_question(given: QueryDict) -> int | None:
    """The version that is asked for; None is the newest. Raises WrongQuestion."""
    values = known_values(given, RECORD_PARAMETERS)
    return whole_number("version", values["version"], LAST_PAGE) if "version" in values else None


def _kind(value: str) -> str:
    if value and value not in KINDS:
        raise WrongQuestion(_("Slaget ”%(kind)s” finns inte.") % {"kind": value}, sorted(KINDS))
    return value
