"""Checking what a crawler left: a folder or an archive of list pages and objects."""

import tarfile
import zipfile
from pathlib import Path
from typing import Any

from meetings.conformance.findings import Findings, Rule
from meetings.conformance.objects import check_object
from meetings.conformance.walking import NoSystem
from meetings.importing.report import Report
from meetings.importing.sources.pages import Unreadable, listed, parse, type_of
from meetings.importing.sources.stored import TOO_LARGE, Files, folder_files, tar_files, zip_files
from portal.core.progress import Progress, silent


def check_stored(name: str, findings: Findings, progress: Progress = silent) -> None:
    """Every object of every file. Raises NoSystem where nothing of OParl is found."""
    try:
        for done, (place, data) in enumerate(_files(Path(name))(), 1):
            _check_file(place, data, findings)
            progress("filer", done, done + 1)
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        raise NoSystem(f"{name}: {error}") from error
    if not findings.objects:
        raise NoSystem(name)


def _files(path: Path) -> Files:
    if path.is_dir():
        return folder_files(path)
    return zip_files(path) if zipfile.is_zipfile(path) else tar_files(path)


def _check_file(place: str, data: bytes, findings: Findings) -> None:
    if data is TOO_LARGE:
        findings.add(Rule.TOO_LARGE, "", "", place)
        return
    report = Report()
    try:
        found = parse(data, place, report)
    except Unreadable:
        findings.add(Rule.NOT_JSON, "", "", place)
        return
    if report.deviations:
        findings.add(Rule.NOT_UTF8, "", "", place)
    _check_page(found, place, findings)


def _check_page(found: Any, place: str, findings: Findings) -> None:
    """A list page, or one object; what is neither is a crawler's own."""
    page = listed(found) if isinstance(found, dict) else None
    if page is None:
        if type_of(found):
            check_object(found, "", findings)
        return
    if not isinstance(found.get("data"), list):
        findings.add(Rule.NOT_A_LIST, "", "", place)
    if not isinstance(found.get("links"), dict) or not isinstance(found.get("pagination"), dict):
        findings.add(Rule.NO_LINKS, "", "", place)
    for each in page[0]:
        check_object(each, "", findings)
