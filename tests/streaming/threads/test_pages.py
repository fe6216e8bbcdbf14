"""The pages of a thread: to read, to write by plain forms, and to be moderated."""

from typing import Any
from uuid import uuid4

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from portal.accounts.models import User
from portal.ledger.contents import Content
from portal.ledger.readers import ANONYMOUS
from portal.ledger.selectors import find_versions
from streaming.threads.models import Ban, Comment, Measure, Report, Thread
from streaming.threads.services.moderating import ban_author, take_measure
from streaming.threads.services.opening import lock_thread
from streaming.threads.services.writing import edit_comment
from streaming.threads.states import MeasureKind, Review
from tests.meetings.outlets import factories as records
from tests.streaming.threads import factories as make

pytestmark = pytest.mark.django_db
WHY: dict[str, Any] = {"rule": "insult", "reason": "Ett påhopp."}
INSULT = "Påhopp på en person"


@pytest.fixture
def thread() -> Thread:
    return make.thread()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form(text: str = "Bra tänkt.", **fields: object) -> dict[str, object]:
    return {"text": text, "stance": "", "key": str(uuid4()), **fields}


def page_of(client: Client, path: str) -> str:
    answered = client.get(path)
    assert answered.status_code == 200, path
    return answered.content.decode()


def test_a_comment_is_written_and_read_without_a_script(thread: Thread) -> None:
    writer = client_of(make.resident())
    sent = writer.post(thread.url, form("**Hej**", stance="for"))
    assert sent.headers["Location"] == f"{thread.url}?skrivet=1#k1"
    page = page_of(Client(), thread.url)
    assert "<p><strong>Hej</strong></p>" in page
    assert 'class="stance stance-for">För' in page
    assert f'data-record="{thread.record_id}"' in page
    assert 'data-thread-written="1"' in page_of(writer, f"{thread.url}?skrivet=1")


def test_a_reply_leads_to_what_it_answers(thread: Thread) -> None:
    top = make.comment(thread)
    sent = client_of(make.resident()).post(thread.url, form(reply=top.seq))
    assert sent.headers["Location"] == f"{thread.url}1/?skrivet=2#k2"
    assert 'id="k2"' in page_of(Client(), f"{thread.url}1/")
    assert Client().get(f"{thread.url}2/").headers["Location"] == f"{thread.url}1/#k2"
    assert 'id="k2"' in page_of(Client(), f"{thread.url}1/svar/")
    assert 'id="k2"' not in page_of(Client(), thread.url)


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("  ", 400, "Skriv något först."),
        ("x" * 5_000, 400, "5000 tecken"),
        ("y" * 1_000_000, 400, "1000000 tecken"),
    ],
)
def test_a_refused_text_stays_in_its_field(
    thread: Thread, text: str, status: int, told: str
) -> None:
    answered = client_of(make.resident()).post(thread.url, form(text))
    page = answered.content.decode()
    assert answered.status_code == status
    assert text.strip() in page
    assert told in page or "Fältet måste fyllas i" in page


def test_two_presses_make_one_comment(thread: Thread) -> None:
    writer, sent = client_of(make.resident()), form()
    first, second = writer.post(thread.url, sent), writer.post(thread.url, sent)
    assert first.headers["Location"] == second.headers["Location"]
    assert Comment.objects.count() == 1


def test_a_text_sent_after_the_login_ran_out_waits_for_the_next(thread: Thread) -> None:
    user, client = make.resident(), Client()
    answered = client.post(thread.url, form("Det tog lång tid att skriva.", stance="for"))
    assert answered.headers["Location"].startswith("/logga-in/?next=%2Fsamtal%2F")
    client.force_login(user)
    page = page_of(client, thread.url)
    assert "Det tog lång tid att skriva.</textarea>" in page
    assert Comment.objects.count() == 0
    client.post(thread.url, form("Det tog lång tid att skriva."))
    assert "</textarea>" in page_of(client, thread.url)
    assert "Det tog lång tid att skriva.</textarea>" not in page_of(client, thread.url)


def test_a_locked_thread_has_no_form_and_takes_no_post(thread: Thread) -> None:
    lock_thread(thread=thread, actor=make.REGISTRAR, reason="Beslutet är fattat.")
    writer = client_of(make.resident())
    assert "<textarea" not in (page := page_of(writer, thread.url))
    assert "Beslutet är fattat." in page
    answered = writer.post(thread.url, form())
    assert (answered.status_code, Comment.objects.count()) == (400, 0)


