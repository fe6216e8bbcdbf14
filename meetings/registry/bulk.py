"""Wagtail's bulk deletion, closed: it would list and delete past the gate."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import classproperty
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from meetings.models import WorkingRecord


class NoBulkDelete(DeleteBulkAction):
    """Takes the place of Wagtail's action for working records, and answers 404."""

    @classproperty
    def models(cls) -> list[type[WorkingRecord]]:
        working: list[type[WorkingRecord]] = WorkingRecord.__subclasses__()
        return working

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404
