"""What comes in with a file and must not stay: scripts in a PDF, a place in a photograph."""

import io
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from portal.ledger.errors import ActiveContent, PictureTooLarge, WrongFile
from portal.ledger.files import file_name, open_file, store_file
from portal.ledger.media_types import MOST_PIXELS
from portal.ledger.models import StoredFile
from portal.ledger.storage import object_path
from tests.factories import pdf

pytestmark = pytest.mark.django_db

PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] {} >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def document(catalog: str = "", page: str = "", more: str = "<< >>") -> bytes:
    """A small PDF written by hand: catalogue 1, pages 2, one page 3, something more 4."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", PAGES, PAGE.format(page), more]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def packed() -> bytes:
    """The script lies in a compressed object stream, where no search of the bytes finds it."""
    inner = b"<< /S /JavaScript /JS (app.alert(1)) >>"
    body = zlib.compress(b"4 0 " + inner)
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, text in (
        (1, b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>"),
        (2, PAGES.encode()),
        (3, PAGE.format("").encode()),
        (
            5,
            b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
            % len(body)
            + body
            + b"\nendstream",
        ),
    ):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    start = len(out)
    rows = [(0, 0, 65535), (1, places[1], 0), (1, places[2], 0), (1, places[3], 0)]
    rows += [(2, 5, 0), (1, places[5], 0), (1, start, 0)]
    table = b"".join(bytes([a]) + b.to_bytes(3, "big") + c.to_bytes(2, "big") for a, b, c in rows)
    out += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 3 2] /Root 1 0 R /Length %d >>\nstream\n" % len(
        table
    )
    out += table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (document(SCRIPT), "JavaScript"),
        (document("/OpenAction << /S /J#61vaScript /JS (1) >>"), "JavaScript"),
        (document("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", "", "<< /JS (1) >>"), "JS"),
        (document(page="/AA << /O << /S /JavaScript /JS (1) >> >>"), "JavaScript"),
        (document("/OpenAction << /S /Launch /F (cmd.exe) >>"), "Launch"),
        (document(page="/Annots [<< /Type /Annot /Subtype /RichMedia >>]"), "RichMedia"),
        (document("/AcroForm << /XFA (x) /Fields [] >>"), "XFA"),
        (document("/OpenAction << /S /SubmitForm /F (http://a.example) >>"), "SubmitForm"),
        (packed(), "JavaScript"),
    ],
)
def test_a_pdf_that_does_something_is_refused(files_dir: Path, data: bytes, found: str) -> None:
    with pytest.raises(ActiveContent, match=found):
        store_file(io.BytesIO(data), "handling.pdf")
    assert not StoredFile.objects.exists()
    assert [path for path in files_dir.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "data",
    [
        document(),
        document("/OpenAction [3 0 R /Fit]"),
        document(page="/Annots [<< /Subtype /Link /A << /S /URI /URI (http://a.example) >> >>]"),
        document(more="<< /Title (Om /JavaScript och /Launch) >>"),
        pdf("Texten säger /JavaScript, och gör ingenting."),
    ],
)
def test_a_pdf_that_only_speaks_of_it_is_taken_in(data: bytes) -> None:
    assert store_file(io.BytesIO(data), "handling.pdf").media_type == "application/pdf"


def picture(kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image = Image.new("RGB", (40, 20), "#1b4f8f")
    image.putpixel((0, 0), (255, 0, 0))
    image.save(out, kind, **options)
    return out.getvalue()


def photograph(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Kamera hemma hos Anna"
    exif[0x8825] = {1: "N", 2: (57.0, 42.0, 0.0), 3: "E", 4: (11.0, 58.0, 0.0)}
    return picture("JPEG", exif=exif, comment=b"Storgatan 1")


def kept(data: bytes, name: str) -> tuple[StoredFile, bytes]:
    file = store_file(io.BytesIO(data), name)
    with open_file(file.sha256) as opened:
        return file, opened.read()


def test_a_photograph_does_not_tell_where_it_was_taken() -> None:
    data = photograph()
    assert b"Anna" in data
    assert b"Storgatan" in data
    file, stored = kept(data, "bild.jpg")
    with Image.open(io.BytesIO(stored)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (40, 20))
    assert b"Anna" not in stored
    assert b"Storgatan" not in stored
    assert object_path(file.sha256).stat().st_size == file.size == len(stored)


def test_a_photograph_that_was_held_sideways_stands_upright() -> None:
    _file, stored = kept(photograph(orientation=6), "bild.jpg")
    with Image.open(io.BytesIO(stored)) as image:
        assert (dict(image.getexif()), image.size) == ({}, (20, 40))


def test_a_drawing_keeps_its_pixels_and_nothing_else() -> None:
    words = PngInfo()
    words.add_text("Author", "Anna Andersson")
    data = picture("PNG", pnginfo=words)
    _file, stored = kept(data, "ritning.png")
    assert b"Anna" not in stored
    with Image.open(io.BytesIO(stored)) as after, Image.open(io.BytesIO(data)) as before:
        assert after.tobytes() == before.tobytes()


def test_what_hides_behind_a_picture_does_not_come_along() -> None:
    evil = b"<script>alert(1)</script>PK\x03\x04"
    for data, name in ((picture("PNG") + evil, "a.png"), (picture("JPEG") + evil, "a.jpg")):
        assert evil not in kept(data, name)[1]


def test_the_same_picture_twice_is_one_file() -> None:
    first, second = (kept(photograph(), "bild.jpg")[0] for _time in range(2))
    assert first.pk == second.pk
    assert StoredFile.objects.count() == 1


def test_a_picture_that_is_too_large_to_take_apart_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (MOST_PIXELS // 1_000 + 1, 1_000)).save(out, "PNG")
    with pytest.raises(PictureTooLarge, match="50 miljoner"):
        store_file(io.BytesIO(out.getvalue()), "jätte.png")


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\system.txt", "system.txt"),
        ("/etc/shadow.txt", "shadow.txt"),
        ("....//a.txt", "a.txt"),
        ("a\x00.txt", "a.txt"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt"),
        (".htaccess", "htaccess"),
        ("", "fil"),
        ("..", "fil"),
    ],
)
def test_a_name_is_never_a_way_through_the_machine(name: str, kept_as: str) -> None:
    assert file_name(name) == kept_as


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/activeX/activeX1.bin"])
def test_a_document_with_a_program_in_it_is_refused(part: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", "<w:document/>")
        parts.writestr(part, "program")
    with pytest.raises(WrongFile):
        store_file(io.BytesIO(out.getvalue()), "handling.docx")


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.pdf.exe", "a.php", "a"])
def test_a_type_that_browsers_run_is_not_taken_in(name: str) -> None:
    with pytest.raises(WrongFile):
        store_file(io.BytesIO(b"<script>alert(1)</script>"), name)


@pytest.mark.parametrize(
    "address",
    [
        "/handlingar/17/v1/..%2f..%2f..%2fetc%2fpasswd",
        "/handlingar/17/v1/%2e%2e/%2e%2e/etc/passwd",
        "/handlingar/17/v1/..%5c..%5cwin.ini",
        "/handlingar/17/v1/%00",
        "/static/../manage.py",
        "/static/%2e%2e/%2e%2e/manage.py",
        "/static/..%2f..%2fmanage.py",
    ],
)
def test_no_address_leads_out_of_the_store(client: Any, address: str) -> None:
    assert client.get(address).status_code == 404
