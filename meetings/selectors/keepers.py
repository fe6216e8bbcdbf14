"""Who keeps which records: registrars and secretaries those of their organizations.

Grants decide, at the moment of asking. Administrators keep everything; nobody keeps nothing.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from meetings.models import Organization, WorkingRecord
from meetings.selectors.publication import published_to_all
from portal.accounts.models import User
from portal.accounts.permissions import Permission, Reach, reach_of
from portal.accounts.ports import OrganizationName
from portal.accounts.selectors import Visitor


def is_administrator(user: Visitor) -> bool:
    if not isinstance(user, User) or not user.is_active:
        return False
    return _reach(user, Permission.MANAGE_RULES).everywhere


def kept_organizations(user: Visitor) -> frozenset[UUID]:
    """Organizations whose records the user prepares and publishes; administrators keep all, see
    `is_administrator`."""
    return _reach(user, Permission.KEEP_RECORDS).organizations


def keeps_organization(user: Visitor, organization: UUID) -> bool:
    return is_administrator(user) or organization in kept_organizations(user)


def is_keeper(user: Visitor) -> bool:
    """Whether the user has any business in the registry."""
    return is_administrator(user) or bool(kept_organizations(user))


def kept(model: type[WorkingRecord], user: Visitor) -> QuerySet[WorkingRecord]:
    """The records that the user may see and edit."""
    records: QuerySet[WorkingRecord] = model._default_manager.all()
    if is_administrator(user):
        return records
    organizations = kept_organizations(user)
    if model.OWNER_LOOKUP:
        return records.filter(**{f"{model.OWNER_LOOKUP}__in": organizations})
    return records if organizations else records.none()


def choosable(model: type[WorkingRecord], user: Visitor) -> QuerySet[WorkingRecord]:
    """The records that the user may point at: the kept ones and those that all may read."""
    mine = kept(model, user).values("pk")
    found: QuerySet[WorkingRecord] = model._default_manager.filter(
        Q(pk__in=mine) | Q(record_id__in=published_to_all())
    )
    return found


def keeps(user: Visitor, record: WorkingRecord) -> bool:
    """Whether the user may edit and publish this record, as it stands and as it is drafted."""
    if is_administrator(user):
        return True
    organizations = kept_organizations(user)
    if not record.OWNER_LOOKUP:
        return bool(organizations)
    mine = kept(type(record), user).filter(pk=record.pk)
    return record.keeper_id() in organizations and mine.exists()


def names_of_organizations() -> Sequence[OrganizationName]:
    """Every organization of the registry, for the administrator who gives roles."""
    known = Organization.objects.order_by("name").values_list("record_id", "name")
    return [OrganizationName(pk, name) for pk, name in known]


def _reach(user: Visitor, permission: Permission) -> Reach:
    """Asked once for each user object, which lives as long as a request: forms ask hundreds
    of times."""
    known: dict[Permission, Reach] = user.__dict__.setdefault("_registry_reach", {})
    if permission not in known:
        known[permission] = reach_of(user, permission)
    return known[permission]
