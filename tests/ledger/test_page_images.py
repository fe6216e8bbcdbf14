"""Pictures of pages are made once, kept in private, and go with their file."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from portal.core.pdf import BrokenPdf, NoSuchPage
from portal.ledger.errors import MissingFile
from portal.ledger.page_images import page_image
from portal.ledger.storage import derived_dir, destroy, object_path
from tests.factories import pdf, stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("asked", "given"), [(1, 480), (480, 480), (500, 960), (9999, 1920)])
def test_a_picture_has_the_next_width(asked: int, given: int) -> None:
    file = stored(pdf())
    assert Image.open(BytesIO(page_image(file.file_sha256, 1, asked))).width == given


def test_a_picture_is_made_once() -> None:
    file = stored(pdf())
    first = page_image(file.file_sha256, 1, 480)
    [kept] = derived_dir(file.file_sha256).iterdir()
    assert kept.read_bytes() == first
    kept.write_bytes(b"den som finns")
    assert page_image(file.file_sha256, 1, 480) == b"den som finns"


def test_pictures_go_with_their_file() -> None:
    file = stored(pdf())
    page_image(file.file_sha256, 1, 480)
    destroy(file.file_sha256)
    assert not derived_dir(file.file_sha256).exists()
    assert not object_path(file.file_sha256).exists()
    with pytest.raises(MissingFile):
        page_image(file.file_sha256, 1, 480)


def test_a_picture_is_shown_also_when_it_cannot_be_kept(files_dir: Path) -> None:
    file = stored(pdf())
    (files_dir / "derived").write_text("i vägen")
    assert page_image(file.file_sha256, 1, 480).startswith(b"\x89PNG")


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(NoSuchPage):
        page_image(stored(pdf()).file_sha256, 2, 480)


def test_a_file_that_has_no_pages() -> None:
    with pytest.raises(BrokenPdf):
        page_image(stored(b"Hej", "a.txt").file_sha256, 1, 480)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_hash_names_a_file(sha256: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        page_image(sha256, 1, 480)
