"""/healthz: the process lives. /readyz: it can serve. Neither says what a stranger may not know."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; it asks nothing else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when every part is ready, else 503 with the names of those that are not."""
    parts = {name: _holds(name, check) for name, check in CHECKS.items()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # whatever it is, the portal is not ready, and the log says why
        log.exception("%s is not ready", name)
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _tables() -> bool:
    """Every migration of this version has been run."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _files() -> bool:
    """The file store is there and may be written to, or its place may."""
    files = Path(settings.FILES_DIR)
    place = next(each for each in (files, *files.parents) if each.exists())
    return place.is_dir() and os.access(place, os.R_OK | os.W_OK | os.X_OK)


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "tables": _tables,
    "files": _files,
}
