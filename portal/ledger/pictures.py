"""Pictures are written anew as they are taken in: their pixels stay, all else goes.

A photograph carries where it was taken, by which telephone, and a thumbnail of what was cut away;
a file that is a picture and something else at once stops being something else.
"""

import hashlib
import io
import os
from dataclasses import replace
from typing import Any

from PIL import Image, ImageOps

from portal.ledger.errors import BrokenFile, PictureTooLarge
from portal.ledger.media_types import JPEG, MOST_PIXELS, UNREADABLE, MediaType
from portal.ledger.storage import Incoming

ORIENTATION = 0x0112
QUALITY = 95
"""Of a JPEG that must be turned; one that stands upright keeps its own tables."""


def cleaned(incoming: Incoming, kind: MediaType, name: str) -> Incoming:
    """The same picture without anything but its pixels and its colour profile.

    Written over what was received. The same bytes always give the same bytes. Raises
    PictureTooLarge, BrokenFile.
    """
    try:
        with Image.open(incoming.path) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PictureTooLarge(name, MOST_PIXELS)
            data = _written(image, kind)
    except UNREADABLE as error:
        raise BrokenFile(name) from error
    with incoming.path.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return replace(
        incoming,
        sha256=hashlib.sha256(data).hexdigest(),
        sha512=hashlib.sha512(data).hexdigest(),
        size=len(data),
    )


def _written(image: Any, kind: MediaType) -> bytes:
    out = io.BytesIO()
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile"), "exif": b""}
    if kind == JPEG:
        turned = image.getexif().get(ORIENTATION, 1) != 1
        shown = ImageOps.exif_transpose(image) if turned else image
        shown.load()
        shown.info.pop("comment", None)
        shown.save(out, "JPEG", quality=QUALITY if turned else "keep", **options)
        return out.getvalue()
    image.load()
    if "transparency" in image.info:
        options["transparency"] = image.info["transparency"]
    image.save(out, "PNG", **options)
    return out.getvalue()
