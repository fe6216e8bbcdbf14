"""Who is in the meeting room."""

from uuid import UUID

from django.http import HttpRequest

from portal.ledger.readers import READING_ROLES, Reader


def organizations_of(reader: Reader) -> frozenset[UUID]:
    """The organizations whose papers the reader reads as one of theirs."""
    return frozenset(grant.organization for grant in reader if grant.role in READING_ROLES)


def user_of(request: HttpRequest) -> int | None:
    """Who is logged in; None when the portal asks itself (`in_process`) and leaves no trace."""
    return request.user.pk
