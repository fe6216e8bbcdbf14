"""Organizations, people and memberships."""

from collections.abc import Iterable
from uuid import UUID

from meetings.contents import MembershipContent, OrganizationContent, PersonContent
from meetings.outlets.oparl.addresses import body_url, object_url, url
from meetings.outlets.oparl.objects.fields import Json, of_record, said, tombstone, word
from meetings.selectors.oparl.records import Published
from meetings.states import OrganizationKind
from portal.accounts.roles import Role

TYPES = {
    OrganizationKind.COUNCIL: "Gremium",
    OrganizationKind.EXECUTIVE_BOARD: "Gremium",
    OrganizationKind.COMMITTEE: "Gremium",
    OrganizationKind.ADVISORY: "Gremium",
    OrganizationKind.COMPANY_BOARD: "Institution",
    OrganizationKind.ADMINISTRATION: "Verwaltungsbereich",
    "party_group": "Fraktion",
}
"""OParl's own words for `organizationType`, which programs compare with."""

VOTING = frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER})


def organization(record: Published, memberships: Iterable[UUID]) -> Json:
    identity = object_url("organization", record.id)
    content = record.content
    if not isinstance(content, OrganizationContent):
        return tombstone(identity, "Organization", record)
    return of_record(identity, "Organization", record) | said(
        {
            "body": body_url(),
            "name": content.title,
            "shortName": content.short_name,
            "organizationType": TYPES.get(content.organization_kind, "Sonstiges"),
            "classification": word(OrganizationKind, content.organization_kind),
            "startDate": str(content.valid_from),
            "endDate": str(content.valid_to or ""),
            "subOrganizationOf": _organization(content.subordinate_to),
            "membership": [object_url("membership", each) for each in memberships],
            "meeting": url(f"organization/{record.id}/meetings"),
            "consultation": url(f"organization/{record.id}/consultations"),
            "radslag:predecessors": [_organization(each) for each in content.predecessors],
            "radslag:successors": [_organization(each) for each in content.successors],
            "radslag:meetingsPublic": content.meetings_public,
            "radslag:contact": content.contact,
            "radslag:invented": content.is_invented or None,
        }
    )


def person(record: Published, memberships: Iterable[Published]) -> Json:
    identity = object_url("person", record.id)
    content = record.content
    if not isinstance(content, PersonContent):
        return tombstone(identity, "Person", record)
    return of_record(identity, "Person", record) | said(
        {
            "body": body_url(),
            "name": content.title,
            "membership": [membership(each, is_embedded=True) for each in memberships],
            "radslag:party": content.party,
            "radslag:contact": content.contact,
            "radslag:invented": content.is_invented or None,
        }
    )


def membership(record: Published, *, is_embedded: bool = False) -> Json:
    """Inside its person it does not name them again."""
    identity = object_url("membership", record.id)
    content = record.content
    if not isinstance(content, MembershipContent):
        return tombstone(identity, "Membership", record)
    return of_record(identity, "Membership", record) | said(
        {
            "person": "" if is_embedded else object_url("person", content.person),
            "organization": _organization(content.organization),
            "role": word(Role, content.role),
            "votingRight": content.role in VOTING,
            "startDate": str(content.date or ""),
            "endDate": str(content.valid_to or ""),
            "radslag:role": content.role,
            "radslag:party": content.party,
        }
    )


def _organization(record: UUID | None) -> str:
    return object_url("organization", record) if record else ""
