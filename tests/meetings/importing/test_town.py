"""A whole town comes in: every object, every word of it, and what it said besides."""

from pathlib import Path

import pytest
from django.test import Client

from meetings.contents import (
    AgendaItemContent,
    CaseContent,
    DocumentContent,
    MembershipContent,
    OrganizationContent,
)
from meetings.models import ImportedObject, ImportSource, Meeting, Person
from portal.ledger.models import Entry, Record
from portal.ledger.sources import Source
from tests.meetings.importing import town
from tests.meetings.importing.acts import content, import_town, rules, standing
from tests.meetings.outlets import factories as make

pytestmark = pytest.mark.django_db


def source(found: object) -> Source:
    kept = getattr(found, "source", None)
    assert isinstance(kept, Source)
    return kept


def test_every_object_becomes_a_record(tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", town.town())
    assert standing() == {
        "organization": 3,
        "person": 2,
        "membership": 3,
        "document": 2,
        "case": 2,
        "meeting": 1,
        "agenda-item": 4,
    }
    assert report.written == standing()
    assert report.objects["File"] == 6
    assert report.is_whole


def test_an_item_has_the_papers_that_were_consulted_on_it(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    found = content(kind="agenda-item", title="Punkt 1")
    paper = content(kind="document", title__startswith="Vorlage 1")
    assert isinstance(found, AgendaItemContent)
    assert isinstance(paper, DocumentContent)
    assert found.documents == (paper.id,)
    assert found.case == paper.case
    assert found.references == ("1/2016",)


def test_a_vote_in_prose_stays_prose(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    found = content(kind="agenda-item", title="Punkt 1")
    assert isinstance(found, AgendaItemContent)
    assert found.outcome == "11 Ja, 5 Nein, 2 Enthaltungen"
    assert standing()["vote"] == 0


def test_an_agenda_keeps_the_order_of_its_source(tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", town.town())
    items = Record.objects.filter(kind="agenda-item").order_by("position")
    numbers = [content(pk=each.pk) for each in items]
    assert [getattr(each, "number", "") for each in numbers] == ["A", "1", "1 (2)", "utan nr 4"]
    assert len({each.path for each in items}) == 4
    assert "number_taken" in rules(report)


def test_a_closed_item_is_closed(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    found = content(kind="agenda-item", title__contains="nichtöffentlich")
    assert isinstance(found, AgendaItemContent)
    assert found.closed


def test_files_are_described_with_their_place_at_the_source(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    files = source(content(kind="document", title__startswith="Vorlage 1")).files
    assert [(each.role, each.name, each.url) for each in files] == [
        ("mainFile", "Datei 10", town.at("files/10.pdf")),
        ("auxiliaryFile", "Datei 11", town.at("files/11.pdf")),
    ]
    assert [each.role for each in source(content(kind="meeting")).files] == ["invitation"]


def test_unknown_fields_are_kept_as_they_were(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    kept = source(content(kind="membership", title="Erika Muster 1, Gemeinderat")).fields
    assert kept == {"VENDOR:sortierung": "3", "role": '"Bürgermeister"'}
    place = source(content(kind="meeting")).fields["location"]
    assert "50.722007" in place


def test_personal_details_are_left_where_they_were(tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", town.town())
    said = content(kind="person", title="Erika Muster 1").canonical().decode()
    assert "02429" not in said
    assert "female" not in said
    assert "withheld" in rules(report)
    assert not ImportedObject.objects.filter(stated__contains="02429/0000").exists()


def test_roles_are_the_nearest_of_ours(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    roles = [content(pk=each.pk) for each in Record.objects.filter(kind="membership")]
    assert {each.role for each in roles if isinstance(each, MembershipContent)} == {
        "chair",
        "member",
        "substitute",
    }


def test_kinds_of_organizations(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    kinds = {}
    for each in Record.objects.filter(kind="organization"):
        found = content(pk=each.pk)
        assert isinstance(found, OrganizationContent)
        kinds[found.title] = (found.organization_kind, found.short_name)
    assert kinds == {
        "Gemeinderat": ("council", "gr"),
        "Sozialdemokratische Partei": ("party_group", "sozialdemokratische-parte"),
        "Abteilung 1": ("administration", "abteilung-1"),
    }


def test_papers_with_one_number_are_one_case(tmp_path: Path) -> None:
    objects = town.town()
    objects["paper"][1]["reference"] = objects["paper"][0]["reference"]
    import_town(tmp_path / "town", objects)
    found = content(kind="case")
    assert isinstance(found, CaseContent)
    assert standing()["case"] == 1
    assert Record.objects.filter(kind="document", parent=found.id).count() == 2


def test_source_time_is_kept_beside_the_time_of_recording(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    entry = Entry.objects.get(record__kind="document", record__title__startswith="Vorlage 1")
    assert entry.source_time is not None
    assert entry.source_time.isoformat() == "2016-03-02T09:00:00+00:00"
    assert entry.recorded_at.year > 2020


def test_the_language_is_found_out(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town() | {"paper": [town.paper(n) for n in range(1, 12)]})
    assert ImportSource.objects.get().language == "de"


def test_rows_come_without_a_revision(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    assert Meeting.objects.get().latest_revision is None
    assert Meeting.objects.get().live
    assert Person.objects.filter(live=True).count() == 2


def test_what_is_published_is_what_the_rows_say(tmp_path: Path) -> None:
    """Else the next act in the registry would publish all of it again."""
    import_town(tmp_path / "town", town.town())
    meeting = Meeting.objects.get()
    for each in (meeting, *meeting.parts()):
        assert Record.objects.get(pk=each.record_id).sha256 == each.to_record().sha256


@pytest.mark.parametrize("kind", ["meeting", "agenda-item", "case", "document", "person"])
def test_an_imported_page_can_be_read(kind: str, client: Client, tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    for record in Record.objects.filter(kind=kind):
        assert client.get(record.path).status_code == 200


def page_of(client: Client, **head: str) -> str:
    return client.get(Record.objects.get(**head).path).content.decode()


def test_foreign_words_are_marked_with_their_language(client: Client, tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town(), language="de")
    item = page_of(client, kind="agenda-item", title="Punkt 1")
    assert '<h1 lang="de">Punkt 1</h1>' in item
    assert '<p class="lead" lang="de">11 Ja, 5 Nein, 2 Enthaltungen' in item
    meeting = page_of(client, kind="meeting")
    assert "<h1>Gemeinderat 7 april 2016</h1>" in meeting
    assert '<p class="row-title" lang="de"><a href="/moten/gr/2016-04-07/1/">Punkt 1</a>' in meeting


def test_a_page_leads_to_the_files_at_the_source(client: Client, tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town(), language="de")
    page = page_of(client, kind="document", path="/handlingar/1/")
    assert f'<a href="{town.at("files/10.pdf")}" rel="external" type="application/pdf">' in page
    assert '<span lang="de">Beschlussvorlage</span>' in page


def test_a_page_that_was_written_here_names_no_source(client: Client) -> None:
    ks = make.organization()
    make.publish(ks)
    assert "Hämtat från" not in client.get(ks.path).content.decode()
