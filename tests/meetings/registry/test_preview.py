"""The preview is the published page, and leaves nothing behind."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Case, Meeting, Organization, WorkingRecord
from meetings.services.publishing import publish, publish_agenda
from portal.core.ids import new_id
from portal.ledger.models import Act, Entry, Record
from tests.factories import with_check_digit
from tests.meetings.registry import factories as make
from tests.meetings.registry.posting import admin_url, shown_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def ks() -> Organization:
    made = make.organization()
    make.put_live(made)
    return made


@pytest.fixture
def agenda(ks: Organization) -> Meeting:
    case = make.case(ks)
    at = make.meeting(ks)
    paper = make.document(ks, case=case)
    make.register(paper, ks)
    make.item(at, papers=[paper], case=case)
    make.item(at, "2.10", title="Rapport")
    return at


@pytest.fixture
def client(ks: Organization) -> Client:
    return make.client_of(make.keeper(ks))


def preview_of(client: Client, record: WorkingRecord) -> str:
    url = reverse("registry:preview", args=[record._meta.model_name, record.pk])
    response = client.get(url)
    assert response.status_code == 200
    return main(response.content.decode())


def main(page: str) -> str:
    """What stands in `main`, without the moment of publication."""
    found = re.search(r"<main.*?</main>", page, re.DOTALL)
    assert found is not None
    return re.sub(r'<time[^>]*datetime="20[2-9][^"]*"[^>]*>[^<]*</time>', "", found.group())


def test_a_new_agenda_looks_as_it_will(client: Client, agenda: Meeting) -> None:
    seen = preview_of(client, agenda)
    assert "Handlingsplan" in seen
    publish_agenda(meeting=agenda, actor=make.REGISTRAR, key=str(new_id()))
    assert main(Client().get("/moten/ks/2016-10-19/").content.decode()) == seen


def test_a_change_looks_as_it_will(client: Client, agenda: Meeting) -> None:
    publish_agenda(meeting=agenda, actor=make.REGISTRAR, key=str(new_id()))
    data = shown_form(client, agenda) | {"place": "Börsen", "items-0-title": "En ny rubrik"}
    client.post(admin_url(agenda, "edit"), data)
    seen = preview_of(client, agenda)
    assert "En ny rubrik" in seen
    assert "Börsen" in seen
    publish(records=[agenda], actor=make.REGISTRAR, key=str(new_id()))
    assert main(Client().get("/moten/ks/2016-10-19/").content.decode()) == seen


@pytest.mark.parametrize("kind", ["case", "document"])
def test_cases_and_papers_look_as_they_will(client: Client, agenda: Meeting, kind: str) -> None:
    item = agenda.items.get(number="2.2.2")
    record: WorkingRecord = {"case": item.case, "document": item.papers.get().document}[kind]
    seen = preview_of(client, record)
    publish(records=[record], actor=make.REGISTRAR, key=str(new_id()))
    path = Record.objects.get(pk=record.record_id).path
    assert main(Client().get(path).content.decode()) == seen


def test_the_unsaved_form_is_previewed(client: Client, agenda: Meeting) -> None:
    url = admin_url(agenda, "preview_on_edit")
    data = shown_form(client, agenda) | {"place": "Ännu inte sparat"}
    assert client.post(url, data).json() == {"is_valid": True, "is_available": True}
    assert "Ännu inte sparat" in client.get(url).content.decode()


def test_a_preview_leaves_nothing(client: Client, agenda: Meeting) -> None:
    before = (Entry.objects.count(), Act.objects.count(), Record.objects.count())
    preview_of(client, agenda)
    assert (Entry.objects.count(), Act.objects.count(), Record.objects.count()) == before
    assert not Meeting.objects.get(pk=agenda.pk).live
    assert Client().get("/moten/ks/2016-10-19/").status_code == 404


def test_the_gate_does_not_hide_the_page(client: Client, ks: Organization) -> None:
    paper = make.document(ks, f"Om {with_check_digit('850412-999')}")
    assert "Om " in preview_of(client, paper)


def test_an_incomplete_draft_says_what_is_missing(client: Client, agenda: Meeting) -> None:
    Meeting.objects.filter(pk=agenda.pk).update(state="")
    url = reverse("registry:preview", args=["meeting", agenda.pk])
    page = client.get(url).content.decode()
    assert "Kan inte visas än" in page


def test_what_was_only_shown_is_never_remembered(ks: Organization) -> None:
    """The act takes the very places in the ledger that the rehearsal had and gave back."""
    client = make.client_of(make.keeper(ks))
    draft = make.case(ks, title="Bara utkast")
    preview = reverse("registry:preview", args=["case", draft.pk])
    assert "Bara utkast" in client.get(preview).content.decode()
    Case.objects.update(title="Det som publicerades")
    make.put_live(draft)
    shown = Client().get("/arenden/1451-14/").content.decode()
    assert "Det som publicerades" in shown
    assert "Bara utkast" not in shown
