"""How an elected representative has voted: named rounds only, the latest first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from meetings.counting import departures
from meetings.decision_contents import Ballot, DecisionContent, VoteContent
from meetings.outlets.web.known import Known, know
from meetings.outlets.web.paging import AFTER, page_of
from meetings.outlets.web.vote_rows import ANSWERS, result_words
from meetings.outlets.words import sentence
from meetings.states import Choice
from portal.core.tally import ANSWER_WORDS
from portal.ledger.readers import Reader
from portal.ledger.selectors import records
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class PersonVote:
    """One round as this person took part in it."""

    record_id: UUID
    version: int
    sha256: str
    url: str
    title: str
    about: str
    answer: str
    result: str
    organization: str
    date: datetime.date | None
    departs: bool


def person_votes(
    person: UUID, request: HttpRequest, reader: Reader
) -> tuple[list[PersonVote], str]:
    """A page of the rounds in which the person has a ballot, and where the next page begins."""
    heads = records(reader).standing().filter(kind="vote", links__target=person)
    found = page_of(heads, field="date", after=request.GET.get(AFTER, ""), descending=True)
    known = know(_referred(found.versions), reader)
    rows = [_row(each, person, known) for each in found.versions]
    return [row for row in rows if row], found.next_url(request)


def _referred(votes: Sequence[Version]) -> set[UUID | None]:
    return {pk for each in votes for pk in (each.record.parent, each.record.organization)}


def _row(version: Version, person: UUID, known: Known) -> PersonVote | None:
    content = version.content
    if not isinstance(content, VoteContent):
        return None
    ballot = next(each for each in content.ballots if each.person == person)
    decision = known.content(content.decision, DecisionContent)
    anchor = content.path.strip("/").rpartition("/")[2]
    url = known.url(content.decision)
    return PersonVote(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=f"{url}#{anchor}" if url else "",
        title=decision.title if decision else "",
        about=sentence(content.about or content.title),
        answer=_answer(ballot),
        result=result_words(content),
        organization=known.title(content.organization),
        date=content.date,
        departs=any(each.person == person for each in departures(content.ballots)),
    )


def _answer(ballot: Ballot) -> str:
    said = str(ANSWER_WORDS[ANSWERS[Choice(ballot.choice)]])
    if not ballot.served_for:
        return said
    return _("%(said)s, i stället för %(who)s") % {"said": said, "who": ballot.served_for}
