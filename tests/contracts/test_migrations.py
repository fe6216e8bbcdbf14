"""Migrations say what the models say, whatever language the machine speaks."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import override


def missing() -> str:
    """What makemigrations would write; empty when nothing is missing."""
    said = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)
    except SystemExit:
        return said.getvalue()
    return ""


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_no_migration_is_missing(language: str) -> None:
    with override(language):
        assert missing() == ""


@pytest.mark.django_db
def test_every_app_has_one_newest_migration() -> None:
    loader = MigrationLoader(connection)
    assert loader.detect_conflicts() == {}
