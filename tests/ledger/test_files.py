"""Taking files in: what is accepted, what is refused in words, and that nothing is left."""

from io import BytesIO

from portal.ledger.files import open_file, store_file
from tests.factories import pdf


def test_a_pdf_is_kept_with_its_pages(db: None) -> None:
    data = pdf("Första #pagebreak() Andra", title="Rapport", author="Åsa Öberg")
    file = store_file(BytesIO(data), "rapport.pdf")
    with open_file(file.sha256) as kept:
        assert kept.read() == data
    assert (file.media_type, file.size, file.pages) == ("application/pdf", len(data), 2)
    assert [page.text for page in file.page_texts.all()] == ["Första", "Andra"]
    assert file.metadata["Title"] == "Rapport"
