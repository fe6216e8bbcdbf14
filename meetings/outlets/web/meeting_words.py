"""The sentence about a meeting: its state and when, before anything else."""

import datetime

from django.utils.translation import gettext as _

from meetings.contents import MeetingContent
from meetings.outlets.web.meeting_rows import starting_time
from meetings.outlets.words import clock_words, day_words, moment_words, near_day_words
from meetings.states import MeetingState

CHANGING = {"Surrogate-Control": "max-age=2"}
"""A page that tells of a meeting which is near is kept for two seconds: what the control room, the
picture and the thread show in it moves without an entry in the ledger."""
EXPECTED = frozenset({MeetingState.PLANNED, MeetingState.CALLED})
"""States of a meeting that has not begun."""
OVER = frozenset({MeetingState.FINISHED, MeetingState.CANCELLED})


def headers_near(content: MeetingContent | None, today: datetime.date) -> dict[str, str]:
    """What a page about the meeting says of how long it may be kept."""
    if content is None or content.date is None or content.state in OVER:
        return {}
    return CHANGING if abs(content.date - today) <= datetime.timedelta(days=1) else {}


def when_words(content: MeetingContent) -> str:
    """`onsdag 19 oktober 2016 kl. 10.00`; only the day where the time is not known."""
    start = starting_time(content)
    if start:
        return moment_words(start)
    return day_words(content.date) if content.date else ""


def near_words(content: MeetingContent, today: datetime.date) -> str:
    """The same with `i dag` and `i morgon`."""
    if content.date is None:
        return ""
    day, start = near_day_words(content.date, today), starting_time(content)
    return f"{day} {clock_words(start)}" if start else day


def meeting_lead(content: MeetingContent, today: datetime.date) -> str:
    """What happens, happened or did not happen, when and where."""
    expected = content.state in EXPECTED
    if expected and content.date and content.date < today:
        words = _("Sammanträdet skulle hållas %(when)s. Om det hölls: uppgift saknas.")
        return words % {"when": when_words(content)}
    when = near_words(content, today) if expected else when_words(content)
    words = _state_sentence(content.state) % {"when": when}
    if content.place and content.state != MeetingState.CANCELLED:
        words += " " + _("Plats: %(place)s.") % {"place": content.place}
    return words


def _state_sentence(state: str) -> str:
    sentences = {
        MeetingState.PLANNED.value: _("Sammanträdet är planerat till %(when)s."),
        MeetingState.CALLED.value: _("Sammanträdet är kallat till %(when)s."),
        MeetingState.ONGOING.value: _("Sammanträdet pågår nu. Det började %(when)s."),
        MeetingState.FINISHED.value: _("Sammanträdet hölls %(when)s."),
        MeetingState.CANCELLED.value: _(
            "Sammanträdet är inställt. Det skulle ha hållits %(when)s."
        ),
    }
    return sentences[state]
