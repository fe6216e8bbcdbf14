"""The admin's menu, without what has no use in a registry."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from meetings.selectors.keepers import is_keeper

WITHOUT_USE = frozenset({"images", "documents", "snippets", "help"})
"""Wagtail's own files are public once uploaded: the record's files are kept elsewhere."""


def hide_what_has_no_use(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in WITHOUT_USE]


class KeepersItem(MenuItem):
    """A menu item for those who keep records."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_keeper(request.user)
