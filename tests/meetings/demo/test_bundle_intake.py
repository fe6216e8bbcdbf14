"""The real intake takes the demo's bundles apart into just the papers they were made of."""

from collections.abc import Sequence

import pypdfium2
import pytest

from meetings.demo.papers import BUNDLE_2016, EXTRA_BUNDLE, Bundle, Paper
from meetings.demo.pdf import make_bundle, make_pdf
from meetings.intake import read_bundle

BUNDLES = pytest.mark.parametrize("bundle", [BUNDLE_2016, EXTRA_BUNDLE], ids=lambda one: one.key)


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def page_spans(papers: Sequence[Paper]) -> list[tuple[int, int]]:
    spans, last = [], 0
    for paper in papers:
        first, last = last + 1, last + len(page_texts(make_pdf(paper)))
        spans.append((first, last))
    return spans


@BUNDLES
def test_the_bundle_is_split_into_its_papers(bundle: Bundle) -> None:
    read = read_bundle(page_texts(make_bundle(bundle)))
    assert [
        (
            document.kind.value,
            document.title,
            document.parties,
            document.date,
            document.own_reference,
            document.references,
            document.version,
            document.version_date,
            document.paragraph,
        )
        for document in read.documents
    ] == [
        (
            paper.kind,
            paper.title,
            paper.parties,
            paper.date,
            paper.own_reference,
            paper.references,
            paper.version,
            paper.version_date,
            None if paper.paragraph is None else str(paper.paragraph),
        )
        for paper in bundle.papers
    ]
    assert [document.pages for document in read.documents] == page_spans(bundle.papers)


@BUNDLES
def test_the_bundle_says_its_meeting_its_item_and_what_is_missing(bundle: Bundle) -> None:
    read = read_bundle(page_texts(make_bundle(bundle)))
    assert f"{read.meeting.organization}/{read.meeting.date}" == bundle.meeting
    assert read.item == bundle.item
    assert [f"Bilaga {one.number}: {one.title}" for one in read.missing] == list(bundle.missing)


def test_the_plan_is_appendix_1_and_the_committees_extract_appendix_2() -> None:
    read = read_bundle(page_texts(make_bundle(BUNDLE_2016)))
    assert [one.appendix for one in read.documents] == [None, None, None, "1", "2", None]
