"""`manage.py import oparl`: what it prints, what it writes, how it ends."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from meetings.models import Meeting
from meetings.selectors.drafts import newest_of
from portal.accounts.models import User
from tests.meetings.importing import town
from tests.meetings.registry.posting import save, shown_form

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import", "oparl", *arguments, stdout=out)
    return out.getvalue()


def test_it_answers_in_json_and_keeps_every_deviation(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    lines = tmp_path / "report.ndjson"
    said = json.loads(run(str(folder), "--json", "--report", str(lines)))
    assert said["written"]["agenda-item"] == 4
    assert said["whole"] is True
    told = [json.loads(line) for line in lines.read_text().splitlines()]
    assert len(told) == sum(each["count"] for each in said["deviations"])
    assert {"rule": "missing_field", "type": "AgendaItem", "about": "order"}.items() <= next(
        each for each in told if each["type"] == "AgendaItem" and each["about"] == "order"
    ).items()


def test_it_answers_people_in_words(tmp_path: Path) -> None:
    said = run(str(town.write(tmp_path / "town", town.town())))
    assert "Publicerat: agenda-item 4, case 2, document 2" in said
    assert "fältet finns inte i OParl: fältet bevarades bland källans fält" in said


def test_a_list_that_could_not_be_read_ends_with_1(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    (folder / "broken.json").write_text("<html>")
    with pytest.raises(SystemExit) as ended:
        run(str(folder))
    assert ended.value.code == 1


def test_no_source_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="går inte att läsa"):
        run(str(tmp_path / "nowhere"))


def test_a_report_that_cannot_be_written_stops_it_first(tmp_path: Path) -> None:
    folder = town.write(tmp_path / "town", town.town())
    with pytest.raises(CommandError, match="går inte att skriva"):
        run(str(folder), "--report", str(tmp_path / "no" / "such" / "folder"))
    assert not Meeting.objects.exists()


def test_the_registry_edits_what_was_imported(client: Client, tmp_path: Path) -> None:
    """A draft is saved in the browser; the rows keep the source that their contents name."""
    run(str(town.write(tmp_path / "town", town.town())))
    client.force_login(User.objects.create_superuser("admin", "admin@example.org", "x"))
    meeting = Meeting.objects.get()
    form = shown_form(client, meeting) | {"place": "Kleiner Saal"}
    assert save(client, meeting, form).status_code == 302
    draft = newest_of(Meeting.objects.get())
    assert (draft.place, draft.source) == ("Kleiner Saal", meeting.source)
    kept = {item.record_id: item.source for item in meeting.parts()}
    assert {item.record_id: item.source for item in draft.parts()} == kept
