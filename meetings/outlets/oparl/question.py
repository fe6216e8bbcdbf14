"""What may be asked of a list of OParl: the four times, and where a page begins."""

import datetime
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.selectors.oparl.question import Wanted
from portal.core.questions import WrongQuestion, known_values, whole_number

TIMES = ("created_since", "created_until", "modified_since", "modified_until")
OMIT, AFTER, LIMIT = "omit_internal", "after", "limit"
PARAMETERS = (*TIMES, OMIT, LIMIT, AFTER)
MOST, USUAL = 1_000, 100


@dataclass(frozen=True)
class Question:
    """`asked` are the parameters as they came, in their canonical order, without `after`."""

    wanted: Wanted
    omits_internal: bool = False
    asked: dict[str, str] = field(default_factory=dict)


def question_of(given: QueryDict) -> Question:
    """Raises WrongQuestion, with the known parameters where one is unknown."""
    values = known_values(given, PARAMETERS)
    times = {name: _moment(name, values[name]) for name in TIMES if name in values}
    return Question(
        Wanted(
            after=values.get(AFTER, ""),
            limit=whole_number(LIMIT, values.get(LIMIT, str(USUAL)), MOST),
            **times,
        ),
        _is_true(values.get(OMIT, "false")),
        {name: values[name] for name in PARAMETERS if name in values and name != AFTER},
    )


def no_question(given: QueryDict) -> None:
    """For the address of one object. Raises WrongQuestion."""
    known_values(given, ())


def _moment(name: str, text: str) -> datetime.datetime:
    """OParl 1.1, date-time; a plus sign in an address that was not encoded is a space."""
    try:
        moment = datetime.datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        raise _wrong_moment(name, text) from None
    if moment.tzinfo is None or "T" not in text:
        raise _wrong_moment(name, text)
    try:
        return moment.astimezone(datetime.UTC)
    except OverflowError:
        raise _wrong_moment(name, text) from None


def _is_true(text: str) -> bool:
    if text not in {"true", "false"}:
        raise WrongQuestion(_("%(name)s är true eller false.") % {"name": OMIT}, ("true", "false"))
    return text == "true"


def _wrong_moment(name: str, text: str) -> WrongQuestion:
    return WrongQuestion(
        _("%(name)s ska vara en tid som 2016-10-19T10:00:00+02:00, inte ”%(text)s”.")
        % {"name": name, "text": text}
    )
