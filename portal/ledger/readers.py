"""Who reads: a reader is a frozen set of grants, and the gate asks nothing else."""

from dataclasses import dataclass
from uuid import UUID

PUBLIC = "public"
MEMBERS = "members:"

READING_ROLES = frozenset(
    {"member", "substitute", "chair", "vice_chair", "secretary", "registrar", "auditor"}
)
"""Roles that read what is addressed to the members of their organization."""


@dataclass(frozen=True)
class Grant:
    """A role held in one organization (the UUID of its record)."""

    role: str
    organization: UUID


Reader = frozenset[Grant]
ANONYMOUS: Reader = frozenset()


def members_of(organization: UUID) -> str:
    """The audience of an organization's members."""
    return f"{MEMBERS}{organization}"


def audiences_of(reader: Reader) -> frozenset[str]:
    """Every audience that the reader belongs to."""
    own = (members_of(grant.organization) for grant in reader if grant.role in READING_ROLES)
    return frozenset({PUBLIC, *own})


def reader_in(audience: str) -> Reader:
    """The least that a reader must be to belong to this audience."""
    if audience == PUBLIC:
        return ANONYMOUS
    return frozenset({Grant("member", UUID(audience.removeprefix(MEMBERS)))})
