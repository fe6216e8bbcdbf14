"""The city reorganises: merge, split, rename. No link dies and no case loses its authority.

law.md K5: the record is independent of how the city is organised.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.errors import WrongReorganisation
from meetings.models import Case, Membership, Organization, Succession, WorkingRecord
from meetings.services.publishing import publish
from portal.ledger.changes import Actor
from portal.ledger.models import Act

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Reorganisation:
    """From `date` on the successors stand where the predecessors stood.

    One to one is a new name, many to one a merger, one to many a split. `heir` is the
    successor that answers for the open cases.
    """

    predecessors: tuple[Organization, ...]
    successors: tuple[Organization, ...]
    heir: Organization
    date: datetime.date


def reorganise(*, change: Reorganisation, actor: Actor, key: str) -> Act:
    """Close the predecessors the day before, name their successors, hand over open cases.

    Everything is published in one act: new versions that add, since nothing was wrong.
    Raises WrongReorganisation.
    """
    done = Act.objects.filter(key=key).first()
    if done is not None:
        return done
    _check(change)
    with transaction.atomic():
        return publish(records=_carried_out(change), actor=actor, key=key)


def _carried_out(change: Reorganisation) -> list[WorkingRecord]:
    memberships, cases = _open_memberships(change), _open_cases(change)
    _refuse_drafts([*change.predecessors, *change.successors, *memberships, *cases])
    last_day = change.date - ONE_DAY
    for predecessor in change.predecessors:
        Organization.objects.filter(pk=predecessor.pk).update(valid_to=last_day)
        for successor in change.successors:
            Succession.objects.create(
                predecessor=predecessor, successor=successor, date=change.date
            )
    Membership.objects.filter(pk__in=[each.pk for each in memberships]).update(valid_to=last_day)
    Case.objects.filter(pk__in=[each.pk for each in cases]).update(inherited_by=change.heir)
    return [*change.predecessors, *change.successors, *memberships, *cases]


def _open_memberships(change: Reorganisation) -> list[Membership]:
    held = Membership.objects.filter(
        organization__in=change.predecessors, live=True, valid_from__lt=change.date - ONE_DAY
    )
    return list(held.filter(valid_to=None) | held.filter(valid_to__gte=change.date))


def _open_cases(change: Reorganisation) -> list[Case]:
    """Cases that a predecessor opened, or had inherited itself."""
    cases = Case.objects.filter(closed=None, live=True)
    opened = cases.filter(organization__in=change.predecessors, inherited_by=None)
    return list(opened | cases.filter(inherited_by__in=change.predecessors))


def _check(change: Reorganisation) -> None:
    if not change.predecessors or not change.successors:
        raise WrongReorganisation(_("Ange minst ett organ som upphör och ett som tar över."))
    if set(change.predecessors) & set(change.successors):
        raise WrongReorganisation(_("Ett organ kan inte gå upp i sig självt."))
    if change.heir not in change.successors:
        raise WrongReorganisation(_("Ärendena måste tas över av ett av de nya organen."))
    for each in change.predecessors:
        _check_predecessor(each, change.date)
    for each in change.successors:
        _check_successor(each, change)


def _check_predecessor(each: Organization, date: datetime.date) -> None:
    if each.valid_from >= date:
        raise WrongReorganisation(
            _("%(organization)s fanns inte före %(date)s.") % {"organization": each, "date": date}
        )
    if each.valid_to and each.valid_to < date - ONE_DAY:
        raise WrongReorganisation(
            _("%(organization)s upphörde redan %(date)s.")
            % {"organization": each, "date": each.valid_to}
        )


def _check_successor(each: Organization, change: Reorganisation) -> None:
    if each.valid_from > change.date or (each.valid_to and each.valid_to < change.date):
        raise WrongReorganisation(
            _("%(organization)s finns inte den %(date)s.")
            % {"organization": each, "date": change.date}
        )
    if _heirs(each) & {predecessor.pk for predecessor in change.predecessors}:
        raise WrongReorganisation(
            _("Det blir en cirkel: %(organization)s har självt gått upp i ett av organen.")
            % {"organization": each}
        )


def _heirs(organization: Organization) -> set[int]:
    """Every organization that follows this one, however far on."""
    found: set[int] = set()
    waiting = {organization.pk}
    while waiting:
        next_ones = Succession.objects.filter(predecessor__in=waiting)
        waiting = set(next_ones.values_list("successor", flat=True)) - found
        found |= waiting
    return found


def _refuse_drafts(records: Iterable[WorkingRecord]) -> None:
    """A draft that waits would be published with the rest."""
    waiting: Sequence[str] = [
        str(record) for record in records if record.live and record.has_unpublished_changes
    ]
    if waiting:
        raise WrongReorganisation(
            _("Det finns opublicerade utkast. Publicera eller släng dem först: %(records)s.")
            % {"records": ", ".join(waiting)}
        )
