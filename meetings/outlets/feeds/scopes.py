"""What belongs to an organization and to a case, for those who follow them."""

from uuid import UUID

from django.db.models import Q

from portal.ledger.readers import Reader
from portal.ledger.selectors import Head, Heads, records
from portal.ledger.states import STANDING

ITEM = "agenda-item"
MEETING = "meeting"
NOT_FOLLOWED = ("organization", "person", "membership", "registration", "vote")
"""Kinds that are no news of their own; how a vote fell is told by its decision."""


def of_organization(organization: UUID, reader: Reader) -> Heads:
    """Its own meetings, items, papers and cases, and what its agendas name."""
    items = records(reader).standing().filter(kind=ITEM, organization=organization)
    named = items.filter(links__isnull=False).values("links__target")
    followed = records(reader).exclude(kind__in=NOT_FOLLOWED)
    return followed.filter(Q(organization=organization) | Q(pk__in=named))


def of_case(case: Head, reader: Reader) -> Heads:
    """The case itself, its items and papers, and what fell away from it."""
    items = items_of(case, reader)
    papers = items.filter(links__isnull=False).values("links__target")
    return (
        records(reader)
        .exclude(kind__in=NOT_FOLLOWED)
        .filter(
            Q(pk=case.pk)
            | Q(parent=case.pk)
            | Q(pk__in=items.values("pk"))
            | Q(parent__in=items.values("pk"))
            | Q(pk__in=papers)
            | Q(pk__in=fallen_items_of(case, reader).values("pk"))
        )
    )


def items_of(case: Head, reader: Reader) -> Heads:
    """Standing items that name the case."""
    return records(reader).standing().filter(kind=ITEM, links__target=case.pk)


def fallen_items_of(case: Head, reader: Reader) -> Heads:
    """Withdrawn items name nothing any more; they are known by the number that they had."""
    numbers = case.numbers.values("number")
    return _fallen(reader).filter(kind=ITEM, numbers__number__in=numbers)


def meetings_of_organization(organization: UUID, reader: Reader) -> Heads:
    return records(reader).filter(kind=MEETING, organization=organization)


def meetings_of_case(case: Head, reader: Reader) -> Heads:
    """Meetings that handle the case; a withdrawn meeting stays, as does its fallen item."""
    handling = items_of(case, reader).values("parent")
    handled = fallen_items_of(case, reader).values("parent")
    withdrawn = _fallen(reader).filter(kind=MEETING, pk__in=handled)
    return records(reader).filter(
        Q(pk__in=handling) | Q(pk__in=withdrawn.values("pk")), kind=MEETING
    )


def _fallen(reader: Reader) -> Heads:
    return records(reader).exclude(verb__in=STANDING)