def test_a_thread_is_not_there_for_who_may_not_read_its_record() -> None:
    thread = make.thread()
    make.comment(thread)
    records.withdraw(_content(thread))
    for path in ("", "1/", "panel/", "1/svar/", "inspelning.json"):
        assert Client().get(f"{thread.url}{path}").status_code == 404
    assert client_of(make.resident()).post(thread.url, form()).status_code == 404
    assert Client().get("/samtal/").content.decode().count(thread.url) == 0


def _content(thread: Thread) -> Content:
    content = find_versions([thread.subject], ANONYMOUS)[thread.subject].content
    assert content is not None
    return content


@pytest.mark.parametrize("kind", [MeasureKind.HIDE, MeasureKind.REMOVE])
def test_hidden_words_are_nowhere_and_it_says_why(thread: Thread, kind: MeasureKind) -> None:
    bad = make.comment(thread, who := make.resident(), "Dumbom du")
    make.comment(thread, text="Ett svar", reply_to=bad.seq)
    edit_comment(comment=bad, by=who, text="Dumbom igen")
    take_measure(comment=bad, kind=kind, by=make.moderator(thread), **WHY)
    for path in ("", "1/", "panel/", "1/svar/", "1/historik/", "1/anmal/", "inspelning.json"):
        assert "Dumbom" not in Client().get(f"{thread.url}{path}").content.decode()
    page = page_of(Client(), f"{thread.url}1/")
    assert (INSULT in page, "Ett påhopp." in page, "Ett svar" in page) == (True, True, True)
    assert "Svara här på åtgärden" in page


def test_what_waits_is_seen_by_its_author_and_moderators_only() -> None:
    thread = make.thread(review=Review.BEFORE)
    author = make.resident()
    sent = client_of(author).post(thread.url, form("Väntar på er"))
    assert sent.headers["Location"] == f"{thread.url}?skrivet=1#samtal"
    assert "Väntar på er" in page_of(client_of(author), thread.url)
    assert "Väntar på er" not in page_of(Client(), thread.url)
    assert "1 kommentar väntar på granskning." in page_of(Client(), thread.url)
    assert Client().get(f"{thread.url}1/").status_code == 404
    assert client_of(make.moderator(thread)).get(f"{thread.url}1/").status_code == 200


def test_a_moderator_judges_a_comment_from_the_queue(thread: Thread) -> None:
    bad = make.comment(thread, author := make.resident(), "Dumbom")
    reported = Client().post(f"{thread.url}{bad.seq}/anmal/", {"rule": "insult", "reason": "Elakt"})
    assert (reported.status_code, Report.objects.count()) == (302, 1)
    desk = client_of(make.moderator(thread))
    path = f"/samtal/granskning/{thread.number}/{bad.seq}/"
    assert path in page_of(desk, "/samtal/granskning/")
    assert "Elakt" in page_of(desk, path)
    assert desk.post(path, {"kind": "hide"}).status_code == 400
    done = desk.post(path, {"kind": "hide", "days": "3", **WHY})
    assert done.headers["Location"] == "/samtal/granskning/"
    assert sorted(Measure.objects.values_list("kind", flat=True)) == ["ban", "hide"]
    own = client_of(author)
    measure = Measure.objects.get(kind="hide")
    assert measure.url in page_of(own, "/samtal/mina/")
    assert "Ett påhopp." in page_of(own, measure.url)
    assert own.post(measure.url, {"text": "Det var ett citat."}).status_code == 302
    assert measure.url in page_of(desk, "/samtal/granskning/")
    assert client_of(make.resident()).get(measure.url).status_code == 404
    assert "Du är avstängd en tid" in page_of(own, thread.url)
    assert own.post(thread.url, form("Igen")).status_code == 403
    assert desk.post(f"/samtal/granskning/avstangning/{Ban.objects.get().pk}/").status_code == 302
    assert own.post(thread.url, form("Igen")).status_code == 302


def test_two_moderators_see_each_other(thread: Thread) -> None:
    it = make.comment(thread)
    path = f"/samtal/granskning/{thread.number}/{it.seq}/"
    one = client_of(make.moderator(thread, "Alva"))
    other = client_of(make.moderator(thread, "Bo"))
    assert one.get(path).status_code == 200
    held = other.get(path)
    assert (held.status_code, "Alva håller på" in held.content.decode()) == (409, True)
    assert other.post(path, {"take_over": "yes"}).status_code == 302
    assert one.get(path).status_code == 409


def test_nobody_else_comes_to_the_desk(thread: Thread) -> None:
    make.comment(thread)
    for path in ("", f"{thread.number}/", f"{thread.number}/1/"):
        address = f"/samtal/granskning/{path}"
        assert Client().get(address).status_code == 302
        assert client_of(make.resident()).get(address).status_code == 404
        other = client_of(make.moderator(make.thread(), f"annan {path}"))
        assert other.get(address).status_code == (404 if path else 200)


