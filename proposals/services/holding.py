"""The hold between moderators: who has a proposal before them, for ten minutes at a time."""

from datetime import timedelta

from django.db import transaction

from portal.accounts.models import User
from portal.core.clock import now
from proposals.errors import HeldByAnother
from proposals.models import Proposal, ProposalHold
from proposals.services.steps import locked

LASTS = timedelta(minutes=10)


def hold(*, proposal: Proposal, by: User, take_over: bool = False) -> ProposalHold:
    """The hold as it is now: the asker's own where nobody else has one, or with `take_over`."""
    with transaction.atomic():
        locked(proposal.pk)
        found = ProposalHold.objects.select_related("user").filter(pk=proposal.pk).first()
        if found and found.user_id != by.pk and found.until > now() and not take_over:
            return found
        held, _is_new = ProposalHold.objects.update_or_create(
            proposal=proposal, defaults={"user": by, "until": now() + LASTS}
        )
    return held


def let_go(*, proposal: Proposal, by: User) -> None:
    """The one who held it is done."""
    ProposalHold.objects.filter(proposal=proposal, user=by).delete()


def check_hold(proposal: Proposal, by: User) -> None:
    """Raises HeldByAnother while another moderator has it."""
    others = ProposalHold.objects.filter(proposal=proposal, until__gt=now()).exclude(user=by)
    found = others.select_related("user").first()
    if found is not None:
        raise HeldByAnother(found.user.get_full_name() or found.user.get_username())
