"""One item in an act of its own, and an act that is undone while it is early."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.errors import AgendaConflict, TooLate
from meetings.models import AgendaItem, Document, ItemPaper, Meeting, Organization, ScheduledAct
from meetings.selectors.drafts import newest_of
from meetings.selectors.publication import Standing, standing_of
from meetings.services import undoing
from meetings.services.agenda_drafts import changing
from meetings.services.item_publishing import publish_item
from meetings.services.publishing import publish_agenda
from meetings.services.scheduling import run_due, schedule
from meetings.services.undoing import undo
from portal.accounts.models import User
from portal.core.clock import now
from portal.core.errors import Conflict
from portal.core.ids import new_id
from portal.ledger.errors import PathTaken
from portal.ledger.models import Act, Entry, Record
from portal.ledger.verification import verify
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def user(ks: Organization) -> User:
    return make.keeper(ks)


@pytest.fixture
def client(user: User) -> Client:
    return make.client_of(user)


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    at = make.meeting(ks)
    case = make.case(ks)
    make.item(at, "1", "Budget", [make.document(ks, "Budgeten", case=case)], case=case)
    make.item(at, "2", "Bro")
    return at


def published(agenda: Meeting) -> Act:
    act = publish_agenda(meeting=agenda, actor=make.REGISTRAR, key=str(new_id()))
    agenda.refresh_from_db()
    return act


def the(number: str, of: Meeting) -> AgendaItem:
    return next(item for item in newest_of(of).items.all() if item.number == number)


def titles(path: str = "/moten/ks/2016-10-19/") -> str:
    return Client().get(path).content.decode()


def late_paper(agenda: Meeting, user: User, number: str = "2") -> Document:
    """A paper that came late, laid on an item; a title elsewhere was changed as well."""
    paper = make.document(agenda.organization, "Sen skrivelse")
    with changing(agenda, user) as draft:
        for item in draft.items.all():
            if item.number == number:
                item.papers.add(ItemPaper(document=paper, arrival="late"))
            else:
                item.title = "Inte färdigt"
    return paper


def acted(client: Client, url: str, **said: Any) -> Any:
    form = client.get(url).context["form"]
    sent = {"key": form["key"].value(), "digest": form["digest"].value(), "manner": "adds"}
    return client.post(url, sent | said)


def page(agenda: Meeting, number: str = "2") -> str:
    return reverse("registry:publish-item", args=[agenda.pk, the(number, agenda).record_id])


def test_a_late_paper_goes_out_and_the_rest_of_the_draft_waits(
    client: Client, agenda: Meeting, user: User
) -> None:
    published(agenda)
    paper = late_paper(agenda, user)
    assert acted(client, page(agenda)).status_code == 302
    act = Act.objects.latest("recorded_at")
    kinds = sorted(entry.record.kind for entry in act.entries.all())
    assert kinds == ["agenda-item", "document"]
    shown = titles()
    assert "Sen skrivelse" in titles(Record.objects.get(pk=paper.record_id).path)
    assert "Budget" in shown
    assert "Inte färdigt" not in shown
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.CHANGED
    assert the("1", agenda).title == "Inte färdigt"


def test_the_item_can_be_decided_on_at_once(agenda: Meeting, user: User) -> None:
    published(agenda)
    paper = late_paper(agenda, user)
    item = the("2", agenda)
    publish_item(meeting=agenda, item=item.record_id, actor=make.REGISTRAR, key="sen")
    row = AgendaItem.objects.get(record_id=item.record_id)
    assert [each.document for each in row.papers.all()] == [paper]
    assert AgendaItem.objects.get(meeting=agenda, number="1").title == "Budget"


def test_when_nothing_else_was_changed_the_agenda_is_published(
    client: Client, agenda: Meeting, user: User
) -> None:
    published(agenda)
    with changing(agenda, user) as draft:
        next(i for i in draft.items.all() if i.number == "2").title = "Bron"
    acted(client, page(agenda))
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.PUBLISHED


def test_the_first_item_of_a_meeting_brings_the_meeting(client: Client, agenda: Meeting) -> None:
    acted(client, page(agenda, "1"))
    assert "Budget" in titles()
    assert "Bro" not in titles().replace("Brobyggare", "")
    agenda.refresh_from_db()
    assert [item.number for item in newest_of(agenda).items.all()] == ["1", "2"]
    published(agenda)
    assert "Bro" in titles()


def test_a_number_that_another_public_item_has_is_told(agenda: Meeting, user: User) -> None:
    published(agenda)
    with changing(agenda, user) as draft:
        for item in draft.items.all():
            item.number = {"1": "3", "2": "1"}[item.number]
    item = the("1", agenda).record_id
    with pytest.raises((AgendaConflict, PathTaken)):
        publish_item(meeting=agenda, item=item, actor=make.REGISTRAR, key="krock")
    assert not Act.objects.filter(key="krock").exists()


def test_an_item_is_published_at_its_time(agenda: Meeting, user: User) -> None:
    published(agenda)
    late_paper(agenda, user)
    item = the("2", agenda)
    paper = item.papers.all()[0].document
    waiting = schedule(
        records=[paper, agenda],
        item=item.record_id,
        due=now() + datetime.timedelta(hours=1),
        role="registrar",
        user=user,
    )
    assert run_due() == 0
    ScheduledAct.objects.filter(pk=waiting.pk).update(due=now())
    assert run_due() == 1
    assert Record.objects.get(pk=paper.record_id).is_standing
    assert "Inte färdigt" not in titles()


def test_a_scheduled_act_of_an_authority_that_ceased_is_stopped(
    agenda: Meeting, user: User, ks: Organization
) -> None:
    waiting = schedule(
        records=[agenda], due=now() + datetime.timedelta(hours=1), role="registrar", user=user
    )
    Organization.objects.filter(pk=ks.pk).update(valid_to=datetime.date(2016, 1, 1))
    ScheduledAct.objects.filter(pk=waiting.pk).update(due=now())
    assert run_due() == 0
    waiting.refresh_from_db()
    assert waiting.state == "failed"
    assert waiting.failure
    assert not Record.objects.filter(kind="meeting").exists()


def undone(client: Client, act: Act, reason: str = "") -> Any:
    url = reverse("registry:act", args=[act.pk])
    key = client.get(url).context["form"]["key"].value()
    return client.post(url, {"key": key, "reason": reason})


def test_what_was_new_is_withdrawn_and_says_so(client: Client, agenda: Meeting) -> None:
    acted(client, reverse("registry:publish", args=["meeting", agenda.pk]))
    act = Act.objects.latest("recorded_at")
    assert undone(client, act, "Fel dag.").status_code == 302
    response = Client().get("/moten/ks/2016-10-19/")
    assert response.status_code == 410
    assert "Ångrad inom 5 minuter. Fel dag." in response.content.decode()
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.WITHDRAWN
    assert not agenda.live
    assert [item.title for item in newest_of(agenda).items.all()] == ["Budget", "Bro"]
    assert list(verify()) == []


def test_what_was_changed_is_as_before_and_the_draft_keeps_the_change(
    client: Client, agenda: Meeting, user: User
) -> None:
    published(agenda)
    with changing(agenda, user) as draft:
        for item in draft.items.all():
            item.title += " 2017"
    acted(client, reverse("registry:publish", args=["meeting", agenda.pk]))
    assert "Budget 2017" in titles()
    undone(client, Act.objects.latest("recorded_at"))
    shown = titles()
    assert "Budget" in shown
    assert "Budget 2017" not in shown
    newest = Entry.objects.latest("seq")
    assert (newest.verb, newest.reason) == ("corrected", "Ångrad inom 5 minuter.")
    agenda.refresh_from_db()
    assert standing_of(agenda) == Standing.CHANGED
    assert the("1", agenda).title == "Budget 2017"


def test_an_item_that_fell_stands_again(client: Client, agenda: Meeting, user: User) -> None:
    published(agenda)
    gone = the("2", agenda)
    with changing(agenda, user) as draft:
        draft.items.remove(*[item for item in draft.items.all() if item.number == "2"])
    acted(
        client,
        reverse("registry:publish", args=["meeting", agenda.pk]),
        manner="corrects",
        reason="Utgår.",
    )
    assert not Record.objects.get(pk=gone.record_id).is_standing
    undone(client, Act.objects.latest("recorded_at"))
    assert Record.objects.get(pk=gone.record_id).is_standing


def test_after_five_minutes_it_is_too_late(
    client: Client, agenda: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = published(agenda)
    monkeypatch.setattr(undoing, "MINUTES", 0)
    with pytest.raises(TooLate, match="Rätta eller återta i stället"):
        undo(act=act, actor=make.REGISTRAR, key="sent")


def test_what_somebody_acted_on_since_is_not_undone(agenda: Meeting, user: User) -> None:
    act = published(agenda)
    late_paper(agenda, user)
    published(agenda)
    with pytest.raises(Conflict, match="har ändrats sedan dess"):
        undo(act=act, actor=make.REGISTRAR, key="krock")


def test_two_clicks_undo_once(agenda: Meeting) -> None:
    act = published(agenda)
    first = undo(act=act, actor=make.REGISTRAR, key="samma")
    assert undo(act=act, actor=make.REGISTRAR, key="samma") == first


def test_only_who_did_it_undoes_it(client: Client, agenda: Meeting, ks: Organization) -> None:
    acted(client, reverse("registry:publish", args=["meeting", agenda.pk]))
    act = Act.objects.latest("recorded_at")
    other = make.client_of(make.keeper(ks, username="sekreterare"))
    assert other.post(reverse("registry:act", args=[act.pk]), {"key": "x"}).status_code == 404
