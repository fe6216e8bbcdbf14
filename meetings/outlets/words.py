"""Days, times and lists as people say them, in the language of the request."""

import datetime
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.clock import local

UNKNOWN = gettext_lazy("uppgift saknas")
"""What stands where something is not known."""


def day_words(day: datetime.date) -> str:
    """`onsdag 19 oktober 2016`."""
    return date_format(day, "l j F Y")


def short_day_words(day: datetime.date) -> str:
    """`19 oktober 2016`."""
    return date_format(day, "j F Y")


def near_day_words(day: datetime.date, today: datetime.date) -> str:
    """`i dag`, `i morgon`, or the day in full."""
    near = {0: _("i dag"), 1: _("i morgon")}
    return near.get((day - today).days) or day_words(day)


def time_words(moment: datetime.datetime) -> str:
    """`10.00`, in the city's time."""
    return date_format(local(moment), "H.i")


def clock_words(moment: datetime.datetime) -> str:
    """`kl. 10.00`, never broken over two lines."""
    said = _("kl. %(time)s") % {"time": time_words(moment)}
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def moment_words(moment: datetime.datetime) -> str:
    """`onsdag 19 oktober 2016 kl. 10.00`."""
    return f"{day_words(local(moment).date())} {clock_words(moment)}"


def period_words(first: datetime.date | None, last: datetime.date | None) -> str:
    """`från 1 januari 2015`, `1 januari 2015–31 december 2018`, `till 31 december 2018`."""
    if first and last:
        return f"{short_day_words(first)} – {short_day_words(last)}"
    if first:
        return _("från %(day)s") % {"day": short_day_words(first)}
    if last:
        return _("till %(day)s") % {"day": short_day_words(last)}
    return str(UNKNOWN)


def listing(words: Sequence[str]) -> str:
    """`M, L och KD`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s och %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def first_sentence(text: str) -> tuple[str, str]:
    """The first sentence without its full stop, as a heading has it, and what follows."""
    first, stop, rest = text.partition(". ")
    return (first, rest) if stop else (text.removesuffix("."), "")


def sentence(text: str) -> str:
    """The text with a capital first letter and a full stop, if it lacks them."""
    text = text.strip()
    if not text:
        return ""
    ended = text if text[-1] in ".!?…”)" else f"{text}."
    return ended[0].upper() + ended[1:]
