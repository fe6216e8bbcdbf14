"""Who acts when the command line says a user name."""

from portal.accounts.models import User
from portal.accounts.roles import PUBLISHING, Role
from portal.core.clock import now
from portal.ledger.changes import Actor


def actor_of_name(username: str) -> Actor | None:
    """The user as an actor, in the role that lets them publish; None without such a role."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        return None
    allowed = PUBLISHING | {Role.ADMINISTRATOR}
    grants = user.grants.in_force(now()).filter(role__in=allowed).order_by("role")
    role = grants.values_list("role", flat=True).last()
    if role is None and user.is_superuser:
        role = Role.ADMINISTRATOR
    return Actor(role=role, user_id=user.pk) if role else None
