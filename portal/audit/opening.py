"""Telling the log that somebody opened what is not for all."""

from uuid import UUID

from portal.audit.services import record_event
from portal.audit.states import EventKind
from portal.ledger.readers import MEMBERS, READING_ROLES, Reader


def record_opening(*, actor: int, reader: Reader, audience: str, path: str) -> None:
    """Write that the user `actor` was answered at `path` with something for `audience` only.

    Written before the answer leaves, so nobody reads what the log could not be told.
    """
    organization = UUID(audience.removeprefix(MEMBERS))
    roles = sorted(
        grant.role
        for grant in reader
        if grant.organization == organization and grant.role in READING_ROLES
    )
    record_event(
        kind=EventKind.OPENED,
        actor=actor,
        actor_role=", ".join(roles)[:40],
        organization=organization,
        subject=path,
    )
