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


def newest(**conditions: Any) -> Coalesce:
    """The time of the newest public entry of these records."""
    return Coalesce(Subquery(_extreme("MAX", public_entries(**conditions))), Value(BEFORE_ALL))


def oldest(entries: QuerySet[Entry]) -> Subquery:
    """The time of the first of these entries; null where there is none."""
    return Subquery(_extreme("MIN", entries))


def own_newest(prefix: str = "") -> Case:
    """Of the record itself; the head tells where it is public."""
    return Case(
        When(**{f"{prefix}audience": PUBLIC}, then=F(f"{prefix}recorded_at")),
        default=newest(record=OuterRef(f"{prefix}pk")),
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


def _extreme(function: str, entries: QuerySet[Entry]) -> QuerySet[Entry, Any]:
    """Without grouping, so that the database reads one index and no more."""
    extreme: Any = Func(F("recorded_at"), function=function, output_field=DateTimeField())
    return entries.annotate(extreme=extreme).values("extreme")


def _of_organization() -> tuple[Coalesce, ...]:
    return (newest(record__kind=MEMBERSHIP, record__organization=OuterRef("pk")),)


def _of_person() -> tuple[Coalesce, ...]:
    return (newest(record__kind=MEMBERSHIP, record__parent=OuterRef("pk")),)


def _of_item() -> tuple[Coalesce, ...]:
    """Its place among the others, whether its meeting is public, what was decided and how."""
    decisions = Record.objects.filter(kind=DECISION, parent=OuterRef(OuterRef("pk")))
    papers = Mention.objects.filter(record=OuterRef(OuterRef("pk")))
    return (
        newest(record=OuterRef("parent")),
        newest(record__kind=ITEM, record__parent=OuterRef("parent")),
        newest(record__kind=DECISION, record__parent=OuterRef("pk")),
        newest(record__kind=VOTE, record__parent__in=decisions.values("pk")),
        newest(record__kind=DOCUMENT, record__in=papers.values("target")),
    )


def _of_meeting() -> tuple[Coalesce, ...]:
    """Everything that its items show."""
    own = {"kind": ITEM, "parent": OuterRef(OuterRef("pk"))}
    inner = {"kind": ITEM, "parent": OuterRef(OuterRef(OuterRef("pk")))}
    items, inner_items = Record.objects.filter(**own), Record.objects.filter(**inner)
    decisions = Record.objects.filter(kind=DECISION, parent__in=inner_items.values("pk"))
    papers = Mention.objects.filter(record__in=inner_items.values("pk"))
    return (
        newest(record__kind=ITEM, record__parent=OuterRef("pk")),
        newest(record__kind=DECISION, record__parent__in=items.values("pk")),
        newest(record__kind=VOTE, record__parent__in=decisions.values("pk")),
        newest(record__kind=DOCUMENT, record__in=papers.values("target")),
    )


def _of_document() -> tuple[Coalesce, ...]:
    """The items at which it was handled."""
    items = Mention.objects.filter(target=OuterRef(OuterRef("pk")))
    return (newest(record__kind=ITEM, record__in=items.values("record")),)


_SHOWN = {
    "organization": _of_organization,
    "person": _of_person,
    ITEM: _of_item,
    MEETING: _of_meeting,
    DOCUMENT: _of_document,
}
"""What objects of a kind show besides their own record."""
