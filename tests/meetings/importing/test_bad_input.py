"""What real servers do: the import says so, takes what can be taken, and goes on."""

import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetings.importing.report import Report
from meetings.importing.rules import DONE, FOUND, Rule
from meetings.importing.sources import live, pages
from meetings.importing.sources.pages import NoSource
from meetings.models import ImportedObject, Meeting, Organization
from portal.ledger.models import Record
from tests.factories import with_check_digit
from tests.meetings.importing import town
from tests.meetings.importing.acts import content, import_from, import_town, rules, standing
from tests.meetings.importing.town import Answer, Town, at, serving

pytestmark = pytest.mark.django_db

PAPERS = "/oparl/body/1/paper"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(live, "TIMEOUT", 0.5)


def with_field(listed: str, index: int, **fields: Any) -> Town:
    objects = town.town()
    objects[listed][index] |= fields
    return objects


def in_turn(*answers: Answer) -> Callable[[], Answer]:
    """One after the other, then the last for ever."""
    left = list(answers)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


def list_page(*objects: Any, after: str = "") -> bytes:
    return json.dumps({"data": list(objects), "links": {"next": after}}).encode()


def test_every_rule_says_what_was_found_and_done() -> None:
    assert set(FOUND) == set(DONE) == set(Rule)


def test_next_links_in_a_loop() -> None:
    with serving(town.town()) as served:
        loop = list_page(town.paper(1), after=at("body/1/paper", served.host))
        served.answers[PAPERS] = lambda: (200, loop)
        report = import_from(served.address)
    assert "page_loop" in rules(report)
    assert standing()["document"] == 1


def test_a_next_link_to_another_host_is_not_followed() -> None:
    with serving(town.town()) as served:
        stray = list_page(town.paper(1), after="http://other.example/oparl/paper?page=2")
        served.answers[PAPERS] = lambda: (200, stray)
        report = import_from(served.address)
    assert "foreign_address" in rules(report)
    assert not report.is_whole


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        ((200, b"<!DOCTYPE html><title>Wartung</title>"), "not_json"),
        ((200, b"[" * 100_000), "not_json"),
        ((200, b""), "not_json"),
        ((200, b'{"error": "x"}'), "not_json"),
        ((500, b"Internal Server Error"), "unreachable"),
        ((404, b"{}"), "unreachable"),
    ],
    ids=["html", "nested", "empty", "no list", "500", "404"],
)
def test_a_list_that_cannot_be_read_is_left_for_the_next_run(answer: Answer, rule: str) -> None:
    with serving(town.town()) as served:
        served.answers[PAPERS] = lambda: answer
        report = import_from(served.address)
        assert rule in rules(report)
        assert not report.is_whole
        assert standing()["document"] == 0
        assert standing()["meeting"] == 1
        served.answers.clear()
        import_from(served.address)
    assert standing()["document"] == 2


def test_a_server_that_recovers_is_asked_again() -> None:
    with serving(town.town()) as served:
        good = list_page(town.paper(1))
        served.answers[PAPERS] = in_turn((500, b""), (503, b""), (200, good))
        report = import_from(served.address)
    assert report.is_whole
    assert standing()["document"] == 1


def test_what_is_gone_for_good_is_asked_once() -> None:
    with serving(town.town()) as served:
        served.answers[PAPERS] = lambda: (404, b"{}")
        import_from(served.address)
        assert served.asked.count(PAPERS) == 1


def test_a_server_that_does_not_answer_in_time() -> None:
    hold = threading.Event()
    with serving(town.town()) as served:

        def slow() -> Answer:
            hold.wait(30)
            return 200, b"{}"

        served.answers[PAPERS] = slow
        try:
            report = import_from(served.address)
        finally:
            hold.set()
    assert "unreachable" in rules(report)
    assert standing()["meeting"] == 1


def test_an_answer_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "LARGEST", 10_000)
    with serving(town.town()) as served:
        served.answers[PAPERS] = lambda: (200, b" " * 20_000)
        report = import_from(served.address)
    assert "too_large" in rules(report)


