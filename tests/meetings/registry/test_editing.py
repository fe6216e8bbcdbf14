"""Editing drafts: rows keep their identity, nothing typed is lost, nobody overwrites unseen."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import AgendaItem, Document, Meeting, Organization
from meetings.selectors.drafts import newest_of
from portal.core.ids import new_id
from portal.ledger.models import Record, StoredFile
from tests.factories import pdf
from tests.ledger.pdfs import encrypted_pdf
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, fields_of, save, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    return make.organization()


@pytest.fixture
def client(ks: Organization) -> Client:
    return make.client_of(make.keeper(ks))


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    at = make.meeting(ks)
    make.item(at, "1", title="Upprop")
    make.item(at, "2.2.2", title="Handlingsplan", papers=[make.document(ks)])
    return at


def ids(at: Meeting) -> dict[str, Any]:
    return {item.number: item.record_id for item in newest_of(at).items.all()}


def test_a_draft_is_saved(client: Client, agenda: Meeting) -> None:
    data = shown_form(client, agenda)
    data["place"] = "Rådhuset"
    assert save(client, agenda, data).status_code == 302
    assert newest_of(agenda).place == "Rådhuset"


def test_items_keep_their_identity_when_they_swap_numbers(client: Client, agenda: Meeting) -> None:
    before = ids(agenda)
    data = shown_form(client, agenda)
    data["items-0-number"], data["items-1-number"] = "2.2.2", "1"
    assert save(client, agenda, data).status_code == 302
    assert ids(agenda) == {"2.2.2": before["1"], "1": before["2.2.2"]}
    papers = {item.number: item.papers.count() for item in newest_of(agenda).items.all()}
    assert papers == {"1": 1, "2.2.2": 0}


def test_items_keep_their_identity_through_an_act_and_a_revert(
    client: Client, agenda: Meeting
) -> None:
    data = shown_form(client, agenda)
    data["items-1-title"] = "Handlingsplan 2017"
    save(client, agenda, data)
    first = Meeting.objects.get(pk=agenda.pk).latest_revision
    before = ids(agenda)
    make.put_live(agenda.organization, agenda)
    data = shown_form(client, agenda)
    data["items-1-title"] = "Något annat"
    assert save(client, agenda, data).status_code == 302
    assert first is not None
    revert = admin_url(agenda, "revisions_revert", agenda.pk, first.pk)
    response = client.get(revert)
    assert response.status_code == 200
    assert client.post(revert, fields_of(response) | {"place": "Börsen"}).status_code == 302
    assert ids(agenda) == before
    assert newest_of(agenda).items.get(number="2.2.2").title == "Handlingsplan 2017"
    make.put_live(agenda)
    assert ids(agenda) == before
    assert Record.objects.filter(kind="agenda-item").count() == 2


def test_a_form_that_was_open_during_an_act_saves_the_same_rows(
    client: Client, agenda: Meeting
) -> None:
    data = shown_form(client, agenda)
    before = ids(agenda)
    make.put_live(agenda.organization, agenda)
    data["items-0-title"] = "Upprop och val"
    assert save(client, agenda, data).status_code == 302
    assert ids(agenda) == before
    assert [i.papers.count() for i in newest_of(agenda).items.all()] == [0, 1]


def test_a_new_row_gets_an_identity_of_its_own(client: Client, agenda: Meeting) -> None:
    data = shown_form(client, agenda) | new_item(2, "3") | new_item(3, "4")
    data["items-TOTAL_FORMS"] = 4
    assert save(client, agenda, data).status_code == 302
    assert len(set(ids(agenda).values())) == 4


def test_the_template_for_new_rows_has_no_identity(client: Client, agenda: Meeting) -> None:
    response = client.get(admin_url(agenda, "edit"))
    empty = response.context["form"].formsets["items"].empty_form
    assert empty["record_id"].value() is None


def test_another_meetings_item_cannot_be_claimed(client: Client, agenda: Meeting) -> None:
    other = make.meeting(agenda.organization, make.DAY.replace(day=26))
    stolen = make.item(other, "1").record_id
    data = shown_form(client, agenda)
    data["items-0-record_id"] = str(stolen)
    assert save(client, agenda, data).status_code == 200
    data = shown_form(client, agenda) | new_item(2, "9", str(stolen))
    data["items-TOTAL_FORMS"] = 3
    assert save(client, agenda, data).status_code == 200
    assert stolen not in ids(agenda).values()
    assert AgendaItem.objects.get(record_id=stolen).meeting == other


def test_an_identity_that_was_made_up_is_refused(client: Client, agenda: Meeting) -> None:
    data = shown_form(client, agenda) | new_item(2, "9", str(new_id()))
    data["items-TOTAL_FORMS"] = 3
    assert save(client, agenda, data).status_code == 200


def test_two_items_with_one_number_are_shown_with_both_texts(
    client: Client, agenda: Meeting
) -> None:
    data = shown_form(client, agenda)
    data["items-0-number"] = "2.2.2"
    response = save(client, agenda, data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Nummer 2.2.2 står på flera punkter: ”Upprop”; ”Handlingsplan”" in page
    assert ids(agenda).keys() == {"1", "2.2.2"}


def test_items_are_kept_in_the_order_people_count(client: Client, agenda: Meeting) -> None:
    data = shown_form(client, agenda) | new_item(2, "2.10") | new_item(3, "2.9")
    data["items-TOTAL_FORMS"] = 4
    save(client, agenda, data)
    assert [i.number for i in newest_of(agenda).items.all()] == ["1", "2.2.2", "2.9", "2.10"]


def test_a_save_from_an_old_page_is_refused_with_both_texts(
    client: Client, ks: Organization, agenda: Meeting
) -> None:
    other = make.client_of(make.keeper(ks, username="kollegan"))
    mine, theirs = shown_form(client, agenda), shown_form(other, agenda)
    theirs["place"] = "Stadshuset"
    assert save(other, agenda, theirs).status_code == 302
    mine["place"] = "Rådhuset"
    response = save(client, agenda, mine)
    page = response.content.decode()
    assert response.status_code == 200
    assert "kollegan sparade" in page
    assert "Stadshuset" in page
    assert "Rådhuset" in page
    assert newest_of(agenda).place == "Stadshuset"
    again = fields_of(response)
    assert again["place"] == "Rådhuset"
    assert save(client, agenda, again).status_code == 302
    assert newest_of(agenda).place == "Rådhuset"


def test_a_page_that_saved_in_the_background_is_not_out_of_date(
    client: Client, agenda: Meeting
) -> None:
    data = shown_form(client, agenda) | {"loaded_revision_id": "", "place": "Råd"}
    url, as_script = admin_url(agenda, "edit"), {"accept": "application/json"}
    first = client.post(url, data, headers=as_script).json()
    data |= first["field_updates"] | {"place": "Rådhuset"}
    again = client.post(
        url, data | {"overwrite_revision_id": first["revision_id"]}, headers=as_script
    ).json()
    assert again["success"]
    data |= again["field_updates"] | {"place": "Rådhuset, sessionssalen"}
    assert save(client, agenda, data).status_code == 302
    assert newest_of(agenda).place == "Rådhuset, sessionssalen"


def test_a_page_from_before_the_first_draft_is_out_of_date(
    client: Client, ks: Organization, agenda: Meeting
) -> None:
    other = make.client_of(make.keeper(ks, username="kollegan"))
    mine, theirs = shown_form(client, agenda), shown_form(other, agenda)
    save(other, agenda, theirs | {"place": "Stadshuset"})
    assert save(client, agenda, mine | {"place": "Rådhuset"}).status_code == 200
    assert newest_of(agenda).place == "Stadshuset"


def test_a_locked_record_is_not_saved_by_another(
    client: Client, ks: Organization, agenda: Meeting
) -> None:
    other = make.client_of(make.keeper(ks, username="kollegan"))
    data = shown_form(client, agenda)
    assert other.post(admin_url(agenda, "lock")).status_code == 302
    data["place"] = "Rådhuset"
    assert save(client, agenda, data).status_code == 200
    assert newest_of(agenda).place == ""


def test_a_copy_is_a_record_of_its_own(client: Client, agenda: Meeting) -> None:
    response = client.get(admin_url(agenda, "copy"))
    assert response.status_code == 200
    assert response.context["form"].instance.pk is None
    assert response.context["form"].instance.record_id != agenda.record_id
    assert client.post(admin_url(agenda, "copy"), shown_form(client, agenda)).status_code == 405
    assert Meeting.objects.count() == 1


def test_a_file_is_taken_in_with_the_form(client: Client, ks: Organization) -> None:
    paper = make.document(ks)
    data = shown_form(client, paper) | new_file(1, pdf("Bilagan"), "bilaga.pdf")
    data["files-TOTAL_FORMS"] = 2
    assert save(client, paper, data).status_code == 302
    assert [file.name for file in newest_of(paper).files.all()] == ["handling.pdf", "bilaga.pdf"]


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7 nothing", "fel.pdf", "trasig"),
        (encrypted_pdf(), "fel.pdf", "låst med lösenord"),
        (b"words", "fel.pdf", "heter som PDF"),
        (b"MZ\x90", "fel.exe", "går inte att ta emot"),
    ],
)
def test_a_wrong_file_says_why_and_the_rest_is_kept(
    client: Client, ks: Organization, data: bytes, name: str, said: str
) -> None:
    paper = make.document(ks)
    form = shown_form(client, paper) | new_file(1, data, name)
    form |= {"files-TOTAL_FORMS": 2, "title": "En ny rubrik"}
    response = save(client, paper, form)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert fields_of(response)["title"] == "En ny rubrik"
    assert newest_of(paper).title == "Tjänsteutlåtande"


def test_a_good_file_survives_an_error_elsewhere(client: Client, ks: Organization) -> None:
    paper = make.document(ks)
    form = shown_form(client, paper) | new_file(1, pdf("Bilagan"), "bilaga.pdf")
    form |= {"files-TOTAL_FORMS": 2, "date": "den nittonde"}
    response = save(client, paper, form)
    assert response.status_code == 200
    again = fields_of(response) | {"date": "2016-10-19"}
    assert save(client, paper, again).status_code == 302
    assert newest_of(paper).files.count() == 2


def test_a_file_cannot_be_named_by_who_was_not_given_it(client: Client, ks: Organization) -> None:
    secret = StoredFile.objects.get(
        pk=make.document(make.organization("nf", "Nämnden"), text="Hemligt").files.get().file_id
    )
    paper = make.document(ks)
    form = shown_form(client, paper)
    form |= {"files-TOTAL_FORMS": 2, "files-1-stored": secret.pk, "files-1-name": "stulen.pdf"}
    assert save(client, paper, form).status_code == 200
    assert Document.objects.get(pk=paper.pk).files.count() == 1


def test_the_next_serial_is_proposed(client: Client, ks: Organization) -> None:
    make.register(make.document(ks, "Första"), ks)
    paper = make.document(ks, "Andra")
    form = shown_form(client, paper) | {
        "registrations-TOTAL_FORMS": 1,
        "registrations-0-organization": ks.pk,
        "registrations-0-number": "1451/14",
        "registrations-0-date": "2016-09-05",
        "registrations-0-direction": "in",
        "registrations-0-serial": "",
    }
    assert save(client, paper, form).status_code == 302
    assert newest_of(paper).registrations.get().serial == 2


def new_item(place: int, number: str, record_id: str = "") -> dict[str, Any]:
    prefix = f"items-{place}"
    return {
        f"{prefix}-id": "",
        f"{prefix}-record_id": record_id,
        f"{prefix}-number": number,
        f"{prefix}-title": f"Punkt {number}",
        f"{prefix}-kind": "decision",
        f"{prefix}-ORDER": place + 1,
        f"{prefix}-papers-TOTAL_FORMS": 0,
        f"{prefix}-papers-INITIAL_FORMS": 0,
    }


def new_file(place: int, data: bytes, name: str) -> dict[str, Any]:
    prefix = f"files-{place}"
    upload = SimpleUploadedFile(name, BytesIO(data).read())
    return {f"{prefix}-id": "", f"{prefix}-upload": upload, f"{prefix}-ORDER": place + 1}
