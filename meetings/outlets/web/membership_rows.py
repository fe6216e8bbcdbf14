"""Who sits where and when: memberships as rows, from the organization's side or the person's."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from meetings.contents import MembershipContent
from meetings.outlets.web.known import Known, url_of
from meetings.outlets.words import period_words
from portal.accounts.roles import Role
from portal.ledger.versions import Version

ORDER = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """`name` is that of the person, or of the organization; `url` leads there."""

    record_id: UUID
    version: int
    sha256: str
    name: str
    url: str
    role: str
    party: str
    period: str
    membership_url: str
    over: bool


def people_of(
    memberships: Iterable[Version], known: Known, today: datetime.date
) -> list[MembershipRow]:
    """An organization's memberships: by role, then by name."""
    standing = [each for each in memberships if isinstance(each.content, MembershipContent)]
    return [
        membership_row(each, known, each.content.person, today)
        for each in sorted(standing, key=lambda each: _by_role(each, known))
        if isinstance(each.content, MembershipContent)
    ]


def seats_of(
    memberships: Iterable[Version], known: Known, today: datetime.date
) -> list[MembershipRow]:
    """A person's memberships, the newest first."""
    standing = [each for each in memberships if isinstance(each.content, MembershipContent)]
    standing.sort(key=lambda each: (str(each.record.date), str(each.record.pk)), reverse=True)
    return [membership_row(each, known, each.record.organization, today) for each in standing]


def membership_row(
    version: Version, known: Known, other: UUID | None, today: datetime.date
) -> MembershipRow:
    content = version.content
    assert isinstance(content, MembershipContent)
    return MembershipRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        name=known.title(other) or content.title,
        url=known.url(other),
        role=role_words(content.role),
        party=content.party,
        period=period_words(content.date, content.valid_to),
        membership_url=url_of(version),
        over=content.valid_to is not None and content.valid_to < today,
    )


def role_words(role: str) -> str:
    """The word for a role; an unknown one is shown as it is."""
    return str(Role(role).label) if role in Role.values else role


def _by_role(version: Version, known: Known) -> tuple[int, str]:
    content = version.content
    assert isinstance(content, MembershipContent)
    order = ORDER.index(Role(content.role)) if content.role in ORDER else len(ORDER)
    return order, known.title(content.person)