def test_a_file_of_2_gb_is_not_read(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    with (folder / "huge.json").open("wb") as huge:
        os.truncate(huge.fileno(), 2 * 1024**3)
    report = import_from(str(folder))
    assert "too_large" in rules(report)
    assert standing()["document"] == 2


def test_an_archive_that_unfolds_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.importing.sources.stored.LARGEST", 1_000_000)
    folder = town.write(tmp_path / "town", town.town())
    with zipfile.ZipFile(tmp_path / "town.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.glob("*.json")):
            archive.write(each, each.name)
        archive.writestr("bomb.json", b" " * 5_000_000)
    report = import_from(str(tmp_path / "town.zip"))
    assert "too_large" in rules(report)
    assert standing()["document"] == 2


@pytest.mark.parametrize("suffix", ["tar", "tar.gz", "zip"])
def test_an_archive_is_as_good_as_a_folder(suffix: str, tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    formats = {"tar": "tar", "tar.gz": "gztar", "zip": "zip"}
    made = shutil.make_archive(str(tmp_path / "packed"), formats[suffix], folder)
    import_from(made)
    assert standing()["document"] == 2


@pytest.mark.parametrize("value", [None, {"id": at("person/1")}, "x", 7])
def test_something_else_where_a_list_should_be(value: Any, tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", with_field("paper", 0, auxiliaryFile=value))
    assert rules(report) & {"null_for_list", "not_an_object", "missing_field"}
    assert standing()["document"] == 2


def test_null_for_the_list_itself() -> None:
    with serving(town.town()) as served:
        served.answers[PAPERS] = lambda: (200, b'{"data": null}')
        report = import_from(served.address)
    assert report.is_whole
    assert standing()["document"] == 0


@pytest.mark.parametrize("stray", [None, 7, "x", [], {}, {"id": ""}, {"id": 5}, {"id": None}])
def test_something_else_where_an_object_should_be(stray: Any, tmp_path: Path) -> None:
    objects = town.town()
    objects["paper"].append(stray)
    report = import_town(tmp_path / "town", objects)
    assert rules(report) & {"not_an_object", "missing_id"}
    assert standing()["document"] == 2


def test_two_objects_of_one_id(tmp_path: Path) -> None:
    objects = town.town()
    newer = objects["paper"][0] | {"name": "Neuer", "modified": "2019-01-01T00:00:00+01:00"}
    objects["paper"] = [newer, *objects["paper"]]
    report = import_town(tmp_path / "town", objects)
    assert "duplicate_id" in rules(report)
    assert content(kind="document", path="/handlingar/1/").title == "Neuer"
    assert standing()["document"] == 2


def test_two_items_of_one_id(tmp_path: Path) -> None:
    objects = town.town()
    agenda = objects["meeting"][0]["agendaItem"]
    agenda.append(agenda[0] | {"name": "Noch einmal"})
    report = import_town(tmp_path / "town", objects)
    assert "duplicate_id" in rules(report)
    assert standing()["agenda-item"] == 4


def test_organizations_in_a_ring(tmp_path: Path) -> None:
    objects = with_field("organization", 0, subOrganizationOf=at("organization/3"))
    report = import_town(tmp_path / "town", objects)
    assert "cyclic_organization" in rules(report)
    assert standing()["organization"] == 3
    assert Organization.objects.filter(subordinate_to=None).count() == 2


def test_an_organization_below_itself(tmp_path: Path) -> None:
    objects = with_field("organization", 0, subOrganizationOf=at("organization/1"))
    report = import_town(tmp_path / "town", objects)
    assert "cyclic_organization" in rules(report)
    assert standing()["organization"] == 3


@pytest.mark.parametrize(
    "day", ["0000-00-00", "0000-01-01", "2016-02-30", "20016-01-01", "gestern", "0001-01-01", 2016]
)
def test_a_day_that_never_was(day: Any, tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", with_field("paper", 0, date=day))
    found = content(kind="document", title__startswith="Vorlage 1")
    assert rules(report) & {"impossible_date", "wrong_type"}
    assert found.date is None
    assert found.source is not None
    assert found.source.fields["date"] == json.dumps(day)


def test_a_meeting_without_a_time_cannot_stand_in_a_calendar(tmp_path: Path) -> None:
    report = import_town(
        tmp_path / "town", with_field("meeting", 0, start="0000-00-00T00:00:00+01:00")
    )
    assert "conflict" in rules(report)
    assert standing()["meeting"] == 0
    assert standing()["document"] == 2


def test_a_meeting_that_ends_before_it_begins(tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", with_field("meeting", 0, end="2016-04-07T17:00:00Z"))
    assert "ends_before_start" not in rules(report)
    assert Meeting.objects.get().end is not None
    again = with_field("meeting", 0, end="2016-04-07T12:00:00+02:00")
    assert "ends_before_start" in rules(import_town(tmp_path / "town", again))
    assert Meeting.objects.get().end is None


def test_an_id_that_changes_host_is_the_same_object(tmp_path: Path) -> None:
    import_town(tmp_path / "town", town.town())
    other = at("paper/1", "https://neu.dorfhausen.example")
    report = import_town(tmp_path / "town", with_field("paper", 0, id=other))
    assert "foreign_id" in rules(report)
    assert standing()["document"] == 2


def test_text_that_is_not_utf8(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    paper = folder / "paper.json"
    paper.write_bytes(paper.read_bytes().replace("für".encode(), "für".encode("latin-1")))
    report = import_from(str(folder))
    assert "invalid_utf8" in rules(report)
    assert "f�r" in content(kind="document", path="/handlingar/1/").title


def test_characters_that_no_database_holds(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    page = {"data": [town.paper(1, name="a\x00b\ud800c"), town.paper(2)]}
    (folder / "paper.json").write_text(json.dumps(page))
    import_from(str(folder))
    assert content(kind="document", path="/handlingar/1/").title == "abc"


def test_an_endless_title_is_cut_and_kept(tmp_path: Path) -> None:
    report = import_town(tmp_path / "town", with_field("paper", 0, name="Wort " * 1_000))
    found = content(kind="document", path="/handlingar/1/")
    assert len(found.title) <= 1_000
    assert found.title.endswith("…")
    assert found.source is not None
    assert len(found.source.fields["name"]) > 5_000
    assert "too_long" in rules(report)


def test_an_address_that_runs_code_is_no_link(tmp_path: Path) -> None:
    bad = {"mainFile": town.file(10, accessUrl="javascript:alert(1)"), "web": "javascript:alert(2)"}
    import_town(tmp_path / "town", with_field("paper", 0, **bad))
    found = content(kind="document", title__startswith="Vorlage 1")
    assert found.source is not None
    assert found.source.url == found.source.files[0].url == ""


def test_a_personal_number_is_masked_before_anything_is_kept(tmp_path: Path) -> None:
    number = with_check_digit("850412-999")
    report = import_town(tmp_path / "town", with_field("paper", 0, name=f"Antrag von {number}"))
    assert "personal_number" in rules(report)
    assert content(kind="document", path="/handlingar/1/").title == "Antrag von ██████"
    assert not ImportedObject.objects.filter(stated__contains=number).exists()


def test_what_the_gate_stops_stops_nothing_else(tmp_path: Path) -> None:
    """In an address the number cannot be masked without breaking it."""
    number = with_check_digit("850412-999")
    web = f"https://rat.dorfhausen.example/{number}"
    report = import_town(tmp_path / "town", with_field("paper", 0, web=web))
    assert "gate_stopped" in rules(report)
    assert standing()["document"] == 1
    assert standing()["meeting"] == 1


def test_references_that_lead_nowhere(tmp_path: Path) -> None:
    objects = with_field("paper", 0, underDirectionOf=[at("organization/99")])
    objects["meeting"][0]["agendaItem"][1]["consultation"] = at("consultation/99")
    report = import_town(tmp_path / "town", objects)
    assert "dangling" in rules(report)
    found = content(kind="document", title__startswith="Vorlage 1")
    assert found.source is not None
    assert "organization/99" in found.source.fields["underDirectionOf"]


def test_two_memberships_that_begin_on_one_day(tmp_path: Path) -> None:
    twice = town.person(1, town.membership(1), town.membership(2))
    report = import_town(tmp_path / "town", town.town() | {"person": [twice]})
    assert "duplicate_membership" in rules(report)
    assert standing()["membership"] == 1


def test_a_number_that_is_taken_here_already(tmp_path: Path) -> None:
    """Two towns in one city: each keeps its own records and its own addresses."""
    import_town(tmp_path / "town", town.town(), name="one")
    report = import_town(tmp_path / "town", town.town(), name="two")
    assert report.is_whole
    assert standing()["case"] == 4
    assert standing()["organization"] == 6
    assert Record.objects.filter(path="/organ/gr-gemeinde-dorfhausen/").exists()


@pytest.mark.parametrize("name", ["", "nowhere", "http://127.0.0.1:9/oparl", "file:///etc/passwd"])
def test_what_is_no_source_is_refused_in_words(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoSource):
        import_from(name or str(tmp_path / "empty"))


def test_a_page_is_parsed_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGEST", 10)
    with pytest.raises(pages.Unreadable):
        pages.parse(b"[" + b" " * 20 + b"]", "", Report())
