"""Whatever the text, reading ends in order: nothing raised, nothing read twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.intake import Bundle, join_pages, read_bundle

WORDS = st.sampled_from([
    "Tjänsteutlåtande", "TJÄNSTESKRIVELSE", "Yttrande", "Bilaga", "Bilaga 2", "Bilagor", "Yrkande",
    "Protokollsutdrag", "Utfärdat", "Dnr", "KS 2019/73", "1451/14", "2016-10-19", "den 5 maj 2016",
    "§ 42", "(S)", "(M), (L)", "1(2)", "2(2)", "Sida 1 av 3", "Kommunstyrelsen", "Plan", "Version",
    "Ärende 8", "Transkript", "Download", "Läs mer", "att", "och", "bifalla", ".", "1.", "\n",
    "\n\n",
    "\f", "   ", "Versionshantering", "0.1", "1.0", "Innehåll", "....... 3", "\u00ad", "a\u030a",
])  # fmt: skip
SOUP = st.lists(WORDS, max_size=120).map(" ".join)
PAGES = st.lists(st.one_of(SOUP, st.text(max_size=200)), max_size=5)


def assert_in_order(bundle: Bundle, length: int) -> None:
    last = 0
    for document in bundle.documents:
        start, end = document.span
        assert last <= start <= end <= length
        assert 1 <= document.pages[0] <= document.pages[1]
        assert all(0.0 <= sure <= 1.0 for sure in document.confidence.values())
        last = end


@settings(deadline=None, max_examples=150)
@given(PAGES)
def test_any_pages_are_read_in_order(pages: list[str]) -> None:
    bundle = read_bundle(pages)
    assert_in_order(bundle, len(join_pages(pages)))
    if any(char.isalnum() for char in join_pages(pages)):
        assert bundle.documents
    else:
        assert bundle.warnings


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=2000))
def test_any_text_is_read_in_order(text: str) -> None:
    assert_in_order(read_bundle(text), len(text))


@settings(deadline=None, max_examples=50)
@given(SOUP)
def test_reading_is_repeatable(text: str) -> None:
    assert read_bundle(text) == read_bundle(text)
