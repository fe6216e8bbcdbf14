"""Threads follow record and meeting: opened with it, silent behind doors, locked by the gavel."""

import datetime
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from meetings import moments
from meetings.contents import AgendaItemContent
from meetings.moments import Moment, MomentKind, picture_second
from portal.core.clock import now, today
from portal.core.ids import new_id
from portal.ledger.changes import Actor
from portal.ledger.models import Entry, Record
from portal.ledger.relay import SUBSCRIBERS
from portal.ledger.stirred import stirred
from portal.pages.models import HomePage, InformationPage, NewsIndexPage, NewsPage
from streaming.hub.selectors import snapshot_of
from streaming.threads.errors import HeldBack, ThreadLocked
from streaming.threads.models import Thread
from streaming.threads.services.gavels import lock_gavelled
from streaming.threads.services.moderating import take_measure
from streaming.threads.services.opening import lock_thread, open_thread
from streaming.threads.services.policies import take_into_force
from streaming.threads.services.writing import edit_comment
from streaming.threads.states import MeasureKind
from tests.meetings.outlets import factories as records
from tests.streaming.threads import factories as make
from tests.streaming.threads.test_pages import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def item() -> AgendaItemContent:
    """An item of today's meeting, public."""
    board = records.organization()
    meeting = records.meeting(board, today())
    item = records.item(meeting)
    records.publish(board, meeting, item)
    return item


class Meeting:
    """A meeting as the control room tells it."""

    def __init__(self) -> None:
        self.told: list[Moment] = []
        self.is_open: bool | None = True

    def moments(self, _meeting: UUID, _also_members: bool) -> Sequence[Moment]:
        return self.told

    def tell(self, kind: MomentKind, item: UUID | None = None) -> None:
        at = now() - timedelta(seconds=1)
        self.told.append(Moment(len(self.told) + 1, at, kind, "", item=item))


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Meeting:
    meeting = Meeting()
    monkeypatch.setattr(moments.moments, "_answers", [meeting.moments])
    monkeypatch.setattr(moments.doors, "_answers", [lambda _meeting: meeting.is_open])
    return meeting


def follow() -> None:
    SUBSCRIBERS["threads"].handle(list(Entry.objects.order_by("seq")))


def test_a_thread_opens_with_the_records_that_the_rules_name(item: AgendaItemContent) -> None:
    take_into_force(terms=make.terms(opens=("agenda-item",)))
    follow()
    follow()
    [thread] = Thread.objects.all()
    assert (thread.subject, thread.organization) == (item.id, item.organization)
    assert Record.objects.filter(kind="thread").count() == 1


def test_history_that_is_imported_opens_no_threads() -> None:
    take_into_force(terms=make.terms(opens=("case",)))
    board = records.organization()
    records.publish(board, records.case(board, date=datetime.date(2014, 1, 22)))
    follow()
    assert Thread.objects.count() == 0


def test_what_was_told_leaves_the_stream_with_its_record(item: AgendaItemContent) -> None:
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    make.comment(thread, text="Mina ord")
    records.withdraw(item)
    follow()
    assert snapshot_of(thread.stream).sections == {}


def test_a_comment_remembers_the_item_and_the_second(
    item: AgendaItemContent, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_second, "_answers", [lambda _meeting, _at: 4_211])
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    assert make.comment(thread).second is None
    other = new_id()
    meeting.tell(MomentKind.MEETING_OPENED)
    meeting.tell(MomentKind.ITEM_OPENED, other)
    written = make.comment(thread, text="Sagt i stunden")
    assert (written.item, written.second) == (other, 4_211)
    said = Client().get(f"{thread.url}inspelning.json").json()["data"]
    assert [(each["second"], each["html"]) for each in said] == [(4_211, "<p>Sagt i stunden</p>")]


