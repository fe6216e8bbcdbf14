"""One moderator at a time: who opens a comment to judge it holds it for a while."""

from datetime import timedelta

from portal.accounts.models import User
from portal.core.clock import now
from streaming.threads.errors import Claimed
from streaming.threads.models import Claim, Comment

HELD_FOR = timedelta(minutes=10)


def claim(*, comment: Comment, moderator: User, force: bool = False) -> None:
    """Hold it, or go on holding it; `force` takes it over. Raises Claimed."""
    if not force:
        check_claim(comment, moderator)
    Claim.objects.update_or_create(
        comment=comment, defaults={"moderator": moderator, "until": now() + HELD_FOR}
    )


def check_claim(comment: Comment, moderator: User) -> None:
    """Raises Claimed where another holds it now."""
    held = Claim.objects.filter(comment=comment, until__gt=now()).select_related("moderator")
    other = held.exclude(moderator=moderator).first()
    if other is not None:
        who = other.moderator.get_full_name() or other.moderator.get_username()
        raise Claimed(who)


def release(*, comment: Comment, moderator: User) -> None:
    Claim.objects.filter(comment=comment, moderator=moderator).delete()
