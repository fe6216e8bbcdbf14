"""The one wall round the typesetter: markup of ours and data of anybody's become a PDF.

Text that people wrote goes in as data, never as markup. The typesetter reads its own bundled fonts
and the files that it is given, nothing else of the machine.
"""

import json
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst


class NotTypeset(ValueError):
    """The typesetter refused: a broken file, or what the standard forbids."""


def typeset(
    main: Path,
    given: Mapping[str, Any],
    *,
    created: datetime,
    root: Path | None = None,
    is_archived: bool = False,
) -> bytes:
    """The PDF that the markup in `main` makes of what is given; the same bytes for the same input.

    `root` is the folder that the markup may read from. `is_archived` asks for what an archive takes
    (PDF/A-2a) and what a screen reader needs (PDF/UA-1); no other PDF may lie inside such a one.
    Raises NotTypeset.
    """
    try:
        made = typst.compile(
            str(main),
            root=str(root or main.parent),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"given": json.dumps(given, ensure_ascii=False, sort_keys=True)},
            pdf_standards=["a-2a", "ua-1"] if is_archived else [],
            timestamp=created.replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise NotTypeset(str(error)) from error
    if not isinstance(made, bytes):
        raise NotTypeset(f"the typesetter gave {type(made).__name__}, not one PDF")
    return made


def typeset_with(
    main: Path, given: Mapping[str, Any], files: Mapping[str, Path], *, created: datetime
) -> bytes:
    """The same with files beside the markup: each name leads to bytes that lie elsewhere."""
    with tempfile.TemporaryDirectory(prefix="typeset-") as name:
        folder = Path(name)
        own = folder / main.name
        own.write_bytes(main.read_bytes())
        for link, path in files.items():
            (folder / link).symlink_to(path)
        return typeset(own, given, created=created)
