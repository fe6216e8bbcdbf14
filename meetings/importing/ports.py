"""What the apps above import, for the one command that imports."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, Protocol

from meetings.importing.report import Report
from portal.core.ports import Port

Progress = Callable[[str, int, int], None]
"""A step, what is done with and what there is in it."""


class Importer(Protocol):
    """`manage.py import NAME …`; `--report` and `--json` are the command's own."""

    name: str
    help: str

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def report(self) -> Report:
        """An empty one, with the importer's own words."""
        ...

    def run(self, options: dict[str, Any], report: Report, progress: Progress) -> dict[str, Any]:
        """Import; what comes back is told first in the answer. Raises DomainError."""
        ...


importers: Port[[], Importer] = Port()
"""The importers of an app, one answer each."""
