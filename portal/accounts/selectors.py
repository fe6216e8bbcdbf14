"""Who somebody is to the ledger and to the rules."""

import json
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q

from portal.accounts.models import User
from portal.accounts.ports import organization_names
from portal.accounts.roles import Role
from portal.accounts.rules import EID
from portal.accounts.states import AssuranceLevel
from portal.core.clock import now
from portal.ledger.readers import ANONYMOUS, Reader
from portal.ledger.readers import Grant as ReaderGrant

Visitor = User | AnonymousUser

PROOFS = """
    SELECT (
        SELECT extra_data FROM socialaccount_socialaccount
        WHERE user_id = %s AND provider = %s LIMIT 1
    ), EXISTS (SELECT 1 FROM account_emailaddress WHERE user_id = %s AND verified)
"""
"""One statement and no model built: every vote asks."""


def reader_of(visitor: Visitor, at: datetime | None = None) -> Reader:
    """The reader that the ledger's gate knows: every grant in force at `at` (now).

    A login without the second factor that roles ask for reads as anybody does.
    """
    if not isinstance(visitor, User) or not visitor.is_active or not visitor.may_use_roles:
        return ANONYMOUS
    grants = visitor.grants.in_force(at or now()).values_list("role", "organization")
    return frozenset(ReaderGrant(role, organization) for role, organization in grants)


def organizations_of(
    visitor: Visitor, roles: Collection[Role], at: datetime | None = None
) -> frozenset[UUID]:
    """Organizations in which the visitor holds one of these roles, and may use it."""
    if not isinstance(visitor, User) or not visitor.is_active or not visitor.may_use_roles:
        return frozenset()
    held = visitor.grants.in_force(at or now()).filter(role__in=roles)
    return frozenset(held.values_list("organization", flat=True))


def organization_names_by_id() -> dict[UUID, str]:
    """Names of organizations, as the app that knows them tells."""
    return {each.id: each.name for names in organization_names.ask() for each in names}


def user_of_name(name: str) -> User | None:
    """The one user whom a login form means: by confirmed address, else by user name."""
    name = name.strip()
    if not name:
        return None
    if "@" in name:
        by_address = EmailAddress.objects.filter(email__iexact=name).order_by("-verified")
        address = by_address.select_related("user").first()
        if address is not None:
            owner: User = address.user
            return owner
    return User.objects.filter(Q(username__iexact=name)).first()


def pseudonym_of(visitor: Visitor) -> str | None:
    """The keyed pseudonym of the e-ID that is linked; the same person has the same, whatever
    account they use. None without an e-ID."""
    account = _eid(visitor)
    return None if account is None else str(account.uid)


def assurance_of(visitor: Visitor) -> AssuranceLevel:
    """How surely the account's owner is known: what their e-ID said at its last login, else
    whether an address is confirmed. Never assumed."""
    if not isinstance(visitor, User):
        return AssuranceLevel.NONE
    with connection.cursor() as cursor:
        cursor.execute(PROOFS, [visitor.pk, EID, visitor.pk])
        eid, confirmed = cursor.fetchone()
    if eid is not None:
        return AssuranceLevel(json.loads(eid)["level"])
    return AssuranceLevel.EMAIL if confirmed else AssuranceLevel.NONE


def owner_of_address(address: str) -> User | None:
    """Who has confirmed that this address is theirs."""
    found = EmailAddress.objects.filter(email__iexact=address, verified=True)
    confirmed = found.select_related("user").first()
    return confirmed.user if confirmed else None


def _eid(visitor: Visitor) -> SocialAccount | None:
    if not isinstance(visitor, User):
        return None
    return SocialAccount.objects.filter(user=visitor, provider=EID).first()
