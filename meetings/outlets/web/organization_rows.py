"""Organizations as rows, grouped by what they are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from meetings.contents import OrganizationContent
from meetings.outlets.web.known import url_of
from meetings.outlets.words import period_words
from meetings.states import OrganizationKind
from portal.ledger.versions import Version


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    record_id: UUID
    version: int
    sha256: str
    url: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: list[OrganizationRow]


def organization_rows(versions: Iterable[Version], today: datetime.date) -> list[Group]:
    """Standing organizations by kind, in the order of the law; the ceased ones last."""
    titles = {
        OrganizationKind.COUNCIL.value: _("Fullmäktige"),
        OrganizationKind.EXECUTIVE_BOARD.value: _("Styrelse"),
        OrganizationKind.COMMITTEE.value: _("Nämnder"),
        OrganizationKind.ADMINISTRATION.value: _("Förvaltningar"),
        OrganizationKind.COMPANY_BOARD.value: _("Bolag"),
        OrganizationKind.ADVISORY.value: _("Råd och samverkan"),
        OrganizationKind.PARTY_GROUP.value: _("Partigrupper"),
        CEASED: _("Har upphört"),
    }
    groups: dict[str, list[OrganizationRow]] = {kind: [] for kind in titles}
    for version in versions:
        content = version.content
        if isinstance(content, OrganizationContent):
            groups[_group(content, today)].append(_row(version, content))
    return [Group(titles[kind], rows) for kind, rows in groups.items() if rows]


CEASED = "ceased"


def _group(content: OrganizationContent, today: datetime.date) -> str:
    return CEASED if content.valid_to and content.valid_to < today else content.organization_kind


def _row(version: Version, content: OrganizationContent) -> OrganizationRow:
    return OrganizationRow(
        record_id=content.id,
        version=version.version,
        sha256=version.sha256,
        url=url_of(version),
        title=content.title,
        note=period_words(content.valid_from, content.valid_to) if content.valid_to else "",
    )
