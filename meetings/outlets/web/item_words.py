"""The sentence about an agenda item: what was decided, or when it is handled."""

import datetime

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.outlets.web.meeting_words import EXPECTED, when_words
from meetings.outlets.web.outcomes import Outcomes
from meetings.states import ItemKind, MeetingState


def item_lead(
    content: AgendaItemContent,
    meeting: MeetingContent | None,
    outcomes: Outcomes,
    today: datetime.date,
) -> str:
    """The outcome; before it is known, when the item is handled."""
    outcome = outcomes.words(content)
    if outcome:
        return outcome
    if meeting is None:
        return _("Vad som beslutades: uppgift saknas.")
    return _state_sentence(content, meeting, today) % {"when": when_words(meeting)}


def _state_sentence(
    content: AgendaItemContent, meeting: MeetingContent, today: datetime.date
) -> str:
    if meeting.state == MeetingState.CANCELLED:
        return _("Sammanträdet %(when)s är inställt. Punkten är inte behandlad.")
    if meeting.state == MeetingState.ONGOING:
        return _("Sammanträdet pågår. Inget beslut är publicerat än.")
    if meeting.state in EXPECTED and meeting.date and meeting.date >= today:
        return _("Ska behandlas %(when)s.")
    if content.item_kind in {ItemKind.INFORMATION, ItemKind.NOTIFICATION}:
        return _("Togs upp %(when)s.")
    return _("Togs upp %(when)s. Vad som beslutades: uppgift saknas.")
