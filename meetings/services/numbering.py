"""Giving out the numbers of a diary: the next one, once, and without gaps."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from meetings.errors import NumberTaken
from meetings.models import Case, DiaryCounter, DiarySeries, Organization, Registration
from meetings.number_forms import written
from meetings.selectors.registrations import is_taken, next_serial


def series_of(organization: Organization) -> DiarySeries:
    """The first series of a diary; an authority that has none begins with the usual one."""
    first: DiarySeries | None = organization.series.order_by("pk").first()
    if first is not None:
        return first
    made, _is_new = DiarySeries.objects.get_or_create(organization=organization)
    return made


def take_number(*, series: DiarySeries, year: int) -> str:
    """The next free number of a series. The caller holds the transaction: if that is rolled
    back, so is the counter, and the number is given to the next one who asks.

    Numbers that were typed by hand ahead of the counter are passed over; they are no gaps.
    """
    with transaction.atomic():
        DiaryCounter.objects.get_or_create(series=series, year=year)
        counter = DiaryCounter.objects.select_for_update().get(series=series, year=year)
        number = _next_free(counter)
        counter.save(update_fields=["last"])
        return number


def check_free(organization: Organization, number: str) -> None:
    """Raises NumberTaken for a number that a case or a line of this diary has."""
    if is_taken(organization, number):
        raise NumberTaken(
            _("Nummer %(number)s finns redan hos %(organization)s. %(taken)s")
            % {
                "number": number,
                "organization": organization,
                "taken": _who_has(organization, number),
            }
        )


def take_serial(organization: Organization, number: str) -> int:
    """The next serial under a number. The diary's row is locked, so two never get the same."""
    if connection.features.has_select_for_update:
        list(Organization.objects.select_for_update(no_key=True).filter(pk=organization.pk))
    return next_serial(organization, number)


def _next_free(counter: DiaryCounter) -> str:
    series = counter.series
    while True:
        counter.last += 1
        number = written(series.form, counter.year, counter.last)
        if not is_taken(series.organization, number):
            return number


def _who_has(organization: Organization, number: str) -> str:
    case = Case.objects.filter(organization=organization, number__iexact=number).first()
    if case is not None:
        return _("Det är ärendet ”%(title)s”. Välj det ärendet, eller skriv ett annat nummer.") % {
            "title": case.title
        }
    line = Registration.objects.filter(organization=organization, number__iexact=number).first()
    return _("Det står på ”%(title)s”. Skriv ett annat nummer, eller lämna fältet tomt.") % {
        "title": line.document.title if line else ""
    }
