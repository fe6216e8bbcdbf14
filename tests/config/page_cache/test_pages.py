"""The portal itself behind the cache, in one process: Django's own bytes, and nobody else's."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client

from portal.config.page_cache import asgi, wsgi
from portal.config.page_cache.heads import Heads, PostgresqlHeads, heads_of_database
from portal.core.ids import new_id
from portal.ledger.models import Record
from portal.ledger.readers import members_of
from portal.ledger.selectors import head_seq
from portal.ledger.waking import generation
from tests.config.page_cache.asking import Ask, asgi_asker, wsgi_asker
from tests.meetings.outlets import factories as make
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)

ROOM = 10_000_000
LISTS = ("/", "/moten/", "/arenden/", "/organ/", "/personer/", "/stil/stad.css")
API = ("/api/v1/records", "/api/v1/records?kind=meeting")


@pytest.fixture
def heads() -> Iterator[Heads]:
    made = heads_of_database()
    wait_for(lambda: made.current() is not None)
    yield made
    if isinstance(made, PostgresqlHeads):
        made.stop()
        wait_for(lambda: not _listeners())


@pytest.fixture(params=["asgi", "wsgi"])
def ask(request: pytest.FixtureRequest, heads: Heads) -> Ask:
    if request.param == "asgi":
        return asgi_asker(asgi.CachedPages(get_asgi_application(), heads, ROOM))
    return wsgi_asker(wsgi.CachedPages(get_wsgi_application(), heads, ROOM))


def _listeners() -> int:
    query = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state <> ''"
    with connection.cursor() as cursor:
        cursor.execute(query)
        [count] = cursor.fetchone()
    return int(count)


def _city() -> list[str]:
    """One record of every kind that has a page; their addresses."""
    ks = make.organization()
    anna = make.person(title="Anna Åberg", party="M")
    case = make.case(ks)
    line_id = new_id()
    paper = make.document(of=ks, case=case, files=(make.file_ref(),))
    line = make.registration(ks, id=line_id, document=paper.id)
    meeting = make.meeting(ks)
    item = make.item(meeting, case=case, documents=[paper])
    make.publish(ks, anna, make.membership(anna, ks), case, paper, line, meeting, item)
    return list(Record.objects.values_list("path", flat=True))


def _plain(headers: Any) -> dict[str, str]:
    """Headers but for what the cache adds: that there is a compressed form."""
    named = {name.lower(): value for name, value in headers.items()}
    return named | {"vary": named.get("vary", "").removesuffix(", Accept-Encoding")}


def test_every_page_has_djangos_own_bytes(ask: Ask) -> None:
    paths = [*_city(), *LISTS]
    for path in [*paths, *(f"/en{path}" for path in paths), *API]:
        django = Client().get(path)
        for answer in (ask(path), ask(path)):
            assert (answer.status, answer.body) == (django.status_code, django.content), path
            assert _plain(answer.headers) == _plain(django.headers), path


def test_a_page_comes_from_the_cache_without_a_query(
    ask: Ask, heads: Heads, django_assert_num_queries: Any
) -> None:
    _city()
    wait_for(lambda: heads.current() == (head_seq(), generation()))
    ask("/moten/")
    with django_assert_num_queries(0):
        assert ask("/moten/").status == 200


def test_a_page_sets_no_cookie(ask: Ask) -> None:
    for path in (*_city(), *LISTS):
        assert "set-cookie" not in ask(path).headers, path


def test_a_withdrawal_is_honoured_at_commit(ask: Ask) -> None:
    ks = make.organization()
    make.publish(ks, case := make.case(ks))
    assert ask(case.path).status == ask(case.path).status == 200
    make.withdraw(case)
    assert ask(case.path).status == 410
    assert case.title.encode() not in ask("/arenden/").body


def test_a_correction_is_honoured_at_commit_in_both_languages(ask: Ask) -> None:
    ks = make.organization()
    make.publish(ks, case := make.case(ks, title="Fel rubrik"))
    for path in (case.path, f"/en{case.path}"):
        assert b"Fel rubrik" in ask(path).body
    make.correct(case.model_copy(update={"title": "Mendad"}))
    for path in (case.path, f"/en{case.path}"):
        assert b"Mendad" in ask(path).body


def test_what_was_not_found_is_found_once_published(ask: Ask) -> None:
    ks = make.organization()
    case = make.case(ks)
    assert ask(case.path).status == 404
    make.publish(ks, case)
    assert ask(case.path).status == 200


def test_the_language_stands_in_the_address_alone(ask: Ask) -> None:
    _city()
    for wish in ("en", "sv", "de"):
        assert b'lang="sv"' in ask("/moten/", accept_language=wish).body
        assert b'lang="en"' in ask("/en/moten/", accept_language=wish).body


def test_a_head_request_is_djangos(ask: Ask) -> None:
    [path, *_] = _city()
    made, head = ask(path), ask(path, method="HEAD")
    assert (head.status, head.headers["etag"]) == (200, made.headers["etag"])


class TestMembersPages:
    """A page made for a member is never another's."""

    @pytest.fixture
    def secret(self) -> str:
        ks = make.organization()
        make.publish(ks)
        paper = make.document(of=ks, title="Sekretessbelagd bilaga")
        make.publish(paper, audience=members_of(ks.id))
        self.member = Client()
        self.member.force_login(make.user_in(ks))
        return paper.path

    def _cookie(self) -> str:
        return "; ".join(f"{name}={each.value}" for name, each in self.member.cookies.items())

    def test_a_member_sees_it_and_then_nobody_else(self, ask: Ask, secret: str) -> None:
        own = ask(secret, cookie=self._cookie())
        assert (own.status, own.headers["cache-control"]) == (200, "private, no-store")
        assert ask(secret).status == 404

    def test_a_member_sees_it_after_somebody_who_may_not(self, ask: Ask, secret: str) -> None:
        assert ask(secret).status == 404
        assert b"Sekretessbelagd" in ask(secret, cookie=self._cookie()).body

    def test_however_the_cookie_is_written(self, ask: Ask, secret: str) -> None:
        for form in ("{}", " {}", "\xa0{}", "a=b;{}", "a=b ; {} ;", '"; {}'):
            for path in (secret, "/", "/api/v1/records"):
                ask(path, cookie=form.format(self._cookie()))
        assert ask(secret).status == 404
        assert b"Sekretessbelagd" not in ask("/api/v1/records").body
        assert b"ledamot" not in ask("/").body

    def test_a_member_gets_no_page_made_for_strangers(self, ask: Ask, secret: str) -> None:
        ask("/")
        assert ask("/", cookie=self._cookie()).headers["cache-control"] == "private, no-store"