def test_a_moderator_locks_and_slows_a_thread(thread: Thread) -> None:
    desk, path = client_of(make.moderator(thread)), f"/samtal/granskning/{thread.number}/"
    paced = {"slow_seconds": "60", "review": "", "reason": "Många på en gång."}
    assert desk.post(path, paced).status_code == 302
    assert "minst 60 sekunder" in page_of(Client(), thread.url)
    assert desk.post(path, {"lock": "yes", "reason": "Nu räcker det."}).status_code == 302
    assert "Nu räcker det." in page_of(Client(), thread.url)
    assert desk.post(path, {"unlock": "yes", "reason": "Ny dag."}).status_code == 302
    assert [each.kind for each in Measure.objects.order_by("pk")] == ["slow", "lock", "unlock"]
    report = page_of(Client(), "/samtal/rapport/")
    assert "långsamt läge" in report
    assert Client().get("/samtal/rapport/rapport.json").json()["data"][0]["number"] == 1


def test_an_edit_shows_how_it_read_before() -> None:
    thread = make.thread(edit_minutes=0)
    mine = make.comment(thread, who := make.resident(), "Då")
    client, path = client_of(who), f"{thread.url}{mine.seq}/"
    assert client.post(f"{path}andra/", {"text": "Nu", "stance": ""}).status_code == 302
    assert "Då" in page_of(Client(), f"{path}historik/")
    assert client.post(f"{path}andra/", {"retract": "yes"}).status_code == 302
    assert "Den som skrev har tagit bort" in page_of(Client(), path)
    other = client_of(make.resident()).get(f"{path}andra/")
    assert other.headers["Location"] == path


def test_an_official_is_told_when_the_role_will_not_show(
    settings: Settings, thread: Thread
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    weak = client_of(make.moderator(thread))
    weak.session.pop(AUTHENTICATION_METHODS_SESSION_KEY, None)
    assert "Din roll syns inte" in page_of(weak, thread.url)
    assert "Din roll syns inte" not in page_of(client_of(make.resident()), thread.url)


def test_a_banned_person_reads(thread: Thread) -> None:
    it = make.comment(thread, who := make.resident())
    ban_author(comment=it, by=make.moderator(thread), days=1, **WHY)
    assert "Du är avstängd en tid" in page_of(client_of(who), thread.url)


def test_no_page_of_a_thread_is_kept_by_caches(thread: Thread) -> None:
    make.comment(thread)
    for path in (thread.url, f"{thread.url}1/", f"{thread.url}1/svar/", f"{thread.url}panel/"):
        assert "private" in Client().get(path).headers["Cache-Control"]


def test_the_browser_is_told_when_nothing_changed(thread: Thread) -> None:
    make.comment(thread)
    tag = Client().get(thread.url).headers["ETag"]
    assert Client().get(thread.url, headers={"If-None-Match": tag}).status_code == 304
    make.comment(thread)
    assert Client().get(thread.url, headers={"If-None-Match": tag}).status_code == 200


def test_the_english_pages_are_english(thread: Thread) -> None:
    make.comment(thread)
    page = page_of(Client(), f"/en{thread.url}")
    assert ("1 comment\n" in page or "1 comment<" in page, "Report" in page) == (True, True)
    assert "kommentar " not in page


@pytest.mark.parametrize("path", ["x/", "0/", "999999/", "1/0/", "1/999/", "1/1/x/"])
def test_what_is_not_there_is_404(thread: Thread, path: str) -> None:
    assert Client().get(f"/samtal/{path}").status_code == 404


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", ["", "?ordning=svar", "1/", "1/svar/", "panel/"])
def test_as_many_queries_for_many_comments_as_for_few(thread: Thread, path: str) -> None:
    who = make.resident()
    make.comment(thread, who)
    make.comment(thread, who, reply_to=1)
    few = queries(Client(), thread.url + path)
    for _each in range(22):
        make.comment(thread, who)
        make.comment(thread, who, reply_to=1)
    assert queries(Client(), thread.url + path) == few <= 14


def test_as_many_queries_in_a_long_queue(thread: Thread) -> None:
    desk, who = client_of(make.moderator(thread)), make.resident()
    Thread.objects.update(review="before")
    make.comment(thread, who)
    few = queries(desk, "/samtal/granskning/")
    for _each in range(5):
        make.comment(thread, who)
    assert queries(desk, "/samtal/granskning/") == few
