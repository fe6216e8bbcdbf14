"""A proposal drawn as the line: submitted, published, enough votes, committee, decision, done."""

import datetime
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from portal.core.clock import local
from portal.core.line import Line, Stop, StopState
from portal.ledger.versions import Version
from proposals.contents import ProposalContent
from proposals.outlets.words import outcome_word, state_word, votes_words
from proposals.states import ProposalState

S = ProposalState
STAGE: Mapping[str, int] = {
    S.SUBMITTED: 0,
    S.RETURNED: 0,
    S.APPEALED: 0,
    S.COLLECTING: 1,
    S.REACHED: 2,
    S.HANDED_OVER: 3,
    S.ON_AGENDA: 3,
    S.DECIDED: 4,
    S.FOLLOWED_UP: 5,
}
"""The stop at which a proposal stands while it is under way."""
ENDED_AFTER: Mapping[str, int] = {S.REJECTED: 0, S.EXPIRED: 1, S.WITHDRAWN: 1, S.MERGED: 1}
"""The last stop that it passed, where its way ended before the decision."""


def proposal_line(
    content: ProposalContent, history: Sequence[Version], committee: str, votes: int
) -> Line:
    """`history` gives the days; `votes` what it has or had."""
    days = _days(history)
    names = _names(content, committee)
    last = ENDED_AFTER.get(content.state)
    if last is not None:
        before = names[: last + (1 if content.published or last == 0 else 0)]
        passed = [_stop(name, StopState.PASSED, days.get(at)) for at, name in enumerate(before)]
        return Line(_("Förslagets väg"), (*passed, _end(content, votes, history)))
    here = STAGE[content.state]
    stops = (
        _stop(name, _state(at, here), days.get(at), _detail(at, here, content, votes))
        for at, name in enumerate(names)
    )
    return Line(_("Förslagets väg"), tuple(stops))


def _names(content: ProposalContent, committee: str) -> list[str]:
    return [
        _("Inskickat"),
        _("Publicerat"),
        votes_words(content.votes_needed),
        committee or _("Nämnd"),
        _("Beslut"),
        _("Klart"),
    ]


def _days(history: Sequence[Version]) -> dict[int, datetime.date]:
    """The first day at each stop, of those steps that the reader may know of."""
    days: dict[int, datetime.date] = {}
    for version in history:
        if isinstance(version.content, ProposalContent) and version.content.state in STAGE:
            day = local(version.happened_at).date()
            days.setdefault(STAGE[version.content.state], day)
    return days


def _state(at: int, here: int) -> StopState:
    if at < here:
        return StopState.PASSED
    return StopState.PRESENT if at == here else StopState.FUTURE


def _stop(name: str, state: StopState, day: datetime.date | None, detail: str = "") -> Stop:
    shown = None if state is StopState.FUTURE else day
    return Stop(title=name, state=state, date=shown, detail=detail)


def _detail(at: int, here: int, content: ProposalContent, votes: int) -> str:
    if at == here == STAGE[S.COLLECTING]:
        return _("samlar röster: %(votes)s") % {"votes": votes}
    if at == here and content.state == S.ON_AGENDA:
        return state_word(S.ON_AGENDA)
    if at == STAGE[S.DECIDED] and at <= here:
        return outcome_word(content.outcome)
    return ""


def _end(content: ProposalContent, votes: int, history: Sequence[Version]) -> Stop:
    day = local(history[-1].happened_at).date() if history else None
    words = {
        S.REJECTED: _("Publicerades inte"),
        S.EXPIRED: _("Nådde inte målet: %(votes)s") % {"votes": votes_words(votes)},
        S.WITHDRAWN: _("Återkallat"),
        S.MERGED: _("Sammanfört med ett annat förslag"),
    }
    return Stop(title=words[ProposalState(content.state)], state=StopState.PASSED, date=day)
