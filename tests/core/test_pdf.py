"""The wall round PDFium: what it reads, draws, cuts out and refuses."""

from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from portal.core.pdf import (
    BrokenPdf,
    EncryptedPdf,
    NoSuchPage,
    extract_pages,
    page_count,
    read_pdf,
    render_page,
)
from tests.factories import pdf
from tests.ledger.pdfs import commented_pdf, encrypted_pdf

THREE = pdf("Ett #pagebreak() Två #pagebreak() Tre", title="Åtgärder", author="Åsa Öberg")


def test_words_pages_and_facts() -> None:
    read = read_pdf(THREE)
    assert [page.text for page in read.pages] == ["Ett", "Två", "Tre"]
    assert (read.metadata["Title"], read.metadata["dc:creator"]) == ("Åtgärder", "Åsa Öberg")
    assert (read.is_tagged, read.attachments, page_count(THREE)) == (True, (), 3)


def test_a_file_reads_as_its_bytes_do(tmp_path: Path) -> None:
    path = tmp_path / "å ä ö.pdf"
    path.write_bytes(THREE)
    assert read_pdf(path) == read_pdf(THREE)
    assert render_page(path, 1, 200) == render_page(THREE, 1, 200)


def test_a_hyphen_that_a_line_break_made_is_a_soft_one() -> None:
    narrow = '#set page(width: 40mm)\n#set text(lang: "sv", hyphenate: true)\nsammanträdesprotokoll'
    [page] = read_pdf(pdf(narrow)).pages
    assert page.text.replace("\u00ad", "") == "sammanträdesprotokoll"
    assert "\u00ad" in page.text


def test_comments_and_form_values_are_read_beside_the_text() -> None:
    [page] = read_pdf(commented_pdf("Ring Åsa", "Ifyllt värde")).pages
    assert (page.text, page.notes) == ("", "Ring Åsa\nIfyllt värde")


def test_a_file_inside_the_file_is_named() -> None:
    attached = '#pdf.attach("bilaga.txt", bytes("hej"))'
    assert read_pdf(pdf(attached)).attachments == ("bilaga.txt",)


def scanned(stamp: str) -> str:
    """Markup of a page that one picture fills, with a stamp over it."""
    out = BytesIO()
    Image.new("L", (20, 28), 200).save(out, "PNG")
    numbers = ",".join(str(byte) for byte in out.getvalue())
    page = "#set page(width: 100mm, height: 140mm, margin: 0mm)\n"
    return f"{page}#place(image(bytes(({numbers})), width: 100%))\n{stamp}"


@pytest.mark.parametrize(
    ("body", "is_scan"),
    [
        ("Vanlig text.", False),
        ("", False),
        ("#rect(width: 5cm, height: 5cm)", True),
        (scanned("Inkom 2016-09-05"), True),
        (scanned("En lång bildtext. " * 10), False),
    ],
    ids=["text", "empty", "drawing", "stamped scan", "captioned picture"],
)
def test_a_page_that_shows_more_than_it_says(body: str, is_scan: bool) -> None:
    [page] = read_pdf(pdf(body)).pages
    assert page.is_scan is is_scan


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    picture = Image.open(BytesIO(render_page(THREE, 2, 480)))
    assert (picture.format, picture.width, picture.height) == ("PNG", 480, 679)


def test_a_page_of_a_strange_shape_stays_small() -> None:
    long = pdf("#set page(width: 10mm, height: 5000mm, margin: 1mm)\nx")
    picture = Image.open(BytesIO(render_page(long, 1, 1920)))
    assert picture.width * picture.height <= 20_100_000


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(NoSuchPage, match="filen har 3 sidor"):
        render_page(THREE, number, 480)
    with pytest.raises(NoSuchPage):
        extract_pages(THREE, [1, number])


def test_pages_are_cut_out_in_the_order_asked() -> None:
    part = read_pdf(extract_pages(THREE, [3, 1]))
    assert [page.text for page in part.pages] == ["Tre", "Ett"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", THREE[: len(THREE) // 2]])
def test_what_is_no_whole_pdf(data: bytes) -> None:
    with pytest.raises(BrokenPdf):
        read_pdf(data)


def test_a_file_behind_a_password() -> None:
    with pytest.raises(EncryptedPdf, match="lösenord"):
        read_pdf(encrypted_pdf())


def test_a_file_that_is_encrypted_for_nobody_is_read() -> None:
    """An empty user password only asks readers to hold back printing: everyone can read it."""
    assert len(read_pdf(encrypted_pdf(user_password=b"")).pages) == 1


def test_many_threads_read_and_draw_at_once() -> None:
    seen: list[tuple[int, int]] = []

    def work() -> None:
        for number in (1, 2, 3):
            seen.append((len(read_pdf(THREE).pages), len(render_page(THREE, number, 100))))

    expected = [(3, len(render_page(THREE, number, 100))) for number in (1, 2, 3)] * 4
    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(expected)
