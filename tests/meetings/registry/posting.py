"""What a browser would send back of a form it was shown."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.models import WorkingRecord


def admin_url(record: WorkingRecord | type[WorkingRecord], name: str, *args: object) -> str:
    model = record._meta.model_name
    if isinstance(record, WorkingRecord) and not args:
        args = (record.pk,)
    return reverse(f"wagtailsnippets_meetings_{model}:{name}", args=args)


def shown_form(client: Client, record: WorkingRecord) -> dict[str, Any]:
    """The edit form as it was shown, ready to be changed and sent back."""
    response = client.get(admin_url(record, "edit"))
    assert response.status_code == 200, response.status_code
    return fields_of(response)


def fields_of(response: Any) -> dict[str, Any]:
    data = posted(response.context["form"])
    revision = response.context["form"].instance.latest_revision
    if revision is not None:
        data["loaded_revision_id"] = str(revision.pk)
        data["loaded_revision_created_at"] = revision.created_at.isoformat()
    return data


def posted(form: Any) -> dict[str, Any]:
    """Names and values of a form and of the rows inside it."""
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is False or bound.widget_type in {"file", "clearablefile"}:
            continue
        data[bound.html_name] = _text(bound, value)
    for formset in form.formsets.values():
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
        for number, row in enumerate(formset.forms, 1):
            data |= posted(row)
            data[f"{row.prefix}-ORDER"] = number
    return data


def save(client: Client, record: WorkingRecord, data: dict[str, Any]) -> HttpResponse:
    response: HttpResponse = client.post(admin_url(record, "edit"), data)  # type: ignore[assignment]
    return response


def _text(bound: Any, value: Any) -> Any:
    """A value as its widget writes it; nothing is an empty text."""
    if value is None:
        return ""
    shown = bound.field.widget.format_value(value)
    return value if isinstance(shown, list | dict) or shown is None else shown
