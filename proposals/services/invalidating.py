"""Striking out fraudulent votes: looked for first, then struck in batches, and told in public.

A vote says nothing of who gave it, so what can be looked for is little: the hour, the level of
assurance, and, by the accounts' own tags, the domain of an address or the day an account was made.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from portal.accounts.models import User
from portal.accounts.states import AssuranceLevel
from portal.core.clock import now
from proposals.errors import AlreadyStriking, NothingFound, ReasonMissing, WrongStep
from proposals.keys import key_of
from proposals.models import Invalidation, Proposal, ProposalVote
from proposals.selectors.people import people
from proposals.services.counting import PORTAL, counts_of
from proposals.services.steps import locked, take_step
from proposals.states import VOTABLE, Party, ProposalState, Step
from proposals.tags import tag_of

BATCH = 500


class Criteria(BaseModel):
    """What the votes to strike have in common; everything that is said must hold.

    Hours are those in which votes were given, both ends included; days those on which accounts
    were made.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    level: AssuranceLevel | None = None
    domain: str = ""
    joined_since: datetime.date | None = None
    joined_until: datetime.date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Criteria()

    @property
    def asks_accounts(self) -> bool:
        return bool(self.domain or self.joined_since or self.joined_until)


def count_matching(proposal: Proposal, criteria: Criteria) -> int:
    """The dry run: how many votes would be struck. Nothing is written. Raises KeysAway."""
    return len(_tags(proposal, criteria))


def begin(
    *, proposal: Proposal, by: User, role: str, criteria: Criteria, reason: str
) -> Invalidation:
    """Strike out what is found; a few at once, many in the background.

    Raises ReasonMissing, NothingFound, AlreadyStriking, WrongStep, KeysAway.
    """
    if not reason.strip():
        raise ReasonMissing
    if proposal.state not in VOTABLE:
        raise WrongStep(str(Step.INVALIDATE.label), str(ProposalState(proposal.state).label))
    found = 0 if criteria.is_empty else count_matching(proposal, criteria)
    if not found:
        raise NothingFound
    try:
        with transaction.atomic():
            asked = Invalidation.objects.create(
                proposal=proposal,
                criteria=criteria.model_dump(mode="json", exclude_defaults=True),
                reason=reason.strip(),
                user_id=by.pk,
                role=role,
                asked_at=now(),
                found=found,
            )
    except IntegrityError as error:
        raise AlreadyStriking from error
    strike(asked)
    asked.refresh_from_db()
    return asked


def strike_waiting() -> int:
    """Go on with what is under way; returns how many batches were struck."""
    waiting = Invalidation.objects.filter(done_at=None).select_related("proposal__policy")
    return sum(strike(each) for each in waiting)


def strike(asked: Invalidation) -> bool:
    """One batch; after the last one the votes are counted anew and the step is taken.

    Harmless in several processes: whoever comes second finds the votes gone.
    """
    criteria = Criteria.model_validate(asked.criteria)
    with transaction.atomic():
        row = locked(asked.proposal_id)
        own = Invalidation.objects.select_for_update().get(pk=asked.pk)
        if own.done_at is not None:
            return False
        struck = _delete(row, _tags(row, criteria)[:BATCH])
        own.struck += struck
        if struck < BATCH:
            own.done_at = now()
            _take_steps(row, own)
        own.save()
    return True


def _delete(proposal: Proposal, tags: list[bytes]) -> int:
    deleted, _each = ProposalVote.objects.filter(proposal=proposal, tag__in=tags).delete()
    return deleted


def _take_steps(row: Proposal, own: Invalidation) -> None:
    """A step of the office, and what follows of it where too few votes are left."""
    if row.state not in VOTABLE:
        return
    counts = counts_of(row.pk)
    reason = _("%(reason)s %(struck)s röster ströks.") % {
        "reason": own.reason,
        "struck": own.struck,
    }
    changes: dict[str, Any] = {"final_counts": counts} if row.closed_at else {}
    row = take_step(
        proposal=row, step=Step.INVALIDATE, party=Party.OFFICE, role=own.role,
        user_id=own.user_id, reason=reason, **changes,
    )  # fmt: skip
    is_short = sum(counts.values()) < row.policy.known_terms.votes_needed
    if is_short and row.state == ProposalState.REACHED:
        step = Step.EXPIRE if row.closed_at else Step.RESUME
        take_step(proposal=row, step=step, party=Party.PORTAL, role=PORTAL, reached_at=None)


def _tags(proposal: Proposal, criteria: Criteria) -> list[bytes]:
    votes = ProposalVote.objects.filter(proposal=proposal)
    if criteria.since:
        votes = votes.filter(hour__gte=_hour(criteria.since))
    if criteria.until:
        votes = votes.filter(hour__lte=criteria.until)
    if criteria.level:
        votes = votes.filter(assurance=criteria.level)
    found = (bytes(tag) for tag in votes.order_by("tag").values_list("tag", flat=True))
    if not criteria.asks_accounts:
        return list(found)
    of_accounts = set(_of_accounts(proposal, criteria))
    return [tag for tag in found if tag in of_accounts]


def _of_accounts(proposal: Proposal, criteria: Criteria) -> Iterator[bytes]:
    key, known = key_of(proposal.record_id), people(proposal)
    return (tag_of(key, known[each]) for each in _accounts(criteria) if each in known)


def _accounts(criteria: Criteria) -> Iterable[int]:
    people = User.objects.order_by("pk")
    if criteria.domain:
        address = f"@{criteria.domain.removeprefix('@').casefold()}"
        people = people.filter(emailaddress__email__iendswith=address)
    if criteria.joined_since:
        people = people.filter(date_joined__date__gte=criteria.joined_since)
    if criteria.joined_until:
        people = people.filter(date_joined__date__lte=criteria.joined_until)
    return people.distinct().values_list("pk", flat=True).iterator()


def _hour(at: datetime.datetime) -> datetime.datetime:
    return at.replace(minute=0, second=0, microsecond=0)
