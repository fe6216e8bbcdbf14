"""Whether the process lives and whether it can serve."""

from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_asking_anything(
    client: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        answered = client.get("/healthz")
    assert (answered.status_code, answered.content) == (200, b"ok\n")
    assert "no-store" in answered.headers["Cache-Control"]


def test_a_portal_that_can_serve_is_ready(client: Client) -> None:
    answered = client.get("/readyz")
    assert (answered.status_code, answered.json()) == (
        200,
        {"database": True, "tables": True, "files": True},
    )


def test_a_new_version_is_not_ready_before_its_migrations(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="audit").delete()
    answered = client.get("/readyz")
    assert (answered.status_code, answered.json()["tables"]) == (503, False)


def test_without_its_files_it_is_not_ready(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "closed").write_text("en fil där mappen skulle vara")
    settings.FILES_DIR = tmp_path / "closed" / "files"
    answered = client.get("/readyz")
    assert (answered.status_code, answered.json()["files"]) == (503, False)


def test_neither_is_posted_to(client: Client) -> None:
    assert [client.post(each).status_code for each in ("/healthz", "/readyz")] == [405, 405]
