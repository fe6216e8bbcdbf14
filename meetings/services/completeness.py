"""A draft may be incomplete; what is published may not.

Django's `full_clean` asks the database once for every foreign key. Here the drafts are
already loaded, so the same rules are asked without a query.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from meetings.decision_rules import (
    claim_faults,
    count_doubts,
    party_faults,
    round_faults,
    voter_faults,
)
from meetings.models import Decision, Meeting, Vote, WorkingRecord
from meetings.rules import check_agenda
from meetings.selectors.drafts import child_names
from meetings.selectors.rosters import roster_on
from portal.ledger.findings import Finding


def check_complete(draft: WorkingRecord) -> None:
    """Raises ValidationError or AgendaConflict for a draft that cannot be published."""
    for each in _with_children(draft):
        _check_fields(each)
    if isinstance(draft, Meeting):
        check_agenda(draft.items.all())
    if isinstance(draft, Decision):
        _check_votes(draft)


def check_part(part: Any) -> None:
    """A part that is published without the rest of its record. Raises ValidationError."""
    for each in _with_children(part):
        _check_fields(each)


def _check_votes(decision: Decision) -> None:
    votes = decision.votes.all()
    faults = [*claim_faults(decision.method, votes)]
    for vote in votes:
        ballots = vote.ballots.all()
        faults += round_faults(vote, ballots)
        faults += party_faults(vote, vote.parties.all())
        if ballots:
            roster = roster_on(decision.meeting.organization, decision.date)
            faults += voter_faults([ballot.person for ballot in ballots], roster)
    if faults:
        raise ValidationError(faults)


def doubts_about(drafts: Sequence[WorkingRecord]) -> Iterator[Finding]:
    """What may be right and should be looked at before it is published; it stops nothing."""
    for draft in drafts:
        if isinstance(draft, Decision):
            seats = roster_on(draft.meeting.organization, draft.date).seats
            for vote in draft.votes.all():
                for words in count_doubts(vote, seats):
                    yield _doubt(draft, vote, words)


def _doubt(decision: Decision, vote: Vote, words: str) -> Finding:
    return Finding(
        record=str(vote.record_id),
        title=decision.title,
        rule="more_votes_than_seats",
        place=str(vote),
        around=words,
        stops=False,
    )


def explain(drafts: Sequence[WorkingRecord], error: IntegrityError) -> ValidationError:
    """What a constraint of the database refused, in the words of that constraint."""
    try:
        for draft in drafts:
            for each in _with_children(draft):
                each.validate_unique()
                each.validate_constraints()
    except ValidationError as found:
        return found
    return ValidationError(_("Databasen sa nej: %(why)s"), params={"why": error})


def _with_children(parent: Any) -> Iterator[Any]:
    yield parent
    for name in child_names(type(parent)):
        for child in getattr(parent, name).all():
            yield from _with_children(child)


def _check_fields(each: models.Model) -> None:
    foreign = _foreign_keys(type(each))
    missing = [f for f in foreign if not f.null and _is_empty(each, f)]
    if missing:
        raise ValidationError({f.name: _("Fyll i det här.") for f in missing})
    each.clean_fields(exclude=[f.name for f in foreign])
    each.clean()


@cache
def _foreign_keys(model: type[models.Model]) -> "list[models.ForeignKey[Any, Any]]":
    return [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]


def _is_empty(each: models.Model, field: models.ForeignKey[Any, Any]) -> bool:
    """An inline child may know its parent before the parent has a primary key."""
    return getattr(each, field.attname) is None and not field.is_cached(each)
