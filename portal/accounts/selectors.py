"""Who somebody is to the ledger and to the rules."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.core.clock import now
from portal.ledger.readers import ANONYMOUS, Reader
from portal.ledger.readers import Grant as ReaderGrant

Visitor = User | AnonymousUser


def reader_of(visitor: Visitor, at: datetime | None = None) -> Reader:
    """The reader that the ledger's gate knows: every grant in force at `at` (now)."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return ANONYMOUS
    grants = visitor.grants.in_force(at or now()).values_list("role", "organization")
    return frozenset(ReaderGrant(role, organization) for role, organization in grants)


def organizations_of(
    visitor: Visitor, roles: Collection[Role], at: datetime | None = None
) -> frozenset[UUID]:
    """Organizations in which the visitor holds one of these roles."""
    if not isinstance(visitor, User) or not visitor.is_active:
        return frozenset()
    held = visitor.grants.in_force(at or now()).filter(role__in=roles)
    return frozenset(held.values_list("organization", flat=True))
