"""The memory of pages is bounded, and the least used page goes first."""

from portal.config.page_cache.store import OVERHEAD, PageStore, StoredPage

PICTURE = ((b"content-type", b"image/png"),)
SIZE = 1_000 + OVERHEAD


def _page() -> StoredPage:
    return StoredPage(PICTURE, b"x" * 1_000)


def test_the_least_used_page_goes_first() -> None:
    store = PageStore(2 * SIZE)
    first, second, third = _page(), _page(), _page()
    store.put("first", 1, first)
    store.put("second", 1, second)
    store.get("first", 1)
    store.put("third", 1, third)
    assert store.get("second", 1) is None
    assert store.get("first", 1) is first
    assert store.get("third", 1) is third


def test_it_never_holds_more_than_it_may() -> None:
    store = PageStore(2 * SIZE)
    for number in range(20):
        store.put(number, 1, _page())
    assert store.held == 2 * SIZE


def test_a_page_made_anew_takes_the_place_of_the_old() -> None:
    store = PageStore(10 * SIZE)
    for head in range(20):
        store.put("same", head, _page())
    assert store.held == SIZE


def test_a_page_larger_than_all_room_is_not_kept() -> None:
    store = PageStore(SIZE - 1)
    store.put("page", 1, _page())
    assert (store.get("page", 1), store.held) == (None, 0)


def test_a_page_of_an_older_head_is_not_given() -> None:
    store = PageStore(SIZE)
    store.put("page", 1, _page())
    assert store.get("page", 2) is None
