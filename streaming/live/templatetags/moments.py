"""Times of a meeting that runs."""

import datetime

from django import template

from portal.core.clock import local

register = template.Library()


@register.filter
def clock(iso: str) -> str:
    """`2016-10-19T10:00:00+02:00` → `10.00`."""
    return local(datetime.datetime.fromisoformat(iso)).strftime("%H.%M") if iso else ""
