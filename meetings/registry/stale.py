"""Two people editing one record: the second is shown what the first changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

QUIET = frozenset({"record_id", "stored", "id", "ORDER", "DELETE"})


@dataclass(frozen=True)
class Difference:
    """One field that the two texts disagree on."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class Clash:
    """Who saved in between, when, and where that differs from what you wrote."""

    who: str
    when: datetime | None
    differences: tuple[Difference, ...]


def clash_of(form: Any, revision: Any) -> Clash:
    """What stands in the newest draft against what the bound form says."""
    who = revision.user.get_full_name() or revision.user.username if revision.user else ""
    return Clash(
        who=who or _("Någon"),
        when=revision.created_at,
        differences=tuple(_differences(form, "")),
    )


def _differences(form: Any, place: str) -> list[Difference]:
    found = [_difference(form, name, place) for name in form.changed_data if name not in QUIET]
    for formset in form.formsets.values():
        label = capfirst(formset.model._meta.verbose_name)
        for number, row in enumerate(formset.forms, 1):
            found += _row_differences(row, formset, f"{place}{label} {number}: ")
        found += _unnamed(formset, place)
    return found


def _row_differences(row: Any, formset: Any, place: str) -> list[Difference]:
    if formset._should_delete_form(row):
        theirs = str(row.instance) if row.instance.pk else ""
        return [Difference(place.rstrip(": "), theirs, _("(borttagen)"))]
    return _differences(row, place)


def _unnamed(formset: Any, place: str) -> list[Difference]:
    """Rows that they have and your form does not."""
    named = {form.instance.pk for form in formset.initial_forms}
    others = [row for row in formset.get_queryset() if row.pk and row.pk not in named]
    label = capfirst(formset.model._meta.verbose_name)
    return [Difference(f"{place}{label}", str(row), _("(finns inte här)")) for row in others]


def _difference(form: Any, name: str, place: str) -> Difference:
    bound = form[name]
    return Difference(
        f"{place}{bound.label}", _shown(bound, bound.initial), _shown(bound, bound.data)
    )


def _shown(bound: Any, value: Any) -> str:
    """A value as people read it: the words of a choice, not its key."""
    field = bound.field
    if value in (None, "", []):
        return _("(tomt)")
    if hasattr(field, "queryset"):
        found = field.queryset.filter(pk=getattr(value, "pk", value)).first()
        return str(found or value)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
