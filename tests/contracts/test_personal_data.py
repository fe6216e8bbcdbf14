"""Every app that keeps something about a user tells of it and erases it (law.md E7).

`docs/architecture.md` says how an app fills the ports of `portal/core/personal_data.py`.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import PROTECT, RESTRICT, Field

from portal.accounts.models import User
from portal.core.personal_data import erase_my_data, my_data
from portal.core.ports import Port

OURS = ("portal", "meetings", "proposals", "search", "streaming")
OWED: frozenset[str] = frozenset()
"""Apps that are being built: take a name away when its app answers."""


def tied() -> list["Field[Any, Any]"]:
    """Every column of ours that points at a user."""
    return [
        field
        for model in apps.get_models()
        if model.__module__.startswith(OURS)
        for field in model._meta.local_fields
        if field.related_model is User
    ]


def answering(port: Port[[int], Any]) -> set[str]:
    """Labels of the apps that fill the port."""
    configs = (apps.get_containing_app_config(each.__module__) for each in port._answers)
    return {config.label for config in configs if config}


@pytest.mark.parametrize("port", [my_data, erase_my_data], ids=["told", "erased"])
def test_who_keeps_people_answers_for_them(port: Port[[int], Any]) -> None:
    keeping = {field.model._meta.app_label for field in tied()}
    assert keeping - answering(port) - OWED == set()


def test_nothing_holds_an_account_back_without_a_word() -> None:
    """PROTECT would stop an erasure with an error; `reasons_to_stay` says why in words."""
    holding = [
        str(field)
        for field in tied()
        if getattr(field.remote_field, "on_delete", None) in (PROTECT, RESTRICT)
        and field.model._meta.app_label not in OWED
    ]
    assert holding == []
