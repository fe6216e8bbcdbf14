"""Proposals as rows of a list."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.outlets.web.known import Known, know, url_of
from portal.core.clock import local, today
from portal.ledger.readers import Reader
from portal.ledger.selectors import find_versions
from portal.ledger.versions import Version
from proposals.contents import ProposalContent
from proposals.outlets.progress import share_of, votes_of
from proposals.outlets.words import outcome_word, state_word
from proposals.selectors.counts import Shown, shown_counts
from proposals.states import VOTABLE, WITH_THE_CITY


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """components/proposal_row.html."""

    title: str
    url: str
    votes: int
    threshold: int
    share: str
    status: str
    word: str
    note: str
    last_day: datetime.date | None
    record_id: UUID
    version: int
    sha256: str
    with_votes: bool


def proposal_rows(records: Sequence[UUID], reader: Reader) -> list[ProposalRow]:
    """Rows in the order given; what the reader may not know of is absent."""
    versions = find_versions(set(records), reader)
    found = [versions[pk] for pk in records if pk in versions and versions[pk].content]
    counts = shown_counts(records)
    committees = (each.content.organization for each in found if each.content)
    known = know(committees, reader)
    return [_row(each, counts, known) for each in found]


def _row(version: Version, counts: Mapping[UUID, Shown], known: Known) -> ProposalRow:
    content = version.content
    assert isinstance(content, ProposalContent)
    votes = votes_of(content, counts.get(content.id)).total
    return ProposalRow(
        title=content.title,
        url=url_of(version),
        votes=votes,
        threshold=content.votes_needed,
        share=share_of(votes, content.votes_needed),
        status=content.state,
        word=state_word(content.state),
        note=_note(content, known),
        last_day=_last_day(content),
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        with_votes=content.published is not None,
    )


def _last_day(content: ProposalContent) -> datetime.date | None:
    if content.state not in VOTABLE or not content.closes:
        return None
    return local(datetime.datetime.fromisoformat(content.closes)).date()


def _note(content: ProposalContent, known: Known) -> str:
    """Who answers, and what; else the part of the city."""
    if content.state not in WITH_THE_CITY:
        return content.area
    committee = known.title(content.organization)
    if content.outcome:
        return ": ".join(filter(None, [committee, outcome_word(content.outcome)]))
    if content.answer_due and content.answer_due < today():
        return ": ".join(filter(None, [committee, _("försenat")]))
    return committee
