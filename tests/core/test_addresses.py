"""Addresses in two languages: Swedish at the root, English under /en/."""

import pytest
from django.utils import translation

from portal.core.addresses import in_language, localized, without_language


def test_address_is_bare_in_swedish_and_prefixed_in_english() -> None:
    with translation.override("sv"):
        assert localized("/moten/") == "/moten/"
    with translation.override("en"):
        assert localized("/moten/") == "/en/moten/"


@pytest.mark.parametrize(
    ("path", "swedish", "english"),
    [
        ("/", "/", "/en/"),
        ("/en/", "/", "/en/"),
        (
            "/arenden/1451-14/?per=2016",
            "/arenden/1451-14/?per=2016",
            "/en/arenden/1451-14/?per=2016",
        ),
        ("/en/sok/?q=wifi", "/sok/?q=wifi", "/en/sok/?q=wifi"),
        ("/enheter/", "/enheter/", "/en/enheter/"),
    ],
)
def test_page_has_its_address_in_the_other_language(path: str, swedish: str, english: str) -> None:
    assert in_language(path, "sv") == swedish
    assert in_language(path, "en") == english


def test_language_is_no_place() -> None:
    assert without_language("/en/moten/ks/") == "/moten/ks/"
    assert without_language("/en") == "/"
