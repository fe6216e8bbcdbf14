"""Creating and editing working records. Nothing here publishes: it leads to an act."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CopyView, CreateView, DeleteView, EditView

from meetings.errors import NotDeletable
from meetings.models import Document, WorkingRecord
from meetings.registry.addresses import edit_url, publish_url
from meetings.registry.stale import clash_of
from meetings.selectors.drafts import load_related
from meetings.selectors.publication import Standing, standing_of
from meetings.services.deletion import check_deletable
from meetings.services.drafting import copy_of
from meetings.services.settling import settle

LEADS_TO_AN_ACT = "publish-act"


class LeadingToAnAct:
    """Saving may go on to the page where the act is decided."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a mixin for views
        if self.model is Document:  # type: ignore[attr-defined]
            # A chosen file would be sent again with every save in the background.
            self.autosave_enabled = False

    def get_available_actions(self) -> list[str]:
        return [*super().get_available_actions(), LEADS_TO_AN_ACT]  # type: ignore[misc]

    def publish_act_action(self) -> HttpResponse:
        return redirect(publish_url(self.object))  # type: ignore[attr-defined]


class RecordCreate(LeadingToAnAct, CreateView):
    """A new draft."""


class RecordCopy(LeadingToAnAct, CopyView):
    """A new draft that begins as another record; the other one is only read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_initial_form_instance(self) -> Any:
        return copy_of(self.get_object())


class RecordEdit(LeadingToAnAct, EditView):
    """The newest draft. A save from a page that is out of date is refused, with both texts."""

    template_name = "registry/edit.html"

    def get_object(self, queryset: Any = None) -> Any:
        """Everything it points at comes along: a long agenda would ask for each case and paper."""
        record = super().get_object(queryset)
        load_related([record])
        return record

    @cached_property
    def is_out_of_date(self) -> bool:
        """Also where the page was opened before there was any revision at all."""
        said = self.request.POST
        known = said.get("loaded_revision_id") or said.get("overwrite_revision_id")
        return bool(self.latest_revision and not known) or super().is_out_of_date

    def save_instance(self) -> Any:
        """A save that changed nothing leaves the record as published (not in the background:
        an open form knows its rows by their keys)."""
        saved = super().save_instance()
        if not self.expects_json_response:
            settle(saved)
        return saved

    def get_success_json(self) -> dict[str, Any]:
        """After a save in the background the page knows the draft that it made itself."""
        data: dict[str, Any] = super().get_success_json()
        data.setdefault("field_updates", {}).update(
            loaded_revision_id=str(self.new_revision.pk),
            loaded_revision_created_at=self.new_revision.created_at.isoformat(),
        )
        return data

    def is_valid(self, form: Any) -> bool:
        stale = self.request.method == "POST" and self.is_out_of_date
        if not stale or self.expects_json_response:
            return bool(super().is_valid(form))
        form.defer_required_fields()
        form.is_valid()
        self.clash = clash_of(form, self.latest_revision)
        self.produced_error_code = "invalid_revision"
        self.produced_error_message = _(
            "Inget sparades: någon annan har ändrat under tiden. Din text står kvar i formuläret. "
            "Jämför nedan, för in det som ska med och spara igen."
        )
        return False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        standing = standing_of(self.object)
        shown = {"clash": getattr(self, "clash", None), "standing": standing}
        return {**context, **shown, "standing_class": _TONE[standing]}


_TONE = {
    Standing.DRAFT: "draft",
    Standing.PUBLISHED: "published",
    Standing.CHANGED: "changed",
    Standing.WITHDRAWN: "withdrawn",
    Standing.ERASED: "withdrawn",
}


class RecordDelete(DeleteView):
    """Drafts may be deleted; what the public has seen is withdrawn by an act."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            check_deletable(self.object)
            with transaction.atomic():
                response: HttpResponse = super().dispatch(request, *args, **kwargs)
        except NotDeletable as error:
            return self._refused(str(error))
        except ProtectedError as error:
            return self._refused(_in_use(self.object, error))
        return response

    def _refused(self, message: str) -> HttpResponse:
        messages.error(self.request, message)
        return redirect(edit_url(self.object))


def _in_use(record: WorkingRecord, error: ProtectedError) -> str:
    """One holder is named by its kind only: it may be another registry's."""
    kinds = {str(each._meta.verbose_name) for each in error.protected_objects}
    return _("”%(record)s” används av %(kinds)s och kan inte tas bort.") % {
        "record": record,
        "kinds": ", ".join(sorted(kinds)),
    }
