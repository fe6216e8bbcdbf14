"""How a round fell, counted from its ballots and what was corrected since."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.states import Choice, DecisionMethod, Side
from streaming.live.models import Result, Round
from streaming.live.states import Tie


def choices_of(of: Round) -> dict[int, str]:
    """What became of every mandate, by key: its aside, what was corrected, its ballot, or absent.

    Two queries. Ask only of a round that has been gavelled: nobody sees a running split.
    """
    changed: dict[str, str] = {}
    for result in of.results.all():
        changed |= result.changed
    mandates = of.mandates.select_related("ballot")
    return {each.pk: each.aside or changed.get(str(each.pk)) or _said(each) for each in mandates}


def _said(mandate: object) -> str:
    ballot = getattr(mandate, "ballot", None)
    return str(ballot.choice) if ballot else Choice.ABSENT.value


def count_choices(choices: Iterable[str]) -> dict[str, int]:
    """How many of each; every choice has a number."""
    counted = Counter(choices)
    return {choice.value: counted[choice.value] for choice in Choice}


def result_words(of: Round, result: Result) -> str:
    """The result in one sentence: what won, with what it means, and the figures."""
    side = _("ja") if result.won == Side.YES else _("nej")
    means = of.yes_means if result.won == Side.YES else of.no_means
    words = {"side": side, "means": means}
    said = _("Sammanträdet sa %(side)s: %(means)s.") if means else _("Sammanträdet sa %(side)s.")
    return " ".join(filter(None, [said % words, _how(of, result)]))


def _how(of: Round, result: Result) -> str:
    if of.method == DecisionMethod.ACCLAMATION:
        return _("Med acklamation, utan rösträkning.")
    if of.method == DecisionMethod.LOT:
        return _("Lotten avgjorde.")
    figures = f"{result.yes}–{result.no}"
    if result.won == Side.NO:
        figures = f"{result.no}–{result.yes}"
    if result.tie in {Tie.LOT_YES, Tie.LOT_NO}:
        return _("%(figures)s, lotten avgjorde.") % {"figures": figures}
    if result.tie:
        return _("%(figures)s, ordförandens utslagsröst avgjorde.") % {"figures": figures}
    return f"{figures}."
