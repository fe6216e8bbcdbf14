"""What a list of OParl is asked for: between which times, and from which place on."""

import datetime
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

SECOND = datetime.timedelta(seconds=1)


@dataclass(frozen=True)
class Wanted:
    """The four filters, and up to `limit` objects after the one named `after`.

    Times are compared as they are shown, in whole seconds. `after` is the end of an object's
    address.
    """

    created_since: datetime.datetime | None = None
    created_until: datetime.datetime | None = None
    modified_since: datetime.datetime | None = None
    modified_until: datetime.datetime | None = None
    after: str = ""
    limit: int = 100

    @property
    def shows_deleted(self) -> bool:
        """OParl 1.1, deleted objects: listed where `modified_since` is given, and only there."""
        return self.modified_since is not None

    def holds(self, moment: datetime.datetime) -> bool:
        """Whether what was created then and never modified lies between the times."""
        at = moment.replace(microsecond=0)
        sinces = (self.created_since, self.modified_since)
        untils = (self.created_until, self.modified_until)
        return all(each is None or each <= at for each in sinces) and all(
            each is None or at <= each for each in untils
        )


class NoSuchPlace(Exception):
    """`after` names no object of the list."""


def between(found: "QuerySet[M, Any]", wanted: Wanted) -> "QuerySet[M, Any]":
    """Those of a query with `created` and `modified` that lie between the times asked for."""
    return found.filter(
        _within("created", wanted.created_since, wanted.created_until),
        _within("modified", wanted.modified_since, wanted.modified_until),
    )


def _within(name: str, since: datetime.datetime | None, until: datetime.datetime | None) -> Q:
    within = Q()
    if since is not None:
        is_whole = since.microsecond == 0
        first = since if is_whole else since.replace(microsecond=0) + SECOND
        within &= Q(**{f"{name}__gte": first})
    if until is not None:
        within &= Q(**{f"{name}__lt": until.replace(microsecond=0) + SECOND})
    return within
