"""A membership gives its person a role to log in with."""

import datetime

from meetings.models import Membership
from portal.accounts.roles import Role
from portal.accounts.services import end_role, give_role
from portal.core.clock import city_zone


def write_grant(membership: Membership) -> None:
    """The grant that follows from a published membership; none without a login."""
    user = membership.person.user
    if user is None:
        end_role(source=membership.record_id)
        return
    give_role(
        user=user,
        role=Role(membership.role),
        organization=membership.organization.record_id,
        valid_from=_midnight(membership.valid_from),
        valid_to=_after(membership.valid_to),
        source=membership.record_id,
    )


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.min, tzinfo=city_zone())


def _after(last_day: datetime.date | None) -> datetime.datetime | None:
    """The first instant after the last day."""
    return _midnight(last_day + datetime.timedelta(days=1)) if last_day else None
