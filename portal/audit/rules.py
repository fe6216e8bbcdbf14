"""Who may read the log."""

from uuid import UUID

from portal.ledger.readers import Reader

AUDITING_ROLES = frozenset({"auditor"})
"""Those who read the log of their organization; nobody reads it by being an administrator."""


def audited_organizations(reader: Reader) -> frozenset[UUID]:
    """The organizations whose log this reader may read; none for all others."""
    return frozenset(grant.organization for grant in reader if grant.role in AUDITING_ROLES)
