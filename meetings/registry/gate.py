"""Every admin view of a record asks first whose it is: somebody else's does not exist (404)."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest

from meetings.models import WorkingRecord
from meetings.selectors.keepers import kept


def find_kept(model: type[WorkingRecord], pk: object, user: Any) -> WorkingRecord:
    """The record if the user keeps it. Raises Http404."""
    key = unquote(str(pk))
    record = kept(model, user).filter(pk=key).first() if key.isdecimal() else None
    if record is None:
        raise Http404
    return record


class Gated:
    """Mixed into every view of a record's viewset."""

    model: type[WorkingRecord]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "pk" in kwargs:
            find_kept(self.model, kwargs["pk"], request.user)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # a mixin for views


def gated(view_class: type[Any]) -> type[Any]:
    """The view class behind the gate."""
    if issubclass(view_class, Gated):
        return view_class
    return type(view_class.__name__, (Gated, view_class), {})
