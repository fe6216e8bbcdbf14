"""The admin's menu, without what has no use in a registry."""

from typing import Any

from django.http import HttpRequest

WITHOUT_USE = frozenset({"images", "documents", "snippets", "help"})
"""Wagtail's own files are public once uploaded: the record's files are kept elsewhere."""


def hide_what_has_no_use(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in WITHOUT_USE]
