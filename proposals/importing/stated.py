"""One proposal as an export states it, read with suspicion."""

import datetime
from dataclasses import dataclass
from typing import TypeVar

from meetings.importing.report import Report
from portal.core.clock import city_zone, now
from proposals.importing.columns import ColumnMap
from proposals.importing.reading import KIND, Row
from proposals.importing.rules import ProposalRule as R
from proposals.models import Policy
from proposals.models.proposal import LONGEST_TEXT, LONGEST_TITLE
from proposals.states import ProposalOutcome, ProposalState, RejectionCode

TIMES = ("submitted", "published", "closes", "reached", "settled")
MORNING = datetime.time(9)
"""The hour of what has only a day."""

S = ProposalState
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class StatedProposal:
    """A proposal that can be taken in, with the times of its life in their order."""

    id: str
    title: str
    text: str
    state: ProposalState
    proposer: str
    address: str
    area: str
    submitted: datetime.datetime
    published: datetime.datetime
    closes: datetime.datetime
    reached: datetime.datetime
    settled: datetime.datetime
    votes: int
    reason: str
    rejection: RejectionCode | None
    committee: str
    case: str
    answer_due: datetime.date | None
    outcome: ProposalOutcome | None


@dataclass(frozen=True)
class Reader:
    """Reads rows by the map; a proposal that lacks what it needs is told and left out."""

    columns: ColumnMap
    policy: Policy
    report: Report

    def read(self, row: Row) -> StatedProposal | None:
        id_, title = self._text(row, "id"), self._text(row, "title")
        text, state = self._text(row, "text"), self._state(row, id_)
        for name, value in (("id", id_), ("title", title), ("text", text)):
            if not value:
                self._deviation(R.MISSING_VALUE, id_, name)
        if state is None or not (id_ and title and text):
            return None
        if state == S.COLLECTING:
            self._deviation(R.STILL_OPEN, id_)
            return None
        return self._proposal(row, id_, title, text, state)

    def _proposal(
        self, row: Row, id_: str, title: str, text: str, state: ProposalState
    ) -> StatedProposal | None:
        times = self._times(row, id_)
        rejection = self._word(row, "rejection", self.columns.rejections, id_)
        if times is None or (state == S.REJECTED and rejection is None):
            self._deviation(R.MISSING_VALUE, id_, "submitted" if times is None else "rejection")
            return None
        submitted, published, closes, reached, settled = times
        title, text = self._fitting(id_, title, text)
        outcome = self._word(row, "outcome", self.columns.outcomes, id_)
        return StatedProposal(
            id=id_,
            title=title,
            text=text,
            state=state,
            proposer=self._text(row, "proposer")[:100],
            address=self._text(row, "address")[:200],
            area=self._text(row, "area")[:100],
            submitted=submitted,
            published=published,
            closes=closes,
            reached=reached,
            settled=settled,
            votes=self._number(row, "votes", id_),
            reason=self._reason(row, outcome),
            rejection=rejection,
            committee=self._text(row, "committee"),
            case=self._text(row, "case"),
            answer_due=due.date() if (due := self._moment(row, "answer_due", id_)) else None,
            outcome=outcome,
        )

    def _times(self, row: Row, id_: str) -> tuple[datetime.datetime, ...] | None:
        """Handed in, published, closed, reached, settled; each no earlier than the one before."""
        stated = {name: self._moment(row, name, id_) for name in TIMES}
        first = stated["submitted"] or stated["published"]
        if first is None:
            return None
        window = datetime.timedelta(days=self.policy.known_terms.window_days)
        published = self._after(stated["published"], first, id_)
        closes = self._after(stated["closes"], published, id_, otherwise=published + window)
        reached = self._after(stated["reached"], published, id_, otherwise=closes)
        settled = self._after(stated["settled"], reached, id_, otherwise=closes)
        return first, published, closes, min(reached, closes), settled

    def _after(
        self,
        moment: datetime.datetime | None,
        before: datetime.datetime,
        id_: str,
        otherwise: datetime.datetime | None = None,
    ) -> datetime.datetime:
        if moment is None:
            return otherwise or before
        if moment < before or (otherwise and moment == before) or moment > now():
            self._deviation(R.IMPOSSIBLE_DATE, id_, str(moment.date()))
            return otherwise or before
        return moment

    def _moment(self, row: Row, field: str, id_: str) -> datetime.datetime | None:
        said = self._text(row, field)
        if not said:
            return None
        moment = _parsed(said, self.columns.dates)
        if moment is None:
            self._deviation(R.IMPOSSIBLE_DATE, id_, field)
        return moment

    def _number(self, row: Row, field: str, id_: str) -> int:
        said = "".join(self._text(row, field).split())
        if said.isascii() and said.isdigit() and len(said) < 10:
            return int(said)
        if said:
            self._deviation(R.IMPOSSIBLE_NUMBER, id_, field)
        return 0

    def _state(self, row: Row, id_: str) -> ProposalState | None:
        said = self._text(row, "state")
        state = self.columns.states.get(said)
        if state is None:
            self._deviation(R.UNKNOWN_STATE, id_, said[:40])
        return state

    def _word(self, row: Row, field: str, words: dict[str, T], id_: str) -> T | None:
        said = self._text(row, field)
        if said and said not in words:
            self._deviation(R.UNKNOWN_VALUE, id_, said[:40])
        return words.get(said)

    def _reason(self, row: Row, outcome: ProposalOutcome | None) -> str:
        """The source's own words, those of an outcome that is none of ours with them."""
        said = [self._text(row, "reason")]
        said += [] if outcome else [self._text(row, "outcome"), self._text(row, "rejection")]
        return "\n".join(filter(None, said))

    def _fitting(self, id_: str, title: str, text: str) -> tuple[str, str]:
        if len(title) > LONGEST_TITLE:
            self._deviation(R.TOO_LONG, id_, "title")
            title, text = title[: LONGEST_TITLE - 1].rstrip() + "…", f"{title}\n\n{text}"
        if len(text) > LONGEST_TEXT:
            self._deviation(R.TOO_LONG, id_, "text")
            text = text[: LONGEST_TEXT - 1].rstrip() + "…"
        return title, text

    def _text(self, row: Row, field: str) -> str:
        value = row.get(self.columns.column(field), "").replace("\x00", "").strip()
        return value if field == "text" else " ".join(value.split())

    def _deviation(self, rule: R, id_: str, about: str = "") -> None:
        self.report.deviation(rule, KIND, id_, about)


def _parsed(said: str, form: str) -> datetime.datetime | None:
    """In the map's form, else ISO 8601; a day is its morning in the city."""
    try:
        moment = _in_form(said, form) if form else datetime.datetime.fromisoformat(said)
    except ValueError:
        return None
    if not 1900 <= moment.year <= 2200:
        return None
    if moment.time() == datetime.time(0):
        moment = datetime.datetime.combine(moment.date(), MORNING)
    return moment if moment.tzinfo else moment.replace(tzinfo=city_zone())


def _in_form(said: str, form: str) -> datetime.datetime:
    return datetime.datetime.strptime(said, form)  # noqa: DTZ007  the city's time is added
