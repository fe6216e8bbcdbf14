"""When an object of OParl was created and modified: reckoned by the database from public entries.

An object is modified whenever what it shows may be otherwise than before. It shows its own record
and, embedded or listed, others; the newest public entry of any of them is its time. To say so too
often costs a harvester one reading, to say so too seldom costs it the change.
"""

import datetime
from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from portal.ledger.models import Entry, Mention, Record
from portal.ledger.readers import PUBLIC
from portal.ledger.states import STANDING

BEFORE_ALL = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

ITEM, DOCUMENT, MEETING = "agenda-item", "document", "meeting"
DECISION, VOTE, MEMBERSHIP = "decision", "vote", "membership"


def public_entries(**conditions: Any) -> QuerySet[Entry]:
    return Entry.objects.filter(audience=PUBLIC, **conditions).order_by()


def newest(records: QuerySet[Record]) -> Coalesce:
    """The time of the newest public entry of these records.

    The heads lead, since they are found by parent; their entries are asked of few.
    """
    heads: Any = records.order_by().annotate(at=own_newest())
    return Coalesce(Subquery(heads.values(extreme=_extreme("MAX", "at"))), Value(BEFORE_ALL))


def newest_entry(record: OuterRef) -> Coalesce:
    """The time of the newest public entry of one record."""
    entries: Any = public_entries(record=record)
    newest = Subquery(entries.values(extreme=_extreme("MAX", "recorded_at")))
    return Coalesce(newest, Value(BEFORE_ALL))


def oldest(entries: QuerySet[Entry]) -> Subquery:
    """The time of the first of these entries; null where there is none."""
    made: Any = entries
    return Subquery(made.values(extreme=_extreme("MIN", "recorded_at")))


def own_newest(prefix: str = "") -> Case:
    """Of the record itself; the head tells where it is public."""
    return Case(
        When(**{f"{prefix}audience": PUBLIC}, then=F(f"{prefix}recorded_at")),
        default=newest_entry(OuterRef(f"{prefix}pk")),
        output_field=DateTimeField(),
    )


def first_public() -> Case:
    """Since when anybody may read the record; where it has one version, the head tells."""
    return Case(
        When(version=1, then=F("first_recorded_at")),
        default=oldest(public_entries(record=OuterRef("pk"))),
        output_field=DateTimeField(),
    )


def once_public() -> Q:
    """Public now, or before it was withdrawn and addressed to fewer."""
    return Q(audience=PUBLIC) | Q(Exists(public_entries(record=OuterRef("pk"))))


def standing(prefix: str = "") -> Q:
    """What anybody may read now."""
    return Q(**{f"{prefix}audience": PUBLIC, f"{prefix}verb__in": STANDING})


def modified(kind: str) -> Greatest | Case:
    """When objects of this kind of record were modified, as a column of a query over records."""
    others = _SHOWN[kind]() if kind in _SHOWN else ()
    return Greatest(own_newest(), *others) if others else own_newest()


def _extreme(function: str, column: str) -> Func:
    """Without grouping, so that the database reads one index and no more."""
    return Func(F(column), function=function, output_field=DateTimeField())


def _of_organization() -> tuple[Coalesce, ...]:
    return (newest(Record.objects.filter(kind=MEMBERSHIP, organization=OuterRef("pk"))),)


def _of_person() -> tuple[Coalesce, ...]:
    return (newest(_parts(MEMBERSHIP, OuterRef("pk"))),)


def _of_item() -> tuple[Coalesce, ...]:
    """Its place among the others, whether its meeting is public, what was decided and how."""
    decisions = _parts(DECISION, OuterRef(OuterRef("pk")))
    return (
        newest(Record.objects.filter(pk=OuterRef("parent"))),
        newest(_parts(ITEM, OuterRef("parent"))),
        newest(_parts(DECISION, OuterRef("pk"))),
        newest(Record.objects.filter(kind=VOTE, parent__in=decisions.values("pk"))),
        _newest_named(record=OuterRef("pk")),
    )


def _of_meeting() -> tuple[Coalesce, ...]:
    """Everything that its items show."""
    items = _parts(ITEM, OuterRef(OuterRef("pk"))).values("pk")
    inner = _parts(ITEM, OuterRef(OuterRef(OuterRef("pk")))).values("pk")
    decisions = Record.objects.filter(kind=DECISION, parent__in=inner).values("pk")
    return (
        newest(_parts(ITEM, OuterRef("pk"))),
        newest(Record.objects.filter(kind=DECISION, parent__in=items)),
        newest(Record.objects.filter(kind=VOTE, parent__in=decisions)),
        _newest_named(record__kind=ITEM, record__parent=OuterRef("pk")),
    )


def _of_document() -> tuple[Coalesce, ...]:
    """The items at which it was handled."""
    items: Any = Mention.objects.filter(target=OuterRef("pk"), record__kind=ITEM)
    at = items.annotate(at=own_newest("record__")).values(extreme=_extreme("MAX", "at"))
    return (Coalesce(Subquery(at), Value(BEFORE_ALL)),)


def _parts(kind: str, parent: OuterRef) -> QuerySet[Record]:
    return Record.objects.filter(kind=kind, parent=parent)


def _newest_named(**records: Any) -> Coalesce:
    """Of what these records have named: their papers, and cases that change as seldom."""
    named: Any = Mention.objects.filter(**records).annotate(at=newest_entry(OuterRef("target")))
    return Coalesce(Subquery(named.values(extreme=_extreme("MAX", "at"))), Value(BEFORE_ALL))


_SHOWN = {
    "organization": _of_organization,
    "person": _of_person,
    ITEM: _of_item,
    MEETING: _of_meeting,
    DOCUMENT: _of_document,
}
"""What objects of a kind show besides their own record."""
