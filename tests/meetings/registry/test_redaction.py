"""A redacted copy takes its original's place everywhere, in one act; the link stays."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem, Document, Meeting, Organization
from meetings.services.publishing import publish_agenda
from portal.accounts.roles import Role
from portal.core.ids import new_id
from portal.ledger.models import Act, Record
from portal.ledger.verification import verify
from tests.factories import pdf, with_check_digit
from tests.meetings.registry import factories as make

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
def original(ks: Organization) -> Document:
    paper = make.document(ks, "Skrivelse", "Karin Svensson bor på Storgatan")
    make.register(paper, ks, "0001/26")
    agenda = make.meeting(ks)
    make.item(agenda, "1", "Budget", [paper])
    publish_agenda(meeting=agenda, actor=make.REGISTRAR, key=str(new_id()))
    paper.refresh_from_db()
    return paper


def replaced(client: Client, original: Document, text: str = "██████", **said: Any) -> Any:
    url = reverse("registry:redact", args=[original.pk])
    key = client.get(url).context["form"]["key"].value()
    sent = {
        "key": key,
        "file": SimpleUploadedFile("maskad.pdf", pdf(text)),
        "reason": "Namn på privatperson.",
        "provision": "OSL 21:1",
    }
    return client.post(url, sent | said)


def copy_of(original: Document) -> Document:
    return Document.objects.get(redacted_of=original)


def test_the_copy_stands_where_the_original_stood(client: Client, original: Document) -> None:
    before = Client().get(f"/handlingar/{original.number}/v1/handling.pdf")
    assert before.status_code == 200
    b"".join(before)
    assert replaced(client, original).status_code == 302
    copy = copy_of(original)
    anybody = Client()
    shown = anybody.get(f"/handlingar/{copy.number}/").content.decode()
    assert "Uppgifter är maskade. Originalet förvaras hos registraturen." in shown
    assert "OSL 21:1" in shown
    assert f"/handlingar/{copy.number}/" in anybody.get("/moten/ks/2016-10-19/1/").content.decode()
    diary = anybody.get("/diarium/").content.decode()
    assert f"/handlingar/{copy.number}/" in diary
    assert "0001/26-1" in diary


def test_the_original_is_for_those_who_keep_the_file(
    client: Client, original: Document, ks: Organization
) -> None:
    replaced(client, original)
    for path in ("", "v1/", "v1/handling.pdf", "v3/", "v3/handling.pdf"):
        address = f"/handlingar/{original.number}/{path}"
        assert Client().get(address).status_code == 404, path
    assert client.get(f"/handlingar/{original.number}/").status_code == 200
    stranger = make.keeper(make.organization("bn", "Byggnadsnämnden"), username="annan")
    assert make.client_of(stranger).get(f"/handlingar/{original.number}/").status_code == 404


def test_the_link_stays_for_who_may_follow_it(
    client: Client, original: Document, ks: Organization
) -> None:
    replaced(client, original)
    copy = Record.objects.get(pk=copy_of(original).record_id)
    assert [link.target for link in copy.links.all()] == [original.record_id]
    member = make.client_of(make.keeper(ks, username="ledamot", role=Role.MEMBER))
    assert f'href="/handlingar/{original.number}/"' in member.get(copy.path).content.decode()


def test_it_is_one_act_and_the_chain_holds(client: Client, original: Document) -> None:
    replaced(client, original)
    act = Act.objects.latest("recorded_at")
    verbs = [(entry.record.kind, str(entry.verb)) for entry in act.entries.order_by("seq")]
    assert verbs == [
        ("document", "withdrawn"),
        ("document", "published"),
        ("document", "published"),
        ("registration", "corrected"),
        ("agenda-item", "corrected"),
    ]
    assert list(verify()) == []


def test_the_rows_agree_with_what_is_public(client: Client, original: Document) -> None:
    replaced(client, original)
    meeting = Meeting.objects.get()
    assert not meeting.has_unpublished_changes
    papers = [paper.document for paper in AgendaItem.objects.get().papers.all()]
    assert papers == [original, copy_of(original)]
    original.refresh_from_db()
    assert (original.addressed_to, original.registrations.count()) == ("members", 0)
    assert copy_of(original).registrations.get().number == "0001/26"


def test_the_same_file_is_no_redacted_copy(client: Client, original: Document) -> None:
    response = replaced(client, original, "Karin Svensson bor på Storgatan")
    assert "Filen är samma som originalets." in response.content.decode()
    assert not Document.objects.filter(redacted_of=original).exists()


def test_what_can_still_be_read_under_the_mask_stops_it(client: Client, original: Document) -> None:
    response = replaced(client, original, f"Om {with_check_digit('850412-999')}")
    assert response.status_code == 200
    assert not Document.objects.filter(redacted_of=original).exists()
    assert Record.objects.get(pk=original.record_id).audience == "public"


def test_reason_and_provision_are_owed(client: Client, original: Document) -> None:
    response = replaced(client, original, reason="", provision="")
    assert set(response.context["form"].errors) == {"reason", "provision"}


def test_two_clicks_are_one_copy(client: Client, original: Document) -> None:
    first = replaced(client, original, key="samma")
    assert replaced(client, original, key="samma")["Location"] == first["Location"]
    assert Document.objects.filter(redacted_of=original).count() == 1
