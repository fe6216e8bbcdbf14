"""Which records answer a question: found in the database, however many there are.

A record is found by what it says of itself and by where it lies: a paper of September is found
at the meeting in October whose agenda names it, and by the number of that agenda item's case.
"""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.addresses import organization_path
from meetings.outlets.api.parameters import Period, Question, WrongQuestion
from portal.ledger.readers import Reader
from portal.ledger.selectors import Heads, records

PAGE_SIZE = 50

ITEM = "agenda-item"
CASE = "case"


def found(question: Question, reader: Reader) -> Heads:
    """Every readable record that answers, in the order in which they were first published.

    A record keeps its place when it is corrected or withdrawn, and new ones come last, so that
    whoever reads page after page misses none.
    """
    answers = records(reader)
    if question.kind:
        answers = answers.filter(kind=question.kind)
    if question.organization or question.period:
        answers = answers.filter(_at(_place(question, reader), reader))
    if question.reference:
        answers = answers.filter(_under(question.reference, reader))
    return answers.order_by("first_recorded_at", "pk")


def _place(question: Question, reader: Reader) -> Q:
    """Organization and days, as conditions on one head."""
    place = Q()
    if question.organization:
        place &= Q(organization=_organization(question.organization, reader))
    if question.period:
        place &= _within(question.period)
    return place


def _within(period: Period) -> Q:
    days = Q()
    if period.first:
        days &= Q(date__gte=period.first)
    if period.last:
        days &= Q(date__lte=period.last)
    return days


def _at(place: Q, reader: Reader) -> Q:
    """Of that place itself, or named by an agenda item of that place."""
    items = records(reader).standing().filter(place, kind=ITEM)
    return place | Q(pk__in=items.filter(links__isnull=False).values("links__target"))


def _under(number: str, reader: Reader) -> Q:
    """Numbered so itself, or belonging to a case or an agenda item that is."""
    numbered = records(reader).filter(numbers__number__in={number, number.upper()}).values("pk")
    cases = records(reader).filter(kind=CASE, pk__in=numbered).values("pk")
    items = records(reader).standing().filter(kind=ITEM)
    of_case = items.filter(Q(pk__in=numbered) | Q(links__target__in=cases))
    papers = of_case.filter(links__isnull=False).values("links__target")
    return (
        Q(pk__in=numbered)
        | Q(parent__in=cases)
        | Q(pk__in=of_case.values("pk"))
        | Q(parent__in=of_case.values("pk"))
        | Q(pk__in=papers)
    )


def _organization(name: str, reader: Reader) -> UUID:
    """The organization's record by short name, old short names included."""
    paths = records(reader).filter(
        kind="organization", addresses__path=organization_path(name.lower())
    )
    pk = paths.values_list("pk", flat=True).first()
    if pk is None:
        raise WrongQuestion(_("Organet ”%(name)s” finns inte.") % {"name": name})
    return pk
