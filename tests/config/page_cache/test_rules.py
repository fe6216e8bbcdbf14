"""Who may be given a kept page, and which answers are kept: the same behind both servers."""

import gzip
from collections.abc import Callable

import pytest

from portal.config.page_cache import asgi, wsgi
from tests.config.page_cache.applications import Counted, HeadsByHand
from tests.config.page_cache.asking import Ask, asgi_asker, wsgi_asker

ROOM = 10_000_000

Front = Callable[[Counted, HeadsByHand], Ask]


def _asgi(inner: Counted, heads: HeadsByHand) -> Ask:
    return asgi_asker(asgi.CachedPages(inner.asgi, heads, ROOM))


def _wsgi(inner: Counted, heads: HeadsByHand) -> Ask:
    return wsgi_asker(wsgi.CachedPages(inner.wsgi, heads, ROOM))


@pytest.fixture(params=[_asgi, _wsgi], ids=["asgi", "wsgi"])
def front(request: pytest.FixtureRequest) -> Front:
    chosen: Front = request.param
    return chosen


def test_a_page_is_made_once(front: Front) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    assert ask("/").body == ask("/").body
    assert inner.times == 1


def test_a_page_is_made_anew_when_the_head_moves(front: Front) -> None:
    inner, heads = Counted(), HeadsByHand()
    ask = front(inner, heads)
    ask("/")
    heads.head = 2
    ask("/")
    assert inner.times == 2


def test_without_a_head_every_page_is_made(front: Front) -> None:
    inner, heads = Counted(), HeadsByHand()
    heads.head = None
    ask = front(inner, heads)
    ask("/")
    ask("/")
    assert inner.times == 2


@pytest.mark.parametrize("other", ["/en/", "/?page=2", "/moten/"])
def test_every_address_has_its_own_page(front: Front, other: str) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    ask("/")
    ask(other)
    assert inner.times == 2


def test_every_host_has_its_own_page(front: Front) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    ask("/", host="diariet.example.org")
    ask("/", host="elsewhere.example.org")
    assert inner.times == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": "sessionid=abc"},
        {"cookie": "a=b; sessionid=abc"},
        {"cookie": "a=b;sessionid =abc"},
        {"cookie": "a=b; \xa0sessionid=abc"},
        {"cookie": "csrftoken=abc"},
        {"cookie": "messages=abc"},
        {"authorization": "Bearer abc"},
        {"range": "bytes=0-9"},
    ],
)
def test_a_reader_with_something_of_their_own_is_neither_given_nor_kept(
    front: Front, headers: dict[str, str]
) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    ask("/", **headers)
    ask("/")
    ask("/", **headers)
    assert inner.times == 3


def test_a_cookie_that_says_nothing_here_is_let_be(front: Front) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    ask("/")
    ask("/", cookie="somebodys_counter=1")
    assert inner.times == 1


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_only_a_get_is_answered_and_kept(front: Front, method: str) -> None:
    inner = Counted()
    ask = front(inner, HeadsByHand())
    ask("/", method=method)
    ask("/")
    ask("/", method=method)
    assert inner.times == 3


@pytest.mark.parametrize(
    "header",
    [
        ("Cache-Control", "private"),
        ("Cache-Control", "max-age=0, No-Store"),
        ("Set-Cookie", "sessionid=abc"),
        ("Vary", "Cookie, Accept"),
        ("Vary", "*"),
        ("Content-Encoding", "gzip"),
    ],
)
def test_an_answer_for_one_reader_is_not_kept(front: Front, header: tuple[str, str]) -> None:
    inner = Counted(headers=[header])
    ask = front(inner, HeadsByHand())
    ask("/")
    ask("/")
    assert inner.times == 2


@pytest.mark.parametrize("status", [301, 302, 304, 400, 404, 410, 500, 503])
def test_only_what_was_found_is_kept(front: Front, status: int) -> None:
    inner = Counted(status=status)
    ask = front(inner, HeadsByHand())
    assert ask("/").status == status
    ask("/")
    assert inner.times == 2


def test_a_stream_is_not_kept(front: Front) -> None:
    inner = Counted(length=False)
    ask = front(inner, HeadsByHand())
    ask("/")
    ask("/")
    assert inner.times == 2


def test_a_large_answer_is_not_kept(front: Front) -> None:
    inner = Counted(length=False, headers=[("Content-Length", str(3 * 1024 * 1024))])
    ask = front(inner, HeadsByHand())
    ask("/")
    ask("/")
    assert inner.times == 2


@pytest.mark.parametrize("tag", ['"made"', 'W/"made"', '"other", "made"', "*"])
def test_a_reader_who_has_the_page_is_told_so(front: Front, tag: str) -> None:
    ask = front(Counted(), HeadsByHand())
    ask("/")
    answer = ask("/", if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["etag"] == '"made"'
    assert "content-length" not in answer.headers


def test_a_reader_who_has_another_page_gets_this_one(front: Front) -> None:
    ask = front(Counted(), HeadsByHand())
    made = ask("/")
    answer = ask("/", if_none_match='"other"')
    assert (answer.status, answer.body) == (200, made.body)


def test_a_kept_page_is_sent_compressed_to_those_who_can(front: Front) -> None:
    ask = front(Counted(headers=[("Vary", "Cookie")]), HeadsByHand())
    made = ask("/")
    small = ask("/", accept_encoding="br, gzip")
    assert gzip.decompress(small.body) == made.body
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-length"] == str(len(small.body))
    assert small.headers["etag"] == 'W/"made"'
    assert small.headers["vary"] == "Cookie, Accept-Encoding"


def test_nobody_is_sent_what_they_cannot_unpack(front: Front) -> None:
    ask = front(Counted(), HeadsByHand())
    made = ask("/")
    for encoding in ("", "br", "gzip;q=0", "identity, gzip; q=0"):
        answer = ask("/", accept_encoding=encoding)
        assert answer.body == made.body
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(("said", "made"), [("max-age=0", 2), ("max-age=600", 1)])
def test_a_page_holds_no_longer_than_it_says(front: Front, said: str, made: int) -> None:
    inner = Counted(headers=[("Surrogate-Control", said)])
    ask = front(inner, HeadsByHand())
    ask("/")
    ask("/")
    assert inner.times == made
