"""Whole bundles of many authorities' habits are read as a registrar would."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meetings.intake import DocumentKind, join_pages, read_bundle

BUNDLES = Path(__file__).parent / "bundles"
NAMES = sorted(path.stem for path in BUNDLES.glob("*.txt"))


def text_of(name: str) -> str:
    return (BUNDLES / f"{name}.txt").read_text(encoding="utf-8")


def expected_of(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((BUNDLES / f"{name}.json").read_text(encoding="utf-8"))
    return expected


def without_confidence(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Return what was found for the keys that a fixture tells."""
    return {key: found[key] for key in expected}


@pytest.mark.parametrize("name", NAMES)
def test_bundle_gives_its_papers(name: str) -> None:
    expected = expected_of(name)
    found = read_bundle([text_of(name)]).to_json()
    kinds = [document["kind"] for document in expected["documents"]]
    assert [document["kind"] for document in found["documents"]] == kinds
    pairs = zip(found["documents"], expected["documents"], strict=True)
    told = [without_confidence(document, want) for document, want in pairs]
    assert told == expected["documents"]


@pytest.mark.parametrize("name", NAMES)
def test_bundle_tells_its_meeting_item_and_gaps(name: str) -> None:
    expected = expected_of(name)
    found = read_bundle([text_of(name)]).to_json()
    assert without_confidence(found["meeting"], expected["meeting"]) == expected["meeting"]
    assert (found["item"], found["missing"]) == (expected["item"], expected["missing"])


@pytest.mark.parametrize("name", NAMES)
def test_pages_as_a_list_or_as_form_feeds_are_the_same(name: str) -> None:
    text = text_of(name)
    assert read_bundle(text.split("\f")) == read_bundle([text]) == read_bundle(text)


@pytest.mark.parametrize("name", ["ekeby", "fullmaktige", "byggnadsnamnden"])
def test_papers_are_found_without_page_breaks(name: str) -> None:
    text = text_of(name).replace("\f", "\n")
    kinds = [document["kind"] for document in expected_of(name)["documents"]]
    assert [document.kind.value for document in read_bundle([text]).documents] == kinds


@pytest.mark.parametrize("name", ["ekeby", "fullmaktige", "byggnadsnamnden", "regionen"])
def test_papers_are_found_when_each_page_is_one_long_line(name: str) -> None:
    _, _, text = text_of(name).rpartition("Transkript\n")
    pages = [" ".join(page.split()) for page in text.split("\f")]
    kinds = [document["kind"] for document in expected_of(name)["documents"]]
    if name == "regionen":  # already poured, a page a paragraph
        pages = [page for page in text.split("\n\n") if re.match(r"\s*\d ", page)]
    assert [document.kind.value for document in read_bundle(pages).documents] == kinds


@pytest.mark.parametrize("name", NAMES)
def test_span_begins_at_the_papers_first_words(name: str) -> None:
    text = text_of(name)
    for document in read_bundle([text]).documents:
        start, end = document.span
        assert text[start:end] == text[start:end].strip()


def test_empty_text_gives_no_documents_and_says_why() -> None:
    bundle = read_bundle([" \n\f\n "])
    assert bundle.documents == ()
    assert [notice.code for notice in bundle.warnings] == ["no-text"]


def test_text_without_heads_is_one_document_of_low_confidence() -> None:
    bundle = read_bundle(["Staden är vacker om hösten.\nLöven faller över ån och bron."])
    assert [document.kind for document in bundle.documents] == [DocumentKind.OTHER]
    assert bundle.documents[0].confidence["kind"] <= 0.3
    assert "no-heads" in [notice.code for notice in bundle.warnings]


def test_json_has_the_contracts_keys() -> None:
    found = read_bundle([text_of("ekeby")]).to_json()
    assert {"meeting", "item", "documents", "missing"} <= found.keys()
    assert {"organization", "date"} <= found["meeting"].keys()
    keys = {"kind", "title", "parties", "date", "references", "own_reference", "pages", "span"}
    assert all(keys | {"confidence"} <= document.keys() for document in found["documents"])
    assert json.loads(json.dumps(found)) == found


def test_confidence_is_lower_where_a_value_is_guessed() -> None:
    documents = read_bundle([text_of("fullmaktige")]).documents
    motion, report = documents[1], documents[2]
    assert motion.confidence["parties"] < 0.6  # from the signatures
    assert report.confidence["kind"] > 0.9  # from its heading


def test_party_paper_gets_the_bundles_case_as_a_guess() -> None:
    statement = read_bundle([text_of("fullmaktige")]).documents[-1]
    assert statement.references == ("KLK-2022-00311",)
    assert statement.own_reference is None
    assert statement.confidence["references"] == 0.5


def test_scanned_pages_are_told() -> None:
    pages = text_of("ekeby").split("\f")
    notices = read_bundle([pages[0], "", *pages[1:]]).warnings
    assert [n.text for n in notices if n.code == "empty-pages"] == [
        "Sidor utan text (skannade?): 2."
    ]


def test_joined_pages_are_what_spans_refer_to() -> None:
    pages = text_of("ekeby").split("\f")
    report = read_bundle(pages).documents[2]
    assert join_pages(pages)[slice(*report.span)].startswith("Ekeby kommun                TJÄNST")
