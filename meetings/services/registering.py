"""Registering a document: it stands in the diary at once, in the same act (law.md D1, D2)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import WrongFiling
from meetings.models import (
    Case,
    DiarySeries,
    Document,
    DocumentFile,
    Organization,
    Registration,
)
from meetings.selectors.find import existed
from meetings.selectors.keepers import choosable, keeps_organization
from meetings.services.drafting import store_draft
from meetings.services.numbering import check_free, series_of, take_number, take_serial
from meetings.services.publishing import publish, publish_lines
from meetings.states import Audience, Direction, DocumentKind
from portal.accounts.models import User
from portal.core.clock import today
from portal.ledger.changes import Actor
from portal.ledger.models import Act, StoredFile


@dataclass(frozen=True)
class NamedFile:
    """A stored file under the name that it came with."""

    file: StoredFile
    name: str


@dataclass(frozen=True, kw_only=True)
class Filing:
    """What was written on the registration screen.

    `case` is an existing case; with `opens_case` a new one gets the number. `number` is typed by
    hand; empty, the next one of `series` is taken, or the case's own where it is this diary's.
    `shows_document`: the document is published too, to those whom it is addressed to.
    """

    organization: Organization
    direction: Direction
    date: datetime.date
    matter: str
    counterpart: str = ""
    kind: DocumentKind = DocumentKind.OTHER
    addressed_to: Audience = Audience.PUBLIC
    provision: str = ""
    files: Sequence[NamedFile] = ()
    case: Case | None = None
    opens_case: bool = False
    number: str = ""
    series: DiarySeries | None = None
    shows_document: bool = False


@dataclass(frozen=True)
class Registered:
    """What came of it; the act is what became public."""

    act: Act
    document: Document
    line: Registration


def register(*, filing: Filing, user: User, actor: Actor, key: str) -> Registered:
    """Give the document its number and publish its line, all or nothing.

    A number is used up only if the line was published. The same `key` again gives what the first
    one gave. Raises WrongFiling, NumberTaken, ValidationError and what `publish_act` raises.
    """
    check_filing(filing, user)
    with transaction.atomic():
        if (done := registered_by(key)) is not None:
            return done
        case, number = _numbered(filing, user)
        document = _document(filing, case, number, user)
        act = _publish(filing, document, case, actor, key)
        return Registered(act, document, document.registrations.all()[0])


def check_filing(filing: Filing, user: User) -> None:
    """Raises WrongFiling for what no diary may hold."""
    organization, day = filing.organization, filing.date
    if not keeps_organization(user, organization.record_id):
        raise WrongFiling(_("Du för inte diarium åt %(name)s.") % {"name": organization})
    if day > today():
        raise WrongFiling(_("Datumet har inte varit än. Skriv dagen då handlingen kom in."))
    if not existed(organization, day):
        raise WrongFiling(
            _("%(name)s fanns inte den %(day)s. Välj den myndighet som tog över.")
            % {"name": organization, "day": day}
        )
    if filing.series and filing.series.organization_id != organization.pk:
        raise WrongFiling(_("Serien hör till en annan myndighet."))
    if filing.case and not choosable(Case, user).filter(pk=filing.case.pk).exists():
        raise WrongFiling(_("Ärendet sköts av en annan registratur."))


def registered_by(key: str) -> Registered | None:
    """What an earlier request with this key registered."""
    act = Act.objects.filter(key=key).first()
    if act is None:
        return None
    records = act.entries.values_list("record", flat=True)
    line = Registration.objects.filter(record_id__in=records).select_related("document").first()
    return Registered(act, line.document, line) if line else None


def _numbered(filing: Filing, user: User) -> tuple[Case | None, str]:
    organization, case = filing.organization, filing.case
    if case is not None and case.organization_id == organization.pk and not filing.number:
        return case, case.number
    number = filing.number.strip()
    if number:
        check_free(organization, number)
    else:
        series = filing.series or series_of(organization)
        number = take_number(series=series, year=filing.date.year)
    return (_opened(filing, number, user) if filing.opens_case else case), number


def _opened(filing: Filing, number: str, user: User) -> Case:
    case = Case(
        organization=filing.organization,
        number=number,
        title=filing.matter[:300],
        opened=filing.date,
    )
    if not case.has_usual_number():
        raise ValidationError(
            _("%(number)s har inte den form som %(name)s brukar använda. Rätta numret."),
            params={"number": number, "name": filing.organization},
        )
    store_draft(case, user)
    return case


def _document(filing: Filing, case: Case | None, number: str, user: User) -> Document:
    document = Document(
        kind=filing.kind,
        title=filing.matter[:300],
        date=filing.date,
        owner=filing.organization,
        issuer=None if filing.direction == Direction.IN else filing.organization,
        case=case,
        addressed_to=filing.addressed_to,
        provision=filing.provision,
    )
    document.files.add(*(DocumentFile(file=f.file, name=f.name) for f in filing.files))
    document.registrations.add(
        Registration(
            organization=filing.organization,
            number=number,
            serial=take_serial(filing.organization, number),
            date=filing.date,
            direction=filing.direction,
            counterpart=filing.counterpart,
            matter=filing.matter[:300],
        )
    )
    document.full_clean(exclude=["number"])
    store_draft(document, user)
    return document


def _publish(filing: Filing, document: Document, case: Case | None, actor: Actor, key: str) -> Act:
    if not filing.shows_document:
        return publish_lines(document=document, actor=actor, key=key)
    opened = [case] if case and filing.opens_case else []
    return publish(records=[*opened, document], actor=actor, key=key)
