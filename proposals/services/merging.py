"""Two proposals that are the same become one, and who voted for both has one vote.

A tag says nothing without its proposal's key, and differs between proposals. So one vote of a
person can only be found in two places by the two keys and the people together: here, in memory,
in one transaction. What was moved is deleted where it was, in the same transaction, and written
in the order of the new tags; the old key is destroyed. Afterwards nothing says which vote was
which, or whose (law.md finding 8).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core.clock import now
from proposals.errors import CannotMerge, KeysAway
from proposals.keys import destroy_key, key_of
from proposals.models import Proposal, ProposalVote
from proposals.rules import takes_votes
from proposals.selectors.people import people
from proposals.services.counting import counts_of
from proposals.services.holding import check_hold
from proposals.services.steps import locked, take_step
from proposals.states import Party, ProposalState, Step
from proposals.tags import tag_of

TAKES_OTHERS = frozenset({ProposalState.COLLECTING, ProposalState.REACHED})
BATCH = 500


@dataclass(frozen=True)
class Merged:
    """How many votes were moved, how many of them stood in both, how many could not be moved.

    `left` are votes of accounts that are gone: nobody can tell whether they would be doubled.
    """

    moved: int = 0
    doubled: int = 0
    left: int = 0


def merge(*, proposal: Proposal, into: Proposal, by: User, role: str, reason: str) -> Merged:
    """Close `proposal` and give its votes to `into`, each person's once.

    Raises CannotMerge, HeldByAnother, WrongStep, KeysAway.
    """
    check_hold(proposal, by)
    with transaction.atomic():
        source, target = _both(proposal.pk, into.pk)
        _check(source, target)
        counts = counts_of(source.pk)
        merged = _move(source, target) if counts else Merged()
        closed: dict[str, Any] = {"closed_at": now(), "final_counts": counts}
        changes = closed if source.published_at else {}
        take_step(
            proposal=source,
            step=Step.MERGE,
            party=Party.OFFICE,
            role=role,
            user_id=by.pk,
            reason=f"{reason.strip()} {_told(merged)}".strip() if counts else reason.strip(),
            merged_into=target,
            **changes,
        )
        transaction.on_commit(lambda: _forget_key(source))
    return merged


def _both(one: int, other: int) -> tuple[Proposal, Proposal]:
    """Both rows for this transaction alone, in one order, so that two mergers never wait for
    each other. Votes for either wait, and then see that the first is closed."""
    rows = {pk: locked(pk) for pk in sorted({one, other})}
    return rows[one], rows[other]


def _check(source: Proposal, target: Proposal) -> None:
    if source.pk == target.pk:
        raise CannotMerge(_("Ett förslag kan inte föras samman med sig självt."))
    if source.policy.slug != target.policy.slug:
        raise CannotMerge(_("Förslagen följer olika regler och kan inte föras samman."))
    if target.state not in TAKES_OTHERS or not takes_votes(target, now()):
        raise CannotMerge(_("Förslaget som ska ta emot rösterna samlar inga röster."))


def _move(source: Proposal, target: Proposal) -> Merged:
    """Rows under the target's tags; the source's own are gone with the same commit."""
    rows = {bytes(vote.tag): vote for vote in ProposalVote.objects.filter(proposal=source)}
    known = dict(_same_person(source, target))
    moving = sorted((known[tag], vote) for tag, vote in _found(rows, known))
    standing = ProposalVote.objects.filter(proposal=target)
    had = {bytes(tag) for tag in standing.values_list("tag", flat=True)}
    new = [
        ProposalVote(proposal=target, tag=tag, assurance=level, hour=hour)
        for tag, (level, hour) in moving
        if tag not in had
    ]
    ProposalVote.objects.bulk_create(new, batch_size=BATCH)
    ProposalVote.objects.filter(proposal=source).delete()
    return Merged(len(new), len(moving) - len(new), len(rows) - len(moving))


def _found(
    rows: dict[bytes, ProposalVote], known: dict[bytes, bytes]
) -> Iterator[tuple[bytes, tuple[str, datetime]]]:
    for tag, vote in rows.items():
        if tag in known:
            yield tag, (vote.assurance, vote.hour)


def _same_person(source: Proposal, target: Proposal) -> Iterator[tuple[bytes, bytes]]:
    """What stands for each account here and there. Raises KeysAway."""
    here, there = key_of(source.record_id), key_of(target.record_id)
    new = people(target)
    for account, person in people(source).items():
        yield tag_of(here, person), tag_of(there, new[account])


def _told(merged: Merged) -> str:
    said = _("%(moved)s röster flyttades. %(doubled)s hade röstat på båda och räknas en gång.") % {
        "moved": merged.moved,
        "doubled": merged.doubled,
    }
    if not merged.left:
        return said
    left = _("%(left)s röster kunde inte flyttas: kontona finns inte kvar.")
    return f"{said} {left % {'left': merged.left}}"


def _forget_key(source: Proposal) -> None:
    """At once; where the store does not answer, the one who destroys keys tries again."""
    try:
        destroy_key(source.record_id)
    except KeysAway:
        return
    Proposal.objects.filter(pk=source.pk).update(key_destroyed_at=now())
