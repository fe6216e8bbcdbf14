"""Inline rows that keep their identity: known by their record, not by a changing key."""

from collections.abc import Iterator
from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from meetings.models import WorkingRecord
from meetings.selectors.keepers import choosable, kept
from portal.ledger.models import Record

ROW = "record_id"


class RowForm(WagtailAdminModelForm):
    """A form that offers and takes only what the person may point at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self._limit_choices()

    def _limit_choices(self) -> None:
        keeper = getattr(self._meta.model, "OWNER_LOOKUP", "").partition("__")
        for name, field in self.fields.items():
            model = getattr(getattr(field, "queryset", None), "model", None)
            if model is not None and issubclass(model, WorkingRecord):
                mine = keeper[1] and name == keeper[0]
                offered = (kept if mine else choosable)(model, self.for_user)
                field.queryset = offered | self._already(name, model)
                field.widget.allowed = field.queryset
                field.widget.loaded = self.instance._state.fields_cache.get(name)

    def _already(self, name: str, model: type[WorkingRecord]) -> QuerySet[WorkingRecord]:
        """What the record points at now, whoever keeps that: a save must not lose it."""
        now = getattr(self.instance, f"{name}_id", None)
        found: QuerySet[WorkingRecord] = model._default_manager.filter(pk=now)
        return found


class PartForm(RowForm):
    """A row that is a record of its own: a hidden field carries its identity.

    The template for new rows has none, so each new row gets its own.
    """

    record_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: frozenset[UUID] = frozenset()
        given = kwargs.get("instance")
        self.fields[ROW].initial = given.record_id if given is not None else None

    def clean_record_id(self) -> UUID:
        """Only identities of this very record's rows are taken; a new row has its own."""
        posted: UUID | None = self.cleaned_data[ROW]
        if posted is None:
            own: UUID = self.instance.record_id
            return own
        if posted not in self.known:
            raise ValidationError(_("Raden hör inte hit. Ladda om sidan och försök igen."))
        return posted

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.instance.record_id = cleaned.get(ROW) or self.instance.record_id
        return cleaned

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """After an autosave the open page learns which identity its new row was given."""
        updates: list[tuple[str, str]] = list(super().get_field_updates_for_resave())
        return [*updates, (f"{self.prefix}-{ROW}", str(self.instance.record_id))]


class RowFormSet(BaseChildFormSet):
    """The rows of a record. What the form does not name is gone, whatever key it has now."""

    data: Any

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound and i < self.initial_form_count():
            self._point_to_today(i)
        form = super()._construct_form(i, **kwargs)
        if isinstance(form, PartForm):
            form.known = self._known
        return form

    def _point_to_today(self, i: int) -> None:
        """A publication in between gave the rows new keys: mend the posted one."""
        prefix = self.add_prefix(i)
        key = f"{prefix}-{self.model._meta.pk.name}"
        posted = self.data.get(key)
        today = self._today.get(self.data.get(f"{prefix}-{ROW}") or posted or "", "")
        if today != posted:
            self.data = copy(self.data)
            self.data[key] = today

    @cached_property
    def _today(self) -> dict[str, str]:
        rows = [row for row in self.get_queryset() if row.pk is not None]
        return {str(getattr(row, ROW, row.pk)): str(row.pk) for row in rows}

    @cached_property
    def _known(self) -> frozenset[UUID]:
        """Identities that belong to this record: its draft's rows, and what it ever published."""
        drafted = {row.record_id for row in self.get_queryset()}
        parent = self.instance.record_id
        published = Record.objects.filter(parent=parent).values_list("pk", flat=True)
        return frozenset(drafted | set(published))

    def save(self, commit: bool = True) -> Any:
        rows = getattr(self.instance, self.rel_name)
        keep = {form.instance.pk for form in self.initial_forms} - {None}
        rows.remove(*(row for row in rows.all() if row.pk not in keep))
        return super().save(commit=commit)

    def clean(self) -> None:
        super().clean()
        ids = [form.cleaned_data.get(ROW) for form in self.kept_forms()]
        given = [each for each in ids if each is not None]
        if len(given) != len(set(given)):
            raise ValidationError(_("Två rader har samma identitet. Ladda om sidan."))

    def kept_forms(self) -> Iterator[Any]:
        """The forms of rows that stay."""
        for form in self.forms:
            if hasattr(form, "cleaned_data") and not self._should_delete_form(form):
                yield form
