"""The lists of working records: what they are, whose, and where they stand."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.snippets.views.snippets import IndexView

from meetings.models import Organization
from meetings.selectors.keepers import choosable, kept
from meetings.selectors.publication import Standing, standing_of, with_verb
from portal.core.clock import local
from portal.ledger.states import STANDING


class StandingColumn(StatusTagColumn):
    """Draft, published, changed since, withdrawn: in words, without hovering."""

    def __init__(self) -> None:
        super().__init__("standing", label=_("Läge"), sort_key="live", accessor=_label)
        self.primary = lambda record: standing_of(record) == Standing.PUBLISHED


def _label(record: Any) -> str:
    return str(standing_of(record).label)


def day_column(name: str, label: Any) -> Column:
    """A day or a moment in the city, written out: how long ago it was says little here."""
    return Column(name, label=label, sort_key=name, accessor=lambda record: _moment(record, name))


def _moment(record: Any, name: str) -> str:
    value = getattr(record, name)
    if isinstance(value, datetime):
        timed = getattr(record, "time_known", True)
        return f"{local(value):%Y-%m-%d %H.%M}" if timed else f"{local(value):%Y-%m-%d}"
    return str(value or "")


class RecordIndex(IndexView):
    """One's own records, with their state in the ledger."""

    show_other_searches = False

    def get_base_queryset(self) -> QuerySet[Any]:
        return with_verb(kept(self.model, self.request.user))

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A meeting is found by its items, once."""
        found: QuerySet[Any] = super().search_queryset(queryset).distinct()
        return found

    @cached_property
    def columns(self) -> list[Any]:
        """Without check boxes: nothing is done to many records at once here."""
        return [self._column(place, field) for place, field in enumerate(self.list_display)]

    def _column(self, place: int, field: Any) -> Any:
        if not isinstance(field, str):
            return field
        return self._get_title_column(field) if place == 0 else self._get_custom_column(field)


class StandingFilterSet(WagtailFilterSet):
    """Lists are narrowed by state."""

    standing = django_filters.ChoiceFilter(
        label=_("Läge"), choices=Standing.choices, method="with_standing"
    )

    def with_standing(self, records: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        stands = Q(newest_verb__in=STANDING)
        wanted = {
            Standing.DRAFT: Q(newest_verb=None),
            Standing.PUBLISHED: stands & Q(has_unpublished_changes=False),
            Standing.CHANGED: stands & Q(has_unpublished_changes=True),
        }
        return records.filter(wanted.get(Standing(value), Q(newest_verb=value)))


def _organizations(request: HttpRequest | None) -> QuerySet[Any]:
    return choosable(Organization, request.user) if request else Organization.objects.none()


def filter_set(model: Any, *names: str, organization: str = "") -> type[StandingFilterSet]:
    """The filters of one list; `organization` names the foreign key that it may filter by."""
    own: dict[str, Any] = {"Meta": type("Meta", (), {"model": model, "fields": list(names)})}
    if organization:
        own[organization] = django_filters.ModelChoiceFilter(
            label=_("Organ"), queryset=_organizations, field_name=organization
        )
    return type(f"{model.__name__}FilterSet", (StandingFilterSet,), own)
