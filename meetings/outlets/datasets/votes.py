"""Votes as data: one row for each mandate in each round (records.md §4, the third wish).

What is known only as counts has rows of counts, what is told has its words, and what was
decided by voice has one row that says so. No row names anybody whom the record does not.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from meetings.contents import OrganizationContent
from meetings.decision_contents import DecisionContent, VoteContent
from meetings.outlets.links import absolute
from meetings.states import Choice, VoteDetail
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import Heads, find_versions, parts_of_many, records, versions_of
from portal.ledger.versions import Version

AT_ONCE = 200
"""Decisions that are looked at together."""


@dataclass(frozen=True, kw_only=True)
class VoteRow:
    """One row of the table, in the order of its columns. Empty is: not known, or not there.

    `row` is `mandate` (a person's choice), `count` (how many made it), `prose` (as the minutes
    tell it) or `acclamation` (nothing was counted). `round` counts from 1 within a decision.
    """

    date: datetime.date | None
    organization: str
    organization_name: str
    reference: str
    decision: str
    decision_url: str
    paragraph: str
    title: str
    outcome: str
    method: str
    vote: str = ""
    round: int | None = None
    purpose: str = ""
    question: str = ""
    yes_means: str = ""
    no_means: str = ""
    secret: bool = False
    won: str = ""
    casting_vote: str = ""
    by_lot: bool = False
    row: str
    person: str = ""
    name: str = ""
    party: str = ""
    served_for: str = ""
    choice: str = ""
    count: int | None = None
    prose: str = ""
    version: int
    sha256: str


COLUMNS = tuple(field.name for field in fields(VoteRow))


def decisions(year: int | None = None, organization: UUID | None = None) -> Heads:
    """The decisions that anybody may read."""
    found = records(ANONYMOUS).standing().filter(kind="decision")
    if year is not None:
        found = found.filter(date__year=year)
    return found if organization is None else found.filter(organization=organization)


def years() -> list[int]:
    """In which something was decided, the newest first."""
    found = decisions().exclude(date=None).dates("date", "year", order="DESC")
    return [each.year for each in found]


def vote_rows(year: int | None = None, organization: UUID | None = None) -> Iterator[VoteRow]:
    """All of it in the order of days; no more than a few hundred decisions in memory."""
    heads = decisions(year, organization).order_by("date", "pk")
    start = 0
    while page := list(heads[start : start + AT_ONCE]):
        start += AT_ONCE
        yield from _rows(list(versions_of(page).values()))


def _rows(found: Sequence[Version]) -> Iterator[VoteRow]:
    by_decision: dict[UUID, list[Version]] = defaultdict(list)
    ids = [each.record.pk for each in found]
    for vote in parts_of_many(ids, "vote", ANONYMOUS, order=["position", "pk"]):
        by_decision[_decision_of(vote)].append(vote)
    organizations = {each.record.organization for each in found}
    names = find_versions((each for each in organizations if each), ANONYMOUS)
    for version in found:
        if isinstance(version.content, DecisionContent):
            votes = by_decision[version.record.pk]
            yield from _of_decision(version, version.content, votes, names)


def _decision_of(vote: Version) -> UUID:
    assert isinstance(vote.content, VoteContent)
    return vote.content.decision


def _of_decision(
    version: Version,
    decision: DecisionContent,
    votes: Sequence[Version],
    names: dict[UUID, Version],
) -> Iterator[VoteRow]:
    common = _common(decision, names.get(decision.organization) if decision.organization else None)
    if not votes:
        row = decision.method or "unknown"
        yield VoteRow(**common, row=row, version=version.version, sha256=version.sha256)
    for vote in votes:
        if isinstance(vote.content, VoteContent):
            yield from _of_vote(common, vote, vote.content)


def _common(decision: DecisionContent, organization: Version | None) -> dict[str, Any]:
    said = organization.content if organization else None
    return {
        "date": decision.date,
        "organization": said.short_name if isinstance(said, OrganizationContent) else "",
        "organization_name": said.title if said else "",
        "reference": " ".join(decision.references),
        "decision": str(decision.id),
        "decision_url": absolute(decision.path),
        "paragraph": decision.paragraph,
        "title": decision.title,
        "outcome": decision.outcome,
        "method": decision.method,
    }


def _of_vote(common: dict[str, Any], version: Version, vote: VoteContent) -> Iterator[VoteRow]:
    about: dict[str, Any] = {
        **common,
        "vote": str(vote.id),
        "round": vote.order,
        "purpose": vote.purpose,
        "question": vote.about,
        "yes_means": vote.yes_means,
        "no_means": vote.no_means,
        "secret": vote.secret,
        "won": vote.won,
        "casting_vote": vote.casting_vote,
        "by_lot": vote.by_lot,
        "version": version.version,
        "sha256": version.sha256,
    }
    for row in _choices(vote):
        yield VoteRow(**{**about, **row})


def _choices(vote: VoteContent) -> Iterator[dict[str, Any]]:
    if vote.detail == VoteDetail.NAMED:
        for ballot in vote.ballots:
            yield {"row": "mandate", "count": 1, **ballot.model_dump(mode="json")}
    elif vote.detail == VoteDetail.COUNTS:
        for choice in Choice:
            if (count := getattr(vote, choice.value)) is not None:
                yield {"row": "count", "choice": choice.value, "count": count}
    else:
        yield {"row": "prose", "prose": vote.prose}
