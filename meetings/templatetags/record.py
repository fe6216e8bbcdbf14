"""What templates need to show a record: `{% load record %}`."""

import datetime
import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from meetings.outlets import words
from portal.core.addresses import localized
from portal.core.clock import local_iso
from portal.ledger.versions import Version

register = template.Library()


@register.simple_tag
def record_url(path: str) -> str:
    """`{% record_url "/moten/" %}`: the address in the reader's language."""
    return localized(path)


@register.simple_tag
def record_data(version: Version) -> SafeString:
    """`<main{% record_data version %}>`: which record stands here, in which version."""
    return format_html(
        ' data-record="{}" data-version="{}" data-sha256="{}"',
        version.record.pk,
        version.version,
        version.sha256,
    )


@register.filter
def day(date: datetime.date) -> SafeString:
    """`{{ case.date|day }}`: `<time datetime="2016-10-19">onsdag 19 oktober 2016</time>`."""
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), words.day_words(date))


@register.filter
def short_day(date: datetime.date) -> SafeString:
    """`{{ case.date|short_day }}`: `<time datetime="2016-10-19">19 oktober 2016</time>`."""
    return format_html(
        '<time datetime="{}">{}</time>', date.isoformat(), words.short_day_words(date)
    )


@register.filter
def moment(time: datetime.datetime) -> SafeString:
    """`{{ entry.recorded_at|moment }}`: weekday, day and clock, with the exact time beside."""
    return format_html('<time datetime="{}">{}</time>', local_iso(time), words.moment_words(time))


@register.filter
def listing(texts: list[str]) -> str:
    """`{{ parties|listing }}`: `M, L och KD`."""
    return words.listing(texts)


IN_A_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
"""No text can end the element or begin another: the same that Django's `json_script` does."""


@register.simple_tag
def linked_data(said: dict[str, Any] | None) -> SafeString:
    """A data block of JSON-LD, which no browser runs; nothing where there is none."""
    if said is None:
        return SafeString("")
    escaped = json.dumps(said, ensure_ascii=False).translate(IN_A_SCRIPT)
    block = mark_safe(escaped)  # noqa: S308  no < > & is left in it
    return format_html('<script type="application/ld+json">{}</script>', block)
