"""From what a person names to a source that can be read."""

import tarfile
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from meetings.importing.report import Report
from meetings.importing.sources.live import LiveSource
from meetings.importing.sources.pages import NoSource, Opened
from meetings.importing.sources.stored import StoredSource, folder_files, tar_files, zip_files


def open_source(name: str, report: Report, *, body: str = "") -> Opened:
    """An address, a folder, a zip or a tar (also .gz, .bz2, .xz, .zst). Raises NoSource."""
    if name.startswith(("http://", "https://")):
        return LiveSource(name, report, body_id=body).open()
    path = Path(name)
    try:
        if path.is_dir():
            return StoredSource(folder_files(path), report, body).open()
        if zipfile.is_zipfile(path):
            return StoredSource(zip_files(path), report, body).open()
        return StoredSource(tar_files(path), report, body).open()
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError) as error:
        raise NoSource(
            _("%(name)s går inte att läsa som mapp eller arkiv: %(why)s.")
            % {"name": name, "why": error}
        ) from error
