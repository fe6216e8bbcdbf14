"""Who may do what: one table, asked by views, sockets, API, the admin and templates alike.

A permission follows from role × organization × state × time. docs/permissions.md shows the table
to everybody, and a test keeps both equal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db.models import QuerySet

from portal.accounts.models import Grant, User
from portal.accounts.roles import ELECTED, PUBLISHING, Role
from portal.accounts.selectors import Visitor, reader_of
from portal.core.clock import now
from portal.ledger.readers import READING_ROLES


class Permission(Enum):
    """What one may be allowed to do; the value says it in the words of docs/permissions.md."""

    READ_PUBLIC = "read what is addressed to all"
    TAKE_PART = "write, support, vote and follow as a resident"
    READ_MEMBERS = "read what is addressed to the organization's members"
    ENTER_REGISTRY = "enter the registry"
    KEEP_RECORDS = "prepare, publish, correct and withdraw the organization's records"
    REMOVE_RECORD = "remove a working record"
    MANAGE_ORGANIZATIONS = "make and remove organizations"
    MANAGE_RULES = "change rule sets"
    MANAGE_GRANTS = "give and end roles"
    LEAD_MEETING = "lead a meeting in the control room"
    VOTE_IN_MEETING = "vote in a meeting"
    MODERATE = "moderate comments and proposals"
    ANSWER_PROPOSALS = "prepare the answer to a proposal"
    READ_AUDIT_LOG = "read the audit log"


@dataclass(frozen=True)
class Rule:
    """`roles` open it in the organization where they are held, `anywhere` in every organization.
    With `states` it is open only while the thing asked about is in one of them."""

    roles: frozenset[Role] = frozenset()
    anywhere: frozenset[Role] = frozenset()
    states: frozenset[str] | None = None
    for_residents: bool = False
    for_all: bool = False


ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})

RULES: Mapping[Permission, Rule] = {
    Permission.READ_PUBLIC: Rule(for_all=True),
    Permission.TAKE_PART: Rule(for_residents=True),
    Permission.READ_MEMBERS: Rule(frozenset(map(Role, READING_ROLES))),
    Permission.ENTER_REGISTRY: Rule(anywhere=PUBLISHING | ADMINISTRATOR),
    Permission.KEEP_RECORDS: Rule(PUBLISHING, anywhere=ADMINISTRATOR),
    Permission.REMOVE_RECORD: Rule(
        PUBLISHING, anywhere=ADMINISTRATOR, states=frozenset({"never published"})
    ),
    Permission.MANAGE_ORGANIZATIONS: Rule(anywhere=ADMINISTRATOR),
    Permission.MANAGE_RULES: Rule(anywhere=ADMINISTRATOR),
    Permission.MANAGE_GRANTS: Rule(anywhere=ADMINISTRATOR),
    Permission.LEAD_MEETING: Rule(
        frozenset({Role.SECRETARY, Role.CHAIR, Role.VICE_CHAIR}),
        states=frozenset({"called", "ongoing"}),
    ),
    Permission.VOTE_IN_MEETING: Rule(ELECTED, states=frozenset({"ongoing"})),
    Permission.MODERATE: Rule(frozenset({Role.MODERATOR})),
    Permission.ANSWER_PROPOSALS: Rule(frozenset({Role.CLERK, Role.SECRETARY})),
    Permission.READ_AUDIT_LOG: Rule(frozenset({Role.AUDITOR})),
}


@dataclass(frozen=True)
class Reach:
    """Where somebody may do a thing: everywhere, or in these organizations."""

    everywhere: bool = False
    organizations: frozenset[UUID] = frozenset()

    def covers(self, organization: UUID | None) -> bool:
        """Without an organization: whether it may be done anywhere at all."""
        if self.everywhere:
            return True
        return (
            bool(self.organizations)
            if organization is None
            else (organization in self.organizations)
        )


NOWHERE = Reach()
EVERYWHERE = Reach(everywhere=True)


def may(
    visitor: Visitor,
    permission: Permission,
    organization: UUID | None = None,
    *,
    state: str = "",
    at: datetime | None = None,
) -> bool:
    """Whether the visitor may do it, in this organization, in this state, at this moment (now)."""
    states = RULES[permission].states
    if states is not None and state not in states:
        return False
    return reach_of(visitor, permission, at).covers(organization)


def reach_of(visitor: Visitor, permission: Permission, at: datetime | None = None) -> Reach:
    """Where the visitor may do it at this moment (now). One query; none for the public.

    Never keep the answer longer than a request: a role that ends at noon has ended at noon.
    """
    rule = RULES[permission]
    if rule.for_all:
        return EVERYWHERE
    if not isinstance(visitor, User) or not visitor.is_active:
        return NOWHERE
    if rule.for_residents:
        return EVERYWHERE
    return _reach_of_roles(visitor, rule, at)


def _reach_of_roles(user: User, rule: Rule, at: datetime | None) -> Reach:
    if user.is_superuser and user.may_use_roles and rule.anywhere & ADMINISTRATOR:
        return EVERYWHERE
    held = reader_of(user, at)
    if any(grant.role in rule.anywhere for grant in held):
        return EVERYWHERE
    return Reach(
        organizations=frozenset(each.organization for each in held if each.role in rule.roles)
    )


def holders_of(permission: Permission, at: datetime | None = None) -> QuerySet[User]:
    """Everybody whose roles open it somewhere, whether or not they are logged in now."""
    rule = RULES[permission]
    in_force = Grant.objects.in_force(at or now()).filter(role__in=rule.roles | rule.anywhere)
    holders = User.objects.filter(grants__in=in_force)
    if rule.anywhere & ADMINISTRATOR:
        holders = holders | User.objects.filter(is_superuser=True)
    return holders.filter(is_active=True).distinct()
