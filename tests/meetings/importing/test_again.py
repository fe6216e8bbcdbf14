"""Importing again: nothing twice, only what changed, and never over what was written here."""

from pathlib import Path

import pytest

from meetings.importing.sources.pages import NoSource
from meetings.models import AgendaItem, Document, ImportSource, Meeting, Membership, Person
from meetings.services.publishing import publish
from portal.ledger.changes import Actor
from portal.ledger.models import Entry, Record
from portal.ledger.verification import verify
from tests.meetings.importing import town
from tests.meetings.importing.acts import content, import_from, import_town, rules, standing
from tests.meetings.importing.town import Town, serving

pytestmark = pytest.mark.django_db

REASON = "Borttagen hos källan rat.dorfhausen.example (2021-01-01)."


def deleted(of: dict[str, object]) -> dict[str, object]:
    """As real servers say it: not even with a type."""
    modified = "2021-01-01T00:00:00+01:00"
    return {"id": of["id"], "created": of["created"], "modified": modified, "deleted": True}


def changed() -> Town:
    objects = town.town()
    objects["paper"][0]["name"] = "Vorlage 1, neu"
    objects["paper"][0]["modified"] = "2022-01-01T00:00:00+01:00"
    return objects


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    before = Entry.objects.count()
    report = import_town(tmp_path / "town", town.town())
    assert Entry.objects.count() == before
    assert report.written == {}


def test_what_changed_is_a_new_version_and_nothing_else(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    report = import_town(tmp_path / "town", changed())
    assert report.written == {"document": 1, "case": 1}
    assert content(kind="document", path="/handlingar/1/").title == "Vorlage 1, neu"
    assert Record.objects.get(path="/handlingar/1/").version == 2
    assert Document.objects.get(number=1).title == "Vorlage 1, neu"


def test_a_deleted_object_is_withdrawn_with_a_reason(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    objects = town.town()
    objects["meeting"] = [deleted(objects["meeting"][0])]
    import_town(tmp_path / "town", objects)
    gone = Record.objects.filter(verb="withdrawn")
    assert sorted(each.kind for each in gone) == ["agenda-item"] * 4 + ["meeting"]
    assert set(Entry.objects.filter(verb="withdrawn").values_list("reason", flat=True)) == {REASON}
    assert not Meeting.objects.get().live


def test_a_deleted_paper_takes_its_case_along(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    objects = town.town()
    objects["paper"][1] = deleted(objects["paper"][1])
    import_town(tmp_path / "town", objects)
    assert standing()["document"] == 1
    assert standing()["case"] == 1


def test_what_was_never_here_has_nothing_to_withdraw(tmp_path: Path) -> None:
    objects = town.town()
    objects["paper"][1] = deleted(objects["paper"][1])
    report = import_town(tmp_path / "town", objects)
    assert "deleted_unknown" in rules(report)
    assert standing()["document"] == 1


def test_an_item_that_left_the_agenda_is_withdrawn(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    objects = town.town()
    objects["meeting"][0]["agendaItem"].pop()
    import_town(tmp_path / "town", objects)
    assert standing()["agenda-item"] == 3
    assert Record.objects.get(kind="agenda-item", verb="withdrawn").title == ""
    assert AgendaItem.objects.count() == 3


def test_a_later_paper_comes_onto_an_agenda_that_did_not_change(tmp_path: Path) -> None:
    objects = town.town()
    first, second = objects["paper"]
    import_town(tmp_path / "town", objects | {"paper": [first]})
    import_town(tmp_path / "town", objects)
    found = content(kind="agenda-item", title="Punkt 2")
    assert getattr(found, "documents", ()) == (
        content(kind="document", title__startswith="Vorlage 2").id,
    )
    assert second["id"].endswith("/2")


def test_what_was_edited_here_is_left_alone(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    document = Document.objects.get(number=1)
    document.title = "Rättad rubrik"
    document.save_revision()
    publish(records=[document], actor=Actor(role="registrar"), key="here", reason="Stavfel.")
    report = import_town(tmp_path / "town", changed())
    assert content(kind="document", path="/handlingar/1/").title == "Rättad rubrik"
    assert "edited_here" in rules(report)


def test_an_edit_here_keeps_the_source(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    meeting = Meeting.objects.get()
    before = content(kind="meeting")
    meeting.place = "Kleiner Saal"
    meeting.save_revision()
    publish(records=[meeting], actor=Actor(role="registrar"), key="here", reason="Annat rum.")
    after = content(kind="meeting")
    assert after.source == before.source
    assert Record.objects.filter(kind="agenda-item", version=1).count() == 4


def test_a_live_source_is_asked_only_for_what_changed() -> None:
    with serving(town.town()) as served:
        import_from(served.address)
        served.asked.clear()
        served.objects["paper"][0]["name"] = "Neu"
        served.objects["paper"][0]["modified"] = "2999-01-01T00:00:00+01:00"
        report = import_from(served.address)
    assert [each.partition("?")[0] for each in served.asked if "modified_since=" in each] == [
        f"/oparl/body/1/{name}" for name in town.LISTS
    ]
    assert report.objects["Paper"] == 1
    assert report.written == {"document": 1, "case": 1}


def test_an_interrupted_run_goes_on_where_it_was() -> None:
    with serving(town.town()) as served:
        served.answers["/oparl/body/1/paper?page=2"] = lambda: (404, b"{}")
        first = import_from(served.address)
        assert not first.is_whole
        assert standing()["document"] == 1
        served.answers.clear()
        served.asked.clear()
        second = import_from(served.address)
    assert second.is_whole
    assert standing()["document"] == 2
    assert served.asked == ["/oparl/system", "/oparl/body", "/oparl/body/1/paper?page=2"]


def test_a_town_that_moved_is_asked_about_and_keeps_its_records() -> None:
    with serving(town.town()) as served:
        import_from(served.address, name="dorfhausen")
        before = standing()
        with serving(town.town()) as moved:
            with pytest.raises(NoSource, match="--name dorfhausen"):
                import_from(moved.address)
            import_from(moved.address, name="dorfhausen", full=True)
    assert standing() == before
    assert ImportSource.objects.count() == 1


def test_the_chain_holds(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    import_town(tmp_path / "town", changed())
    assert list(verify()) == []


def test_a_protected_identity_does_not_come_back(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    person = Person.objects.get(name="Erika Muster 1")
    Person.objects.filter(pk=person.pk).update(is_protected=True)
    person.refresh_from_db()
    memberships = list(Membership.objects.filter(person=person).select_related("person"))
    said = [each.to_record().canonical().decode() for each in (person, *memberships)]
    assert not [each for each in said if "Muster" in each or town.HOST in each]
    objects = town.town()
    objects["person"][0]["givenName"] = "Ericka"
    report = import_town(tmp_path / "town", objects)
    assert "edited_here" in rules(report)
    assert Person.objects.get(pk=person.pk).name == "Erika Muster 1"
