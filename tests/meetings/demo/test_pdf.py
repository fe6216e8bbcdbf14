"""The PDFs of the demo: tagged, named, in Swedish, readable as text, and always the same."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw
import pytest

from meetings.demo.papers import (
    BUNDLE_2016,
    CONFIDENTIAL,
    EXTRA_BUNDLE,
    EXTRA_BUNDLE_FILE,
    LOADED_PAPERS,
    Paper,
)
from meetings.demo.pdf import make_bundle, make_pdf

EVERY_PAPER = (*LOADED_PAPERS, *EXTRA_BUNDLE.papers)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def pages(pdf: bytes) -> list[str]:
    with opened(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [text.replace("\r\n", "\n") for text in texts]


def words(text: str) -> list[str]:
    """Words of a text or of its markup, without the marks of the markup."""
    return re.findall(r"[^\W\d_]{3,}", text)


@pytest.mark.parametrize("one", EVERY_PAPER, ids=lambda one: one.key)
def test_a_paper_is_tagged_and_says_its_title_and_language(one: Paper) -> None:
    pdf = make_pdf(one)
    with opened(pdf) as document:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(document) == 1
        assert document.get_metadata_dict()["Title"] == one.title
    assert re.search(rb"/Lang ?\(sv\)", pdf)


@pytest.mark.parametrize("one", EVERY_PAPER, ids=lambda one: one.key)
def test_every_word_of_the_text_can_be_found_whole(one: Paper) -> None:
    text = "\n".join(pages(make_pdf(one)))
    prose = re.sub(r"#[a-z]+\(|columns: \([^)]*\)|table\.header|signed\(", " ", one.text)
    assert [word for word in words(prose) if word not in text] == []
    assert one.title in text.replace("\n", " ")
    assert "\ufffe" not in text


@pytest.mark.parametrize("one", EVERY_PAPER, ids=lambda one: one.key)
def test_a_paper_begins_with_its_head_and_ends_each_page_with_its_notice(one: Paper) -> None:
    told = pages(make_pdf(one))
    assert told[0].splitlines()[: len(one.head)] == list(one.head)
    for number, page in enumerate(told, start=1):
        foot = page.splitlines()[-2:]
        assert foot == [f"{one.running} {number}({len(told)})", one.notice]
    assert 1 <= len(told) <= 6


def test_the_same_bytes_come_out_each_time() -> None:
    assert make_bundle(BUNDLE_2016) == make_bundle(BUNDLE_2016)
    assert make_pdf(CONFIDENTIAL) == make_pdf(CONFIDENTIAL)


def test_the_bundle_holds_the_pages_of_its_papers_in_order() -> None:
    bundle = pages(make_bundle(BUNDLE_2016))
    assert [text for one in BUNDLE_2016.papers for text in pages(make_pdf(one))] == bundle
    assert [len(pages(make_pdf(one))) for one in BUNDLE_2016.papers] == [1, 1, 3, 4, 1, 2]


def test_headings_and_tables_are_marked_as_such() -> None:
    with opened(make_pdf(BUNDLE_2016.papers[3])) as document:
        kinds = [kind for page in document for kind in structure(page)]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") > 5
    assert kinds.count("Table") == 4
    assert kinds.count("TH") == 4 + 4 + 4 + 2


def structure(page: Any) -> list[str]:
    """Types of the page's structure elements, depth first."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    found: list[str] = []
    for index in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, index), found)
    raw.FPDF_StructTree_Close(tree)
    return found


def walk(element: Any, found: list[str]) -> None:
    raw = pypdfium2.raw
    if not element:
        return
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = bytearray(size)
    raw.FPDF_StructElement_GetType(element, (raw.c_char * 1).from_buffer(buffer), size)
    found.append(buffer.decode("utf-16-le").rstrip("\0"))
    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        walk(raw.FPDF_StructElement_GetChildAtIndex(element, index), found)


def test_the_extra_bundle_lies_ready_as_it_would_be_made_today() -> None:
    assert pages(EXTRA_BUNDLE_FILE.read_bytes()) == pages(make_bundle(EXTRA_BUNDLE))
