"""What the apps above answer for a person's own page and for the administrator's."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from portal.core.ports import Port


@dataclass(frozen=True)
class AccountPage:
    """A line on the page of one's own account."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class OrganizationName:
    """An organization as the administrator chooses it."""

    id: UUID
    name: str


account_pages: Port[[HttpRequest], Sequence[AccountPage]] = Port()
"""Further pages of one's own: one's data, one's proposals, what one follows."""

organization_names: Port[[], Sequence[OrganizationName]] = Port()
"""Every organization in which a role may be given."""