def test_what_was_written_stands_beside_the_recording(
    item: AgendaItemContent, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = iter((4_211, 30, 62))
    monkeypatch.setattr(picture_second, "_answers", [lambda _meeting, _at: next(seconds)])
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    make.comment(thread, text="Innan det började")
    meeting.tell(MomentKind.MEETING_OPENED)
    for text in ("Sist sagt", "Först sagt"):
        make.comment(thread, text=text)
    hidden = make.comment(thread, text="Dolt sagt")
    page, path = Record.objects.get(pk=item.meeting).path, f"/samtal/sammantrade/{item.meeting}/"
    meeting.tell(MomentKind.MEETING_CLOSED)
    take_measure(
        comment=hidden, kind=MeasureKind.HIDE, by=make.moderator(thread), rule="insult", reason="x"
    )
    told = Client().get(f"{path}kommentarer.json").json()["data"]
    assert [(each["second"], each["html"]) for each in told] == [
        (30, "<p>Först sagt</p>"),
        (4_211, "<p>Sist sagt</p>"),
    ]
    shown = Client().get(path).content.decode()
    assert f'href="{page}#t=4211" aria-label="1:10:11 i inspelningen"' in shown
    assert ("Dolt sagt" in shown, "Innan det" in shown) == (False, False)
    records.withdraw(item)
    assert Client().get(path).status_code == 404


def test_as_many_queries_for_many_comments_of_a_meeting_as_for_few(
    item: AgendaItemContent, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_second, "_answers", [lambda _meeting, _at: 7])
    thread, who = open_thread(subject=item.id, actor=make.REGISTRAR), make.resident()
    take_into_force(terms=make.terms())
    meeting.tell(MomentKind.MEETING_OPENED)
    make.comment(thread, who)
    path = f"/samtal/sammantrade/{item.meeting}/"
    few = queries(Client(), path)
    for _each in range(60):
        make.comment(thread, who)
    assert queries(Client(), path) == few <= 14
    first = Client().get(path)
    second = Client().get(first.context["next_url"])
    assert (len(first.context["rows"]), len(second.context["rows"])) == (50, 11)


def test_closed_doors_stop_comments_at_the_server(
    item: AgendaItemContent, meeting: Meeting
) -> None:
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    before = make.comment(thread, who := make.resident())
    meeting.is_open = False
    with pytest.raises(HeldBack, match="stängda dörrar"):
        make.comment(thread)
    with pytest.raises(HeldBack, match="stängda dörrar"):
        edit_comment(comment=before, by=who, text="Inifrån rummet")
    meeting.is_open = True
    make.comment(thread)


def test_the_gavel_locks_the_thread_once(item: AgendaItemContent, meeting: Meeting) -> None:
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    meeting.tell(MomentKind.MEETING_OPENED)
    meeting.tell(MomentKind.ITEM_OPENED, item.id)
    assert lock_gavelled() == 0
    meeting.tell(MomentKind.ITEM_CLOSED, item.id)
    with pytest.raises(ThreadLocked):
        make.comment(thread)
    assert (lock_gavelled(), lock_gavelled()) == (1, 0)
    thread.refresh_from_db()
    assert (thread.state, Record.objects.get(pk=thread.record_id).version) == ("locked", 2)


def test_an_item_taken_up_again_is_not_gavelled(item: AgendaItemContent, meeting: Meeting) -> None:
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    meeting.tell(MomentKind.ITEM_CLOSED, item.id)
    meeting.tell(MomentKind.ITEM_OPENED, item.id)
    make.comment(thread)
    assert lock_gavelled() == 0


def test_the_page_of_an_item_and_a_case_leads_to_the_thread(item: AgendaItemContent) -> None:
    board = records.organization("kf")
    case = records.case(board)
    records.publish(board, case)
    for subject, path in ((item.id, item.path), (case.id, case.path)):
        assert 'data-thread-open="' not in Client().get(path).content.decode()
        thread = open_thread(subject=subject, actor=make.REGISTRAR)
        assert f'data-thread-open="{thread.url}panel/"' in Client().get(path).content.decode()


def test_a_page_with_a_thread_is_remembered_until_it_is_locked(item: AgendaItemContent) -> None:
    thread = open_thread(subject=item.id, actor=make.REGISTRAR)
    stirred.watch(lambda: Entry.objects.latest("seq").seq)
    first = Client().get(item.path)
    make.comment(thread)
    assert Client().get(item.path).content == first.content
    lock_thread(thread=thread, actor=Actor(role="secretary"), reason="Punkten är avslutad.")
    assert "Punkten är avslutad." in Client().get(item.path).content.decode()


def test_a_piece_of_news_has_a_thread_that_the_named_organization_keeps() -> None:
    home = HomePage.objects.get()
    index = NewsIndexPage.objects.child_of(home).first()
    assert index is not None
    board = records.organization()
    records.publish(board)
    take_into_force(terms=make.terms(opens=("page",), pages_kept_by=board.id))
    page = NewsPage(title="Ny bro", slug="ny-bro")
    index.add_child(instance=page)
    page.save_revision().publish()
    information = InformationPage(title="Om bron", slug="om-bron")
    home.add_child(instance=information)
    information.save_revision().publish()
    follow()
    [thread] = Thread.objects.all()
    assert (thread.subject, thread.organization) == (page.record_id, board.id)
    answered = Client().get("/nyheter/ny-bro/").content.decode()
    assert f'data-thread-open="{thread.url}panel/"' in answered
    assert make.comment(thread).seq == 1
