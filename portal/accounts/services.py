"""Giving and ending roles."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.accounts.models import Grant, User
from portal.accounts.roles import Role


def give_role(
    *,
    user: User,
    role: Role,
    organization: UUID,
    valid_from: datetime,
    valid_to: datetime | None = None,
    source: UUID | None = None,
) -> Grant:
    """Give a role; one that comes from a membership (`source`) replaces its former self."""
    grant = Grant(user=user, role=role, organization=organization, source=source)
    if source is not None:
        grant = Grant.objects.filter(source=source).first() or grant
        grant.user, grant.role, grant.organization = user, role, organization
    grant.valid_from, grant.valid_to = valid_from, valid_to
    with transaction.atomic():
        grant.full_clean()
        grant.save()
    return grant


def end_role(*, source: UUID) -> None:
    """Take back the grant that a membership gave."""
    Grant.objects.filter(source=source).delete()
