"""Choosers behind the gate: one chooses among one's own and among what all may read."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import StatusTagColumn
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from meetings.models import WorkingRecord
from meetings.selectors.keepers import choosable
from meetings.selectors.publication import standing_of, with_verb


class WordsForm(BaseFilterForm):
    """Finds by number and by words in the title."""

    q = forms.CharField(
        label=_("Nummer eller ord"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Nummer eller ord")}),
    )
    fields_searched: tuple[str, ...] = ("title",)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        query = self.cleaned_data.get("q", "").strip()
        if not query:
            return objects
        self.is_searching, self.search_query = True, query
        for word in query.split():
            found = Q()
            for name in self.fields_searched:
                found |= Q(**{f"{name}__icontains": word})
            objects = objects.filter(found)
        return objects


class GatedChooser(AdminSnippetChooser):
    """Shows the title of what the person may point at, and of nothing else."""

    allowed: QuerySet[Any] | None = None
    """Set by the form that knows the person (`RowForm`)."""

    loaded: Any = None
    """What the record points at now, if it was loaded with it."""

    def get_instance(self, value: Any) -> Any:
        key = getattr(value, "pk", value)
        if self.loaded is not None and str(key) == str(self.loaded.pk):
            return self.loaded
        if self.allowed is None or not str(key).isdecimal():
            return None
        return self.allowed.filter(pk=key).first()


def _chosen_from(view_class: type[Any], searched: tuple[str, ...]) -> type[Any]:
    """The chooser's view, reading only what the person may point at."""
    words = type("WordsForm", (WordsForm,), {"fields_searched": searched})

    def records(self: Any) -> QuerySet[WorkingRecord]:
        return with_verb(choosable(self.model_class, self.request.user))

    gate: dict[str, Any] = {
        "get_object_list": records,
        "get_object": lambda self, pk: records(self).get(pk=pk),
        "get_objects": lambda self, pks: records(self).filter(pk__in=pks),
        "filter_form_class": words,
        "columns": property(lambda self: [self.title_column, _standing_column()]),
        "can_create": lambda self: False,
    }
    return type(view_class.__name__, (view_class,), gate)


def _standing_column() -> StatusTagColumn:
    return StatusTagColumn(
        "standing",
        label=_("Läge"),
        accessor=lambda record: standing_of(record).label,
        primary=lambda record: record.live,
    )


def gated_chooser(searched: tuple[str, ...]) -> type[ChooserViewSet]:
    """The chooser of one model, searching these fields."""
    names = (
        "choose_view_class",
        "choose_results_view_class",
        "chosen_view_class",
        "chosen_multiple_view_class",
        "create_view_class",
    )
    views = {name: _chosen_from(getattr(SnippetChooserViewSet, name), searched) for name in names}
    own = {**views, "base_widget_class": GatedChooser}
    return type("GatedChooserViewSet", (SnippetChooserViewSet,), own)
