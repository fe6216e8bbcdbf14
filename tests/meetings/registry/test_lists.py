"""The lists and forms answer, and show where every record stands."""

import pytest
from django.urls import reverse

from meetings.models import Meeting, WorkingRecord
from portal.accounts.models import User
from tests.meetings.registry import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> dict[str, WorkingRecord]:
    ks = make.organization()
    case = make.case(ks)
    paper = make.document(ks, case=case)
    agenda = make.meeting(ks)
    make.item(agenda, papers=[paper], case=case)
    return {"organization": ks, "case": case, "document": paper, "meeting": agenda}


def url(record: WorkingRecord, name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_meetings_{record._meta.model_name}:{name}", args=args)


def test_each_list_and_form_answers(city: dict[str, WorkingRecord]) -> None:
    user = make.keeper(city["organization"])
    client = make.client_of(user)
    for record in city.values():
        assert client.get(url(record, "list")).status_code == 200
        assert client.get(url(record, "edit", record.pk)).status_code == 200
        assert client.get(url(record, "history", record.pk)).status_code == 200


def test_each_list_leads_to_its_records(city: dict[str, WorkingRecord]) -> None:
    client = make.client_of(make.keeper(city["organization"]))
    for record in (city["meeting"], city["case"], city["document"]):
        form = url(record, "edit", record.pk)
        assert f'href="{form}"' in client.get(url(record, "list")).content.decode()


def test_a_superuser_gets_forms_for_new_records(city: dict[str, WorkingRecord]) -> None:
    client = make.client_of(User.objects.create_superuser("admin", password="demo"))
    for record in city.values():
        assert client.get(url(record, "add")).status_code == 200


def test_the_list_says_where_each_record_stands(city: dict[str, WorkingRecord]) -> None:
    ks = city["organization"]
    client = make.client_of(make.keeper(ks))
    assert "utkast" in client.get(url(city["case"], "list")).content.decode()
    make.put_live(ks, city["case"])
    assert "publicerad" in client.get(url(city["case"], "list")).content.decode()
    case = city["case"]
    case.title = "Nytt"
    case.save_revision()
    assert "ändrad sedan publicering" in client.get(url(case, "list")).content.decode()


def test_lists_are_searched_by_number_and_title(city: dict[str, WorkingRecord]) -> None:
    client = make.client_of(make.keeper(city["organization"]))
    for query in ("2.2.2", "Handlingsplan"):
        found = client.get(url(city["meeting"], "list"), {"q": query})
        assert found.context["object_list"].count() == Meeting.objects.count()
    assert not client.get(url(city["meeting"], "list"), {"q": "9.9"}).context["object_list"]
