"""The pages of an act: what would happen is shown, and only that happens."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Case, Document, Meeting, Organization, WorkingRecord
from meetings.selectors.drafts import newest_of
from meetings.services.drafting import store_draft
from portal.ledger.models import Act, Entry, Record
from tests.factories import with_check_digit
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, save, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def client(ks: Organization) -> Client:
    return make.client_of(make.keeper(ks))


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    case = make.case(ks)
    at = make.meeting(ks)
    make.item(at, papers=[make.document(ks, case=case)], case=case)
    return at


def page(record: WorkingRecord, name: str = "publish") -> str:
    return reverse(f"registry:{name}", args=[record._meta.model_name, record.pk])


def confirm(client: Client, record: WorkingRecord, **said: Any) -> Any:
    """Open the page of the act and press its button."""
    shown = client.get(page(record)).context["form"]
    data = {"key": shown["key"].value(), "digest": shown["digest"].value(), "manner": "adds"}
    return client.post(page(record), data | said)


def change(record: WorkingRecord, **fields: Any) -> None:
    draft = newest_of(record)
    for name, value in fields.items():
        setattr(draft, name, value)
    store_draft(draft, None)


def test_an_agenda_is_published_with_its_cases_and_papers(client: Client, agenda: Meeting) -> None:
    shown = client.get(page(agenda))
    kinds = [change.kind for change in shown.context["preparation"].changes]
    assert kinds == ["Ärende", "Handling", "Sammanträde", "Punkt"]
    assert confirm(client, agenda).status_code == 302
    published = Record.objects.exclude(kind="organization").order_by("kind")
    assert [(r.kind, r.version) for r in published] == [
        ("agenda-item", 1),
        ("case", 1),
        ("document", 1),
        ("meeting", 1),
    ]
    assert Act.objects.latest("recorded_at").entries.count() == 4


def test_afterwards_every_outlet_is_a_click_away(client: Client, agenda: Meeting) -> None:
    done = client.get(confirm(client, agenda)["Location"]).content.decode()
    paper = Record.objects.get(kind="document")
    for url in (paper.path, f"/api/v1/records/{paper.pk}", f"/post/{paper.pk}/bevis/"):
        assert f'href="{url}"' in done
    assert 'href="/diarium/"' in done
    assert 'href="/sammantradesrum/"' in done


def test_two_clicks_are_one_act(client: Client, agenda: Meeting) -> None:
    shown = client.get(page(agenda)).context["form"]
    data = {"key": shown["key"].value(), "digest": shown["digest"].value(), "manner": "adds"}
    first, second = client.post(page(agenda), data), client.post(page(agenda), data)
    assert first["Location"] == second["Location"]
    assert Entry.objects.exclude(record__kind="organization").count() == 4


def test_the_act_is_the_one_that_was_shown(client: Client, agenda: Meeting) -> None:
    shown = client.get(page(agenda)).context["form"]
    data = {"key": shown["key"].value(), "digest": shown["digest"].value(), "manner": "adds"}
    change(agenda, place="Ändrat i smyg")
    response = client.post(page(agenda), data)
    assert response.status_code == 200
    assert "utkastet ändrades medan du läste" in response.content.decode()
    assert not Record.objects.filter(kind="meeting").exists()


def test_the_button_saves_and_leads_to_the_page(client: Client, agenda: Meeting) -> None:
    data = shown_form(client, agenda) | {"place": "Börsen", "action-publish-act": "1"}
    response = save(client, agenda, data)
    assert response["Location"] == page(agenda)
    assert newest_of(agenda).place == "Börsen"


def test_a_correction_says_why(client: Client, agenda: Meeting) -> None:
    confirm(client, agenda)
    paper = Document.objects.get()
    change(paper, title="Rätt rubrik")
    shown = client.get(page(paper))
    [planned] = shown.context["preparation"].changes
    assert (planned.version, planned.says) == (2, "ny version")
    assert [(f.label, f.before, f.after) for f in planned.fields] == [
        ("Rubrik", "Tjänsteutlåtande", "Rätt rubrik")
    ]
    assert confirm(client, paper, manner="corrects", reason=" ").status_code == 200
    assert confirm(client, paper, manner="corrects", reason="Fel rubrik.").status_code == 302
    newest = Entry.objects.latest("seq")
    assert (newest.verb, newest.version, newest.reason) == ("corrected", 2, "Fel rubrik.")


def test_an_addition_needs_no_reason(client: Client, agenda: Meeting) -> None:
    confirm(client, agenda)
    change(agenda, place="Börsen")
    assert confirm(client, agenda).status_code == 302
    newest = Entry.objects.latest("seq")
    assert (newest.verb, newest.version, newest.reason) == ("published", 2, "")


def test_an_item_dropped_from_the_agenda_owes_a_reason(client: Client, agenda: Meeting) -> None:
    confirm(client, agenda)
    data = shown_form(client, agenda) | {"items-0-DELETE": "on"}
    save(client, agenda, data)
    assert confirm(client, agenda).status_code == 200
    assert confirm(client, agenda, reason="Ärendet utgår.").status_code == 302
    item = Record.objects.get(kind="agenda-item")
    assert item.verb == "withdrawn"


def test_a_withdrawal_takes_a_reason_and_leaves_a_tombstone(
    client: Client, agenda: Meeting
) -> None:
    confirm(client, agenda)
    paper = Document.objects.get()
    form = client.get(page(paper, "withdraw")).context["form"]
    data = {"key": form["key"].value(), "reason": "", "ground": ""}
    assert client.post(page(paper, "withdraw"), data).status_code == 200
    data |= {"reason": "Fel handling."}
    assert client.post(page(paper, "withdraw"), data).status_code == 302
    assert client.post(page(paper, "withdraw"), data).status_code == 302
    head = Record.objects.get(kind="document")
    assert (head.verb, head.version) == ("withdrawn", 2)
    assert "återtagen" in client.get(admin_url(paper, "edit")).content.decode()
    assert "återtagen" in client.get(admin_url(Document, "list")).content.decode()


def test_what_was_never_published_is_not_withdrawn(client: Client, agenda: Meeting) -> None:
    assert client.get(page(agenda, "withdraw")).status_code == 404


def test_a_personal_number_stops_until_somebody_answers_for_it(
    client: Client, ks: Organization
) -> None:
    number = with_check_digit("850412-999")
    paper = make.document(ks, text=f"Sökande: {number}")
    shown = client.get(page(paper))
    assert len(shown.context["preparation"].stopping) == 1
    assert number not in shown.content.decode()
    assert confirm(client, paper).status_code == 200
    assert not Record.objects.filter(kind="document").exists()
    assert confirm(client, paper, override="Numret är påhittat.").status_code == 302
    assert Act.objects.latest("recorded_at").override == "Numret är påhittat."


def test_an_unusual_case_number_needs_a_reason(client: Client, ks: Organization) -> None:
    Organization.objects.filter(pk=ks.pk).update(number_pattern=r"\d{4}/\d{2}")
    case = make.case(ks, "N137-0095/11")
    assert "har inte den form" in client.get(page(case)).content.decode()
    change(case, number_reason="Numret är från före 2012.")
    assert confirm(client, case).status_code == 302
    assert Record.objects.get(kind="case").path == "/arenden/n137-0095-11/"


def test_a_meeting_of_an_organization_that_had_ceased_is_not_published(
    client: Client, ks: Organization
) -> None:
    at = make.meeting(ks)
    Organization.objects.filter(pk=ks.pk).update(valid_to=datetime.date(2016, 1, 1))
    assert "finns inte den dagen" in client.get(page(at)).content.decode()


def test_a_meeting_that_is_moved_answers_at_its_old_address(
    client: Client, agenda: Meeting
) -> None:
    confirm(client, agenda)
    old = Record.objects.get(kind="meeting").path
    old_item = Record.objects.get(kind="agenda-item").path
    change(
        agenda,
        start=agenda.start + datetime.timedelta(days=7),
        moved_from=datetime.date(2016, 10, 19),
    )
    confirm(client, agenda, manner="corrects", reason="Salen var upptagen.")
    assert Record.objects.get(kind="meeting").path == "/moten/ks/2016-10-26/"
    reader = Client()
    assert reader.get(old)["Location"] == "/moten/ks/2016-10-26/"
    assert reader.get(old_item)["Location"] == "/moten/ks/2016-10-26/2.2.2/"


def test_a_meeting_is_cancelled_after_it_was_published(client: Client, agenda: Meeting) -> None:
    confirm(client, agenda)
    change(agenda, state="cancelled")
    confirm(client, agenda)
    head = Record.objects.get(kind="meeting")
    assert (head.status, head.version) == ("cancelled", 2)
    assert Client().get(head.path).status_code == 200


def test_the_hour_that_comes_twice_is_told_apart(client: Client, ks: Organization) -> None:
    """2016-10-30: 02.30 comes in summer time and again in winter time."""
    data = {
        "organization": ks.pk,
        "start": "2016-10-30 02:30",
        "ordinal": 1,
        "state": "called",
        "items-TOTAL_FORMS": 0,
        "items-INITIAL_FORMS": 0,
    }
    response = client.post(admin_url(Meeting, "add"), data)
    assert response.status_code == 200
    assert "start" in response.context["form"].errors
    first = make.meeting(ks, start=datetime.datetime(2016, 10, 30, 0, 30, tzinfo=datetime.UTC))
    second = make.meeting(
        ks, start=datetime.datetime(2016, 10, 30, 1, 30, tzinfo=datetime.UTC), ordinal=2
    )
    make.put_live(first, second)
    starts = [first.to_record().start, second.to_record().start]
    assert starts == ["2016-10-30T02:30:00+02:00", "2016-10-30T02:30:00+01:00"]


def test_another_offices_draft_does_not_come_along(client: Client, agenda: Meeting) -> None:
    other = make.organization("slk", "Stadsledningskontoret")
    case = make.case(other, "9/16")
    item = agenda.items.get()
    item.case = case
    item.save()
    shown = client.get(page(agenda))
    assert [str(each) for each in shown.context["preparation"].left_out] == [str(case)]
    confirm(client, agenda)
    assert not Case.objects.get(pk=case.pk).live


def test_a_result_is_shown_to_who_acted(client: Client, agenda: Meeting) -> None:
    url = confirm(client, agenda)["Location"]
    other = make.organization("nf", "Nämnden")
    assert make.client_of(make.keeper(other, username="annan")).get(url).status_code == 404
