"""Small files of other kinds than PDF."""

import zipfile
from io import BytesIO

import pytest
from PIL import Image


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(out, kind)
    return out.getvalue()


@pytest.fixture
def png() -> bytes:
    return picture("PNG")


@pytest.fixture
def jpeg() -> bytes:
    return picture("JPEG")


@pytest.fixture
def docx() -> bytes:
    """The least that is a Word document."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<document/>")
    return out.getvalue()
