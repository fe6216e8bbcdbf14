"""The first sentence of a proposal: where it stands and what comes next."""

import datetime

from django.utils.translation import gettext as _

from meetings.contents import AgendaItemContent, MeetingContent
from meetings.outlets.web.known import Known
from meetings.outlets.words import near_day_words, short_day_words
from portal.core.clock import local
from proposals.contents import ProposalContent
from proposals.outlets.words import days_left_words, outcome_word, votes_words
from proposals.states import ProposalState

S = ProposalState


def days_left(content: ProposalContent, today: datetime.date) -> int:
    """Whole days until collecting closes; the last day is 0."""
    return (_day(content.closes) - today).days if content.closes else 0


def lead_of(content: ProposalContent, votes: int, known: Known, today: datetime.date) -> str:
    """One or two sentences; the running count is given by the caller."""
    told = _BY_STATE.get(ProposalState(content.state))
    return told(content, votes, known, today) if told else ""


def _collecting(content: ProposalContent, votes: int, _known: Known, today: datetime.date) -> str:
    left = max(content.votes_needed - votes, 0)
    return _("%(left)s till behövs. %(days)s.") % {
        "left": votes_words(left),
        "days": _sentence(days_left_words(days_left(content, today))),
    }


def _reached(content: ProposalContent, votes: int, _known: Known, today: datetime.date) -> str:
    if content.closed:
        told = _("Förslaget nådde målet med %(votes)s och ska lämnas över till den som beslutar.")
        return told % {"votes": votes_words(votes)}
    return _("Målet är nått. Det går att rösta till %(day)s, sedan lämnas förslaget över.") % {
        "day": near_day_words(_day(content.closes), today)
    }


def _expired(content: ProposalContent, votes: int, _known: Known, _today: datetime.date) -> str:
    return _("Tiden gick ut med %(votes)s av %(needed)s. Förslaget går inte vidare.") % {
        "votes": votes_words(votes),
        "needed": content.votes_needed,
    }


def _handed_over(content: ProposalContent, _votes: int, known: Known, today: datetime.date) -> str:
    told = _("%(committee)s har tagit emot förslaget.") % {"committee": _committee(content, known)}
    if content.answer_due is None:
        return told
    if content.answer_due < today:
        late = _("Svaret skulle ha kommit %(day)s och är försenat.")
        return f"{told} {late % {'day': short_day_words(content.answer_due)}}"
    return f"{told} " + _("Svar är lovat senast %(day)s.") % {
        "day": short_day_words(content.answer_due)
    }


def _on_agenda(content: ProposalContent, _votes: int, known: Known, today: datetime.date) -> str:
    item = known.content(content.item, AgendaItemContent)
    meeting = known.content(item.meeting, MeetingContent) if item else None
    if meeting is None or meeting.date is None:
        return _("%(committee)s har satt förslaget på sin dagordning.") % {
            "committee": _committee(content, known)
        }
    return _("%(committee)s behandlar förslaget %(day)s.") % {
        "committee": _committee(content, known),
        "day": near_day_words(meeting.date, today),
    }


def _decided(content: ProposalContent, _votes: int, known: Known, _today: datetime.date) -> str:
    return _("%(committee)s har beslutat: %(outcome)s.") % {
        "committee": _committee(content, known),
        "outcome": outcome_word(content.outcome),
    }


def _followed_up(content: ProposalContent, votes: int, known: Known, today: datetime.date) -> str:
    return f"{_decided(content, votes, known, today)} {content.reason}"


def _rejected(content: ProposalContent, *_rest: object) -> str:
    return _("Förslaget publicerades inte, och det går inte att rösta på det.")


def _appealed(content: ProposalContent, *_rest: object) -> str:
    return _("Förslaget publicerades inte. Avvisningen prövas en gång till.")


def _withdrawn(content: ProposalContent, *_rest: object) -> str:
    return _("Förslagsställaren har tagit tillbaka förslaget.")


def _merged(content: ProposalContent, _votes: int, known: Known, _today: datetime.date) -> str:
    return _("Förslaget är sammanfört med ”%(title)s”. Rösterna räknas där.") % {
        "title": known.title(content.merged_into)
    }


_BY_STATE = {
    S.COLLECTING: _collecting,
    S.REACHED: _reached,
    S.EXPIRED: _expired,
    S.HANDED_OVER: _handed_over,
    S.ON_AGENDA: _on_agenda,
    S.DECIDED: _decided,
    S.FOLLOWED_UP: _followed_up,
    S.REJECTED: _rejected,
    S.APPEALED: _appealed,
    S.WITHDRAWN: _withdrawn,
    S.MERGED: _merged,
}


def _committee(content: ProposalContent, known: Known) -> str:
    return known.title(content.organization) or _("Den ansvariga nämnden")


def _day(moment: str) -> datetime.date:
    return local(datetime.datetime.fromisoformat(moment)).date()


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
